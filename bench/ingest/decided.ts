// Commits that were decided before the clock runs: a desk in memory makes them of the same messages. What is left is the
// store alone: documents, statements, group commit, driver, server.
import { type Commit, memoryStore, type Store } from 'caseline'
import { percentiles } from './callers.js'
import type { Run } from './contestant.js'
import { type DeskSetting, deskOn, fill, traffic } from './traffic.js'

const WORKSPACE = 'default'

export interface DecidedTraffic {
  /** Brings `store` to where the desk in memory is. */
  readonly fill: (store: Store) => Promise<void>
  /** As many messages as may be expected to take that long. */
  readonly run: (store: Store, callers: number, seconds: number, label: string) => Promise<Run>
}

export async function decided(setting: DeskSetting): Promise<DecidedTraffic> {
  let recorded: Commit[] = []
  const memory = memoryStore()
  const recording: Store = {
    ...memory,
    commit: async (workspace, commit) => {
      const result = await memory.commit(workspace, commit)
      if (result === 'committed') recorded.push(commit)
      return result
    },
  }
  const desk = await deskOn(recording, setting)
  const messages = traffic(setting.rules)
  await fill(desk, messages.first)
  const first = recorded
  const perSecond = new Map<number, number>()

  const commitOn = async (store: Store, commit: Commit): Promise<void> => {
    const result = await store.commit(WORKSPACE, commit)
    if (result !== 'committed') throw new Error(`A commit that was decided beforehand: ${result}`)
  }

  return {
    fill: async (store) => {
      for (const commit of first.toSorted((left, right) => numberOf(left) - numberOf(right))) {
        const hold = await store.holdNumber(WORKSPACE, commit.journal?.command.at ?? new Date().toISOString())
        if (hold.number !== numberOf(commit)) throw new Error(`Chat ${numberOf(commit)} got number ${hold.number}`)
        await commitOn(store, { ...commit, hold })
      }
    },
    run: async (store, callers, seconds, label) => {
      recorded = []
      const count = Math.round((perSecond.get(callers) ?? 2_000) * seconds)
      for (let n = 0; n < count; n += 1) await desk.receive(messages.next(label))
      const run = await commitAll(recorded, callers, (commit) => commitOn(store, commit))
      perSecond.set(callers, run.messages / run.seconds)
      return run
    },
  }
}

/** Commits of one thread one after the other, as the desk's queues do it. */
async function commitAll(
  commits: readonly Commit[],
  callers: number,
  send: (commit: Commit) => Promise<void>,
): Promise<Run> {
  const times: number[] = []
  const last = new Map<string, Promise<void>>()
  let next = 0
  const cpuBefore = process.cpuUsage()
  const begun = performance.now()
  const caller = async (): Promise<void> => {
    for (let commit = commits[next++]; commit !== undefined; commit = commits[next++]) {
      const one = commit
      const sent = performance.now()
      const done = (last.get(one.thread.key) ?? Promise.resolve()).then(() => send(one))
      last.set(one.thread.key, done)
      await done
      times.push(performance.now() - sent)
    }
  }
  await Promise.all(Array.from({ length: callers }, caller))
  const took = (performance.now() - begun) / 1_000
  const { user, system } = process.cpuUsage(cpuBefore)
  return { messages: times.length, seconds: took, ...percentiles(times), nodeCpu: (user + system) / times.length }
}

function numberOf({ hold }: Commit): number {
  if (hold === null) throw new Error('A first message that begins no chat')
  return hold.number
}

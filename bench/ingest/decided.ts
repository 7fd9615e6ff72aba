// Commits that were decided before the clock runs: a desk that stores nothing makes them of the same messages. What is left is the
// store alone: documents, statements, group commit, driver, server.
import { type Commit, memoryStore, type Store } from 'caseline'
import { percentiles } from './callers.js'
import type { Run } from './contestant.js'
import { type DeskSetting, deskOn, fill, traffic } from './traffic.js'

const WORKSPACE = 'default'

export interface DecidedTraffic {
  /** Brings `store` to where that desk is. */
  readonly fill: (store: Store) => Promise<void>
  /** Messages in parts, until what their commits took adds up to that long. */
  readonly run: (store: Store, callers: number, seconds: number, label: string) => Promise<Run>
}

export async function decided(setting: DeskSetting): Promise<DecidedTraffic> {
  let recorded: Commit[] = []
  const threads = new Map<string, Commit>()
  const memory = memoryStore()
  const recording: Store = {
    ...memory,
    // What was committed last is enough; a desk in memory that keeps all would fill the heap of what is measured.
    load: async (_workspace, { key }) => {
      const last = threads.get(key)
      const lastCommand = last?.command ?? null
      return { thread: last?.thread ?? null, contact: last?.contact ?? null, duplicateSeq: null, lastCommand }
    },
    commit: async (_workspace, commit) => {
      threads.set(commit.thread.key, commit)
      recorded.push(commit)
      return 'committed'
    },
  }
  const desk = await deskOn(recording, setting)
  const messages = traffic(setting.rules)
  await fill(desk, messages.first)
  const first = recorded

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
      const runs: Part[] = []
      for (let took = 0; took < seconds; took += runs.at(-1)?.seconds ?? seconds) {
        recorded = []
        for (let n = 0; n < PART; n += 1) await desk.receive(messages.next(label))
        runs.push(await commitAll(recorded, callers, (commit) => commitOn(store, commit)))
      }
      const sum = (of: (part: Part) => number): number => runs.reduce((all, part) => all + of(part), 0)
      const times = runs.flatMap((part) => part.times)
      const nodeCpu = sum((part) => part.cpu) / times.length
      return { messages: times.length, seconds: sum((part) => part.seconds), ...percentiles(times), nodeCpu }
    },
  }
}

/**
 * Messages that are decided at a time: not so many that what waits fills the heap of what is measured, nor so few that
 * beginning and end of a part, where callers have nothing to do, show (12,000: 2 %).
 */
const PART = 12_000

interface Part {
  /** Milliseconds of each commit. */
  readonly times: readonly number[]
  readonly seconds: number
  /** Microseconds. */
  readonly cpu: number
}

/** Commits of one thread one after the other, as the desk's queues do it. */
async function commitAll(
  commits: readonly Commit[],
  callers: number,
  send: (commit: Commit) => Promise<void>,
): Promise<Part> {
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
  const seconds = (performance.now() - begun) / 1_000
  const { user, system } = process.cpuUsage(cpuBefore)
  return { times, seconds, cpu: user + system }
}

function numberOf({ hold }: Commit): number {
  if (hold === null) throw new Error('A first message that begins no chat')
  return hold.number
}

// Contestants take turns in every round, so that a busy machine is unfair to all of them alike. What is reported is the
// median of the rounds.
import type { Contestant, Run, StoredMessages } from './contestant.js'

export interface Measured {
  readonly name: string
  readonly callers: number
  readonly perSecond: number
  readonly worst: number
  readonly best: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  /** Microseconds per message. */
  readonly nodeCpu: number
  readonly serverCpu: number
  /** Messages that one transaction brought. */
  readonly perCommit: number
}

export interface Ran {
  readonly measured: readonly Measured[]
  /** Contestants whose database holds another number of messages than they acknowledged. */
  readonly disagreements: readonly string[]
}

interface Sample extends Run {
  readonly serverCpu: number
}

export interface Rounds {
  readonly rounds: number
  readonly seconds: number
  readonly serverCpu: () => number
  readonly say: (what: string) => void
}

export async function takeTurns(contestants: readonly Contestant[], how: Rounds): Promise<Ran> {
  const samples = new Map<string, Sample[]>()
  const numbers = [...new Set(contestants.flatMap(({ callers }) => callers))].sort((left, right) => left - right)
  for (const one of contestants) await one.run(one.callers.at(-1) ?? 1, how.seconds / 2, 'warm')
  for (const callers of numbers) {
    how.say(`${callers} callers`)
    const those = contestants.filter((one) => one.callers.includes(callers))
    for (let round = 0; round < how.rounds; round += 1) {
      for (let turn = 0; turn < those.length; turn += 1) {
        const one = those[(turn + round) % those.length]
        if (one === undefined) continue
        const before = how.serverCpu()
        const run = await one.run(callers, how.seconds, `c${callers}`)
        const name = nameOf(one, callers)
        const serverCpu = (how.serverCpu() - before) / run.messages
        samples.set(name, [...(samples.get(name) ?? []), { ...run, serverCpu }])
      }
    }
  }
  const measured: Measured[] = []
  const disagreements: string[] = []
  for (const one of contestants) {
    how.say(`counting what ${one.name} stored`)
    const stored = await one.stored()
    for (const callers of one.callers) {
      const runs = samples.get(nameOf(one, callers)) ?? []
      const said = runs.reduce((sum, run) => sum + run.messages, 0)
      const held = stored.find(({ label }) => label === `c${callers}`)
      if (held?.messages !== said) {
        disagreements.push(`${one.name}, ${callers} callers: acknowledged ${said}, stored ${held?.messages ?? 0}`)
      }
      measured.push({ name: one.name, callers, ...summed(runs, held) })
    }
    await one.close()
  }
  return { measured, disagreements }
}

function nameOf({ name }: Contestant, callers: number): string {
  return `${callers} ${name}`
}

function summed(runs: readonly Sample[], held: StoredMessages | undefined): Omit<Measured, 'name' | 'callers'> {
  const perSecond = runs.map((run) => run.messages / run.seconds)
  return {
    perSecond: median(perSecond),
    worst: Math.min(...perSecond),
    best: Math.max(...perSecond),
    p50: median(runs.map((run) => run.p50)),
    p99: median(runs.map((run) => run.p99)),
    nodeCpu: median(runs.map((run) => run.nodeCpu)),
    serverCpu: median(runs.map((run) => run.serverCpu)),
    perCommit: held === undefined ? 0 : held.messages / held.commits,
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right)
  const middle = sorted.length >> 1
  const high = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? high : (high + (sorted[middle - 1] ?? 0)) / 2
}

// Contestants take turns in every round. What is measured is the processor time of the process, all its threads: what
// others do on the machine changes it little. The garbage collector's and ZEN's own threads count.
import type { Contestant, Measured } from '../engine/rounds.js'

export type { Contestant, Measured }

export async function measure(contestants: readonly Contestant[], rounds: number): Promise<readonly Measured[]> {
  const times = contestants.map((): number[] => [])
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, contestant] of contestants.entries()) {
      const ready = await contestant.prepare()
      const begun = process.cpuUsage()
      await ready.run()
      const { user, system } = process.cpuUsage(begun)
      times[index]?.push((user + system) / ready.operations)
    }
  }
  return contestants.map(({ name }, index) => {
    const sorted = [...(times[index] ?? [])].sort((left, right) => left - right)
    return { name, median: sorted[sorted.length >> 1] ?? 0, best: sorted[0] ?? 0, worst: sorted.at(-1) ?? 0 }
  })
}

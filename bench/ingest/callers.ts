import type { Run } from './contestant.js'

/** So many callers, each with one message at a time, until the time is over; then those under way are waited for. */
export async function callersFor(
  callers: number,
  seconds: number,
  send: (caller: number) => Promise<unknown>,
): Promise<Run> {
  const times: number[] = []
  const cpuBefore = process.cpuUsage()
  const begun = performance.now()
  const end = begun + seconds * 1_000
  const caller = async (number: number): Promise<void> => {
    while (performance.now() < end) {
      const sent = performance.now()
      await send(number)
      times.push(performance.now() - sent)
    }
  }
  await Promise.all(Array.from({ length: callers }, (_, number) => caller(number)))
  const took = (performance.now() - begun) / 1_000
  const { user, system } = process.cpuUsage(cpuBefore)
  return { messages: times.length, seconds: took, ...percentiles(times), nodeCpu: (user + system) / times.length }
}

export function percentiles(times: readonly number[]): { readonly p50: number; readonly p99: number } {
  const sorted = Float64Array.from(times).sort()
  const at = (share: number): number => sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? 0
  return { p50: at(0.5), p99: at(0.99) }
}

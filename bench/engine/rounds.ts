// Contestants take turns in every round, so that a busy machine is unfair to all of them alike. Round 0 warms up.
export interface Contestant {
  readonly name: string
  /** Readies a round; not timed. Answers with what is timed and how many operations it does. */
  readonly prepare: () => Promise<Round> | Round
}

export interface Round {
  readonly operations: number
  readonly run: () => Promise<void> | void
}

export interface Measured {
  readonly name: string
  /** Microseconds per operation. */
  readonly median: number
  readonly best: number
  readonly worst: number
}

export async function measure(contestants: readonly Contestant[], rounds: number): Promise<readonly Measured[]> {
  const times = contestants.map((): number[] => [])
  for (let round = 0; round <= rounds; round += 1) {
    for (let turn = 0; turn < contestants.length; turn += 1) {
      const index = (turn + round) % contestants.length
      const ready = await contestants[index]?.prepare()
      if (ready === undefined) continue
      const begun = process.hrtime.bigint()
      await ready.run()
      const micros = Number(process.hrtime.bigint() - begun) / 1_000
      if (round > 0) times[index]?.push(micros / ready.operations)
    }
  }
  return contestants.map(({ name }, index) => {
    const sorted = [...(times[index] ?? [])].sort((left, right) => left - right)
    return { name, median: medianOf(sorted), best: sorted[0] ?? 0, worst: sorted.at(-1) ?? 0 }
  })
}

function medianOf(sorted: readonly number[]): number {
  const middle = sorted.length >> 1
  const high = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? high : (high + (sorted[middle - 1] ?? 0)) / 2
}

/** Chance that can be repeated: mulberry32, https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export interface Chance {
  /** From 0 to below `limit`, whole. */
  readonly below: (limit: number) => number
  /** Whether something of this probability happens. */
  readonly happens: (probability: number) => boolean
  readonly pick: <T>(from: readonly [T, ...T[]]) => T
}

export function chance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    below: (limit) => Math.floor(next() * limit),
    happens: (probability) => next() < probability,
    pick: (from) => from[Math.floor(next() * from.length)] ?? from[0],
  }
}

/** CASELINE_SEED repeats a run. */
export function seedOfRun(): number {
  return Number(process.env.CASELINE_SEED ?? Date.now() % 1_000_000_007)
}

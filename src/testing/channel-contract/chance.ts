/** Numbers that look like chance and come again with the same seed (mulberry32). */
export interface Chance {
  /** From 0 to `below` - 1. */
  readonly number: (below: number) => number
  readonly one: <T>(values: readonly [T, ...T[]]) => T
}

export function chance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
  const number = (below: number): number => Math.floor(next() * below)
  return { number, one: (values) => values[number(values.length)] ?? values[0] }
}

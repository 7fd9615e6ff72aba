/** How values are spread; `null` where there are none. Percentiles by the nearest rank. */
export interface Spread {
  readonly count: number
  readonly mean: number | null
  readonly median: number | null
  readonly p90: number | null
  readonly max: number | null
}

/** Sorts the list in place: with millions of values there is no room for a second one. `digits` of the mean: 0 for milliseconds. */
export function spreadOf(values: number[], digits = 0): Spread {
  const ordered = values.sort((left, right) => left - right)
  const rank = (share: number) => ordered[Math.max(0, Math.ceil(share * ordered.length) - 1)] ?? null
  const sum = ordered.reduce((total, value) => total + value, 0)
  const scale = 10 ** digits
  return {
    count: ordered.length,
    mean: ordered.length === 0 ? null : Math.round((sum / ordered.length) * scale) / scale,
    median: rank(0.5),
    p90: rank(0.9),
    max: ordered.at(-1) ?? null,
  }
}

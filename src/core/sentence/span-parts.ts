export type SpanUnit = 'month' | 'week' | 'day' | 'hour' | 'minute' | 'second'

const UNITS: readonly (readonly [SpanUnit, number])[] = [
  ['week', 7 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
]

/** A length of time in the units that people say it in: 90 minutes are 1 hour and 30 minutes. Open time has no days, which would be read as 24 hours. */
export function spanParts(
  months: number,
  ms: number,
  isOpenTime: boolean,
): readonly { readonly unit: SpanUnit; readonly count: number }[] {
  const parts: { readonly unit: SpanUnit; readonly count: number }[] = []
  if (months > 0) parts.push({ unit: 'month', count: months })
  let left = ms
  for (const [unit, size] of UNITS) {
    if ((unit === 'week' && left % size !== 0) || (isOpenTime && (unit === 'week' || unit === 'day'))) continue
    const count = unit === 'second' ? left / size : Math.floor(left / size)
    if (count > 0) parts.push({ unit, count })
    left -= count * size
  }
  return parts.length === 0 ? [{ unit: 'second', count: 0 }] : parts
}

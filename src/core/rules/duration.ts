/** A length of time: whole calendar months (UTC) and milliseconds. A day is 24 hours, a week seven days. */
export interface Span {
  readonly months: number
  readonly ms: number
}

const NUMBER = '(\\d{1,9}(?:[.,]\\d{1,9})?)'
const WHOLE = '(\\d{1,5})'
const ISO = new RegExp(
  `^P(?=.)(?:${WHOLE}Y)?(?:${WHOLE}M)?(?:${NUMBER}W)?(?:${NUMBER}D)?(?:T(?=.)(?:${NUMBER}H)?(?:${NUMBER}M)?(?:${NUMBER}S)?)?$`,
)
const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** ISO 8601 such as `PT2H`, `P1D`, `P1Y6M`; `undefined` for anything else, for years and months in fractions, and for signs. */
export function parseSpan(text: string): Span | undefined {
  const found = ISO.exec(text)
  if (found === null) return undefined
  const part = (index: number): number => Number((found[index] ?? '0').replace(',', '.'))
  return {
    months: part(1) * 12 + part(2),
    ms: Math.round(part(3) * 7 * DAY + part(4) * DAY + part(5) * HOUR + part(6) * MINUTE + part(7) * SECOND),
  }
}

/** The moment that lies the span before another, both in milliseconds since 1970 UTC; the last day of a shorter month stands for days it lacks. */
export function momentBefore(at: number, span: Span): number {
  if (span.months === 0) return at - span.ms
  const date = new Date(at)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() - span.months)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, last))
  return date.getTime() - span.ms
}

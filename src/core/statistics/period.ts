import { type ZoneClock, zoneClock } from '../schedule/zone-clock.js'

/** From a moment on, up to but not including another; both in milliseconds since 1970. */
export interface Period {
  readonly from: number
  readonly to: number
  readonly clock: ZoneClock
}

export interface PeriodRequest {
  /** A moment (ISO 8601 with its zone) or a day (`2026-03-01`) of the zone. Left out: from the beginning. */
  readonly from?: string
  /** Not included. Left out: no end. */
  readonly to?: string
  /** IANA name. Default `UTC`. */
  readonly zone?: string
}

export type ReadPeriod =
  | { readonly ok: true; readonly period: Period }
  | { readonly ok: false; readonly field: keyof PeriodRequest; readonly message: string }

const DAY = /^\d{4}-\d{2}-\d{2}$/u
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/u

export function readPeriod({ from, to, zone = 'UTC' }: PeriodRequest): ReadPeriod {
  const clock = zoneClock(zone)
  if (clock === null)
    return { ok: false, field: 'zone', message: 'zone must be an IANA time zone such as Europe/Moscow' }
  const bounds: number[] = []
  for (const [field, text, open] of [
    ['from', from, Number.NEGATIVE_INFINITY],
    ['to', to, Number.POSITIVE_INFINITY],
  ] as const) {
    const at = text === undefined ? open : instantOf(text, clock)
    if (at === null) {
      const message = `${field} must be a day such as 2026-03-01, or an ISO 8601 moment with its zone`
      return { ok: false, field, message }
    }
    bounds.push(at)
  }
  const [begin = Number.NEGATIVE_INFINITY, end = Number.POSITIVE_INFINITY] = bounds
  if (begin > end) return { ok: false, field: 'to', message: 'to must not be before from' }
  return { ok: true, period: { from: begin, to: end, clock } }
}

export function isWithin(period: Period, instant: number): boolean {
  return instant >= period.from && instant < period.to
}

/** A day begins when the wall clock first shows midnight, or where it jumps over it. */
function instantOf(text: string, clock: ZoneClock): number | null {
  if (DAY.test(text)) {
    const wall = Date.parse(`${text}T00:00:00Z`)
    return Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 10) !== text ? null : clock.firstAt(wall)
  }
  const instant = MOMENT.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(instant) ? null : instant
}

import type { ZoneClock } from './zone-clock.js'

const withOffset = /^[+-]?\d{4,6}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/

/** Milliseconds since 1970 of an ISO time that says its offset or `Z`; a time without one would be read by the machine's zone, so it throws RangeError like any other bad time. */
export function parseInstant(iso: string): number {
  const instant = withOffset.test(iso) ? Date.parse(iso) : Number.NaN
  if (Number.isNaN(instant)) throw new RangeError(`Not an ISO 8601 time with an offset: ${String(iso).slice(0, 40)}`)
  return instant
}

/** ISO 8601 with the offset of the zone at that moment: `2026-03-02T09:00:00+03:00`. */
export function formatInstant(clock: ZoneClock, instant: number): string {
  // ISO has no seconds in an offset; before 1972 some zones had. Rounding keeps the instant right.
  const offset = Math.round(clock.offsetAt(instant) / 60_000)
  const local = new Date(instant + offset * 60_000).toISOString().replace(/(?:\.000)?Z$/, '')
  const size = Math.abs(offset)
  const hours = String(Math.trunc(size / 60)).padStart(2, '0')
  return `${local}${offset < 0 ? '-' : '+'}${hours}:${String(size % 60).padStart(2, '0')}`
}

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/
const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/

/** Milliseconds since 1970 UTC of an ISO 8601 date or time; without an offset it is taken as UTC, never as local. */
export function parseMoment(value: unknown): number | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.getTime()
  if (typeof value !== 'string') return undefined
  const found = ISO.exec(value)
  if (found === null) return undefined
  const [, year, month, day, time = '00:00', offset = 'Z'] = found
  const zone = offset === 'Z' || offset.includes(':') ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`
  // Date.parse takes 30 February for 2 March.
  if (Number(day) > new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()) return undefined
  const at = Date.parse(`${year}-${month}-${day}T${time}${zone}`)
  return Number.isNaN(at) ? undefined : at
}

/** A time of day as schedules tell it, `HH:MM`: such texts compare as they are. */
export function isClockTime(value: unknown): value is string {
  return typeof value === 'string' && CLOCK.test(value)
}

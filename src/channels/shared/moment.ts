// When something happened, by the provider's word, as ISO 8601 UTC with milliseconds. Units are guarded: seconds turn up
// where milliseconds are promised (a Messenger referral) and the other way round.

/** 2001-09-09 in milliseconds, the year 33658 in seconds: no moment of a conversation is read wrongly by it. */
const FIRST_MS = 1e12
/** Between these a provider's clock is believed. */
const EARLIEST = Date.UTC(2000, 0, 1)
const LATEST = Date.UTC(2100, 0, 1)

/**
 * A number of seconds or milliseconds since 1970, as a number or a text, also Slack's `"1700000000.000100"`; or ISO 8601.
 * `otherwise` (the delivery's `receivedAt`) for everything else and for moments before 2000 or after 2099.
 */
export function isoOf(value: unknown, otherwise: string): string {
  const ms = millisecondsOf(value)
  if (ms === null || !(ms >= EARLIEST && ms < LATEST)) return otherwise
  return new Date(ms).toISOString()
}

function millisecondsOf(value: unknown): number | null {
  if (typeof value === 'number') return Math.floor(value >= FIRST_MS ? value : value * 1000)
  if (typeof value !== 'string' || value.length > 40) return null
  if (/^\d+$/u.test(value)) return millisecondsOf(Number(value))
  const split = /^(\d{1,11})\.(\d{1,9})$/u.exec(value)
  if (split) return Number(split[1]) * 1000 + Number((split[2] ?? '').padEnd(3, '0').slice(0, 3))
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$/iu.test(value)) return null
  // Without a zone it is UTC: `Date.parse` would take the machine's.
  const ms = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/iu.test(value) ? value : `${value}Z`)
  return Number.isNaN(ms) ? null : ms
}

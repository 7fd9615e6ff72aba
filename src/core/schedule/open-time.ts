import { Duration } from 'luxon'
import { parseInstant } from './instant.js'
import { dayOf, openRuns } from './open-runs.js'
import type { Schedule } from './schedule.js'

/** How far ahead open time is looked for, in days of the schedule's zone. */
const horizon = 400

/**
 * The first moment (ISO 8601 UTC) at which so much open time has passed since `fromIso`; `null` when that is not within 400 days.
 * A day is 24 open hours here, a month 30 such days; nothing to wait for gives `fromIso` itself, open or not.
 * RangeError for a time without an offset and for a bad or negative duration.
 */
export function addOpenTime(schedule: Schedule, fromIso: string, durationIso: string): string | null {
  const from = parseInstant(fromIso)
  // luxon takes `P` and `PT` for nothing at all.
  let left = /\d/.test(durationIso) ? Duration.fromISO(durationIso).toMillis() : Number.NaN
  if (!(left >= 0)) throw new RangeError(`Not an ISO 8601 duration: ${String(durationIso).slice(0, 40)}`)
  if (left === 0) return new Date(from).toISOString()
  const day = dayOf(schedule, from)
  for (const { opens, closes } of openRuns(schedule, day - 1, day + horizon)) {
    const begins = Math.max(opens, from)
    if (closes - begins >= left) return new Date(begins + left).toISOString()
    if (closes > begins) left -= closes - begins
  }
  return null
}

/** Open time between two moments in milliseconds; 0 when the second isn't later. */
export function openTimeBetween(schedule: Schedule, fromIso: string, toIso: string): number {
  return openTimeWithin(schedule, parseInstant(fromIso), parseInstant(toIso))
}

/** The same of moments in milliseconds since 1970. */
export function openTimeWithin(schedule: Schedule, from: number, to: number): number {
  let open = 0
  if (to <= from) return open
  for (const { opens, closes } of openRuns(schedule, dayOf(schedule, from) - 1, dayOf(schedule, to))) {
    if (opens >= to) break
    open += Math.max(0, Math.min(closes, to) - Math.max(opens, from))
  }
  return open
}

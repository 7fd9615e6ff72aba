import { DateTime, Duration } from 'luxon'
import type { Given } from './scenario.js'

const MONDAY_MORNING = '2026-03-02T09:00:00.000Z'

/** The moment a scenario begins at, ISO 8601 UTC. */
export function beginning(given: Given | undefined): string {
  return given?.now === undefined ? MONDAY_MORNING : momentIn(given.now, given.zone)
}

export function hasOffset(text: string): boolean {
  const clock = text.indexOf('T')
  return clock !== -1 && /(Z|[+-]\d\d(:?\d\d)?)$/.test(text.slice(clock))
}

/** ISO 8601 UTC of a moment that is written with an offset or read in `zone`; in UTC where there is neither. */
export function momentIn(text: string, zone: string | undefined): string {
  return (
    DateTime.fromISO(text, { zone: zone ?? 'utc' })
      .toUTC()
      .toISO() ?? MONDAY_MORNING
  )
}

/** `at` and a duration on, months and days as UTC counts them. */
export function later(at: string, duration: string): string {
  return DateTime.fromISO(at, { zone: 'utc' }).plus(Duration.fromISO(duration)).toISO() ?? at
}

import { DateTime, Duration } from 'luxon'
import type { Clock } from '../ports/clock.js'

/** A clock that stands still until it is moved. Sleepers wake in order of their moments. */
export interface ManualClock extends Clock {
  /** Moves on by an ISO 8601 duration. */
  readonly advance: (duration: string) => void
  /** Moves to a moment, ISO 8601 with zone; backwards is allowed, late clocks exist. */
  readonly set: (at: string) => void
}

interface Sleeper {
  readonly until: number
  readonly wake: () => void
}

/** Starts at an ISO 8601 moment with zone. Throws `RangeError` for anything else. */
export function manualClock(start: string): ManualClock {
  let now = instantOf(start)
  let sleepers: readonly Sleeper[] = []
  const moveTo = (at: number): void => {
    now = at
    const due = sleepers.filter((one) => one.until <= now).sort((left, right) => left.until - right.until)
    sleepers = sleepers.filter((one) => one.until > now)
    for (const one of due) one.wake()
  }
  return {
    now: () => new Date(now).toISOString(),
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve()
        const wake = (): void => {
          sleepers = sleepers.filter((one) => one !== sleeper)
          signal.removeEventListener('abort', wake)
          resolve()
        }
        const sleeper = { until: now + ms, wake }
        sleepers = [...sleepers, sleeper]
        signal.addEventListener('abort', wake)
      }),
    advance: (duration) => {
      const span = Duration.fromISO(duration)
      if (!span.isValid) throw new RangeError(`${JSON.stringify(duration)} is not an ISO 8601 duration`)
      moveTo(DateTime.fromMillis(now, { zone: 'utc' }).plus(span).toMillis())
    },
    set: (at) => moveTo(instantOf(at)),
  }
}

function instantOf(iso: string): number {
  const at = DateTime.fromISO(iso, { setZone: true })
  if (!at.isValid || !/(?:Z|[+-]\d{2}(?::?\d{2})?)$/iu.test(iso)) {
    throw new RangeError(`${JSON.stringify(iso)} is not an ISO 8601 moment with its zone`)
  }
  return at.toMillis()
}

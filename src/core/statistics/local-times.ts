// What calendar and clock show, for a million moments: of each quarter of an hour it is made once, where the zone's clock
// moves on evenly in it, as it does in every zone since 1972.
import type { ZoneClock } from '../schedule/zone-clock.js'

export interface LocalTime {
  /** `2026-03-01` */
  readonly day: string
  /** 1 (Monday) to 7. */
  readonly weekday: number
  /** 0 to 23. */
  readonly hour: number
}

const QUARTER_MS = 900_000

/** Equal moments of one quarter give the same object. */
export function localTimes(clock: ZoneClock): (instant: number) => LocalTime {
  const quarters = new Map<number, LocalTime | null>()
  const ofWall = (instant: number): LocalTime => {
    const wall = new Date(instant + clock.offsetAt(instant))
    return { day: wall.toISOString().slice(0, 10), weekday: wall.getUTCDay() || 7, hour: wall.getUTCHours() }
  }
  const ofQuarter = (from: number): LocalTime | null => {
    const last = from + QUARTER_MS - 1
    const [first, end] = [ofWall(from), ofWall(last)]
    return clock.offsetAt(from) === clock.offsetAt(last) && first.hour === end.hour ? first : null
  }
  return (instant) => {
    const quarter = Math.floor(instant / QUARTER_MS)
    let known = quarters.get(quarter)
    if (known === undefined) {
      known = ofQuarter(quarter * QUARTER_MS)
      quarters.set(quarter, known)
    }
    return known ?? ofWall(instant)
  }
}

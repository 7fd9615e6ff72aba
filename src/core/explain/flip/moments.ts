// Moments at which a comparison that depends on the time may turn out otherwise.
import { parseSpan } from '../../rules/duration.js'
import { isClockTime, parseMoment } from '../../rules/moment.js'
import { momentOf } from '../../schedule/moment-of.js'
import { dayOf } from '../../schedule/open-runs.js'
import type { Schedule } from '../../schedule/schedule.js'
import { isoTime } from './other-values.js'

const DAY = 86_400_000
const MINUTE = 60_000
const SECOND = 1_000
/** Openings and closings that are looked at, one after another. */
const BORDERS = 6
const DAYS = 8
const SPECIAL_DAYS = 10

/** `expected`: what the comparison wants of the schedule, which may be a time of day or a moment. */
export function scheduleMoments(schedule: Schedule, now: string, expected: unknown): readonly string[] {
  const at = Date.parse(now)
  const today = dayOf(schedule, at)
  const wanted = [expected].flat()
  const times = wanted.filter(isClockTime)
  const moments = wanted.map(parseMoment).filter((one) => one !== undefined)
  return [
    ...borders(schedule, now),
    ...[
      ...times.flatMap((time) => clockMoments(schedule, today, at, time)),
      ...moments.flatMap((moment) => [moment, moment + SECOND, moment - SECOND]),
      ...Array.from({ length: DAYS }, (_, days) => at + (days + 1) * DAY),
      ...specialDays(schedule, at),
    ].map(isoTime),
  ]
}

function borders(schedule: Schedule, now: string): readonly string[] {
  const found: string[] = []
  let from: string | null = now
  for (let hop = 0; hop < BORDERS && from !== null; hop += 1) {
    const { open, nextOpening, nextClosing } = momentOf(schedule, from)
    const next: string | null = open ? nextClosing : nextOpening
    if (next !== null) found.push(isoTime(Date.parse(next)))
    from = next
  }
  return found
}

/** That time of day and its neighbours, today if it is still to come, and tomorrow. */
function clockMoments(schedule: Schedule, today: number, at: number, time: string): readonly number[] {
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  const moments = [0, 1].flatMap((days) =>
    [0, 1, -1].map((by) => schedule.clock.firstAt((today + days) * DAY + (minutes + by) * MINUTE)),
  )
  return moments.filter((one) => one >= at)
}

/** Noon of the holidays and special days to come, or of past ones where there are none. */
function specialDays(schedule: Schedule, at: number): readonly number[] {
  const year = new Date(at).getUTCFullYear()
  const dates = [
    ...schedule.dated.keys(),
    ...[...schedule.yearly.keys()].flatMap((date) => [`${year}-${date}`, `${year + 1}-${date}`]),
  ]
  const noons = dates
    .map((date) => parseMoment(date))
    .flatMap((day) => (day === undefined ? [] : [schedule.clock.firstAt(day + DAY / 2)]))
  const coming = noons.filter((noon) => noon > at)
  return (coming.length > 0 ? coming : noons).sort((one, other) => one - other).slice(0, SPECIAL_DAYS)
}

/** When something of that moment becomes as old as the duration says, and a second to either side. */
export function agedMoments(since: unknown, duration: unknown): readonly string[] {
  const at = parseMoment(since)
  const span = typeof duration === 'string' ? parseSpan(duration) : undefined
  if (at === undefined || span === undefined) return []
  const date = new Date(at)
  date.setUTCMonth(date.getUTCMonth() + span.months)
  const due = date.getTime() + span.ms
  return [due, due + SECOND, due - SECOND].map(isoTime)
}

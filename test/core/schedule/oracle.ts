// The slow and plain way to know when a schedule is open: luxon tells the wall clock of every minute of a window, and
// each stretch is laid over that list. Shares no code with src.
import { DateTime } from 'luxon'
import type { ScheduleDefinition } from '../../../src/core/rules/rule-set.js'

const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

export interface Oracle {
  /** Minute number `index` is `from + index` minutes. */
  readonly open: readonly boolean[]
  readonly from: number
}

export function openMinutes(definition: ScheduleDefinition, from: number, minutes: number): Oracle {
  const walls = wallClock(definition.zone, from, minutes)
  const dates = new Set(walls.map((wall) => new Date(wall).toISOString().slice(0, 10)))
  const open = walls.map(() => false)
  for (const date of dates) {
    for (const text of hoursOf(definition, date)) {
      const [start = '', end = ''] = text.split('-')
      const midnight = Date.parse(`${date}T00:00:00Z`)
      const opens = midnight + minuteOf(start) * 60_000
      let closes = midnight + minuteOf(end) * 60_000
      if (closes <= opens) closes += 86_400_000
      const first = walls.findIndex((wall) => wall >= opens)
      const until = walls.findLastIndex((wall) => wall < closes) + 1
      if (first !== -1) open.fill(true, first, Math.max(first, until))
    }
  }
  return { open, from }
}

function hoursOf(definition: ScheduleDefinition, date: string): readonly string[] {
  const special =
    definition.holidays?.find((holiday) => holiday.date === date) ??
    definition.holidays?.find((holiday) => holiday.date === date.slice(5))
  if (special !== undefined) return special.hours ?? []
  const weekday = names[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7] ?? ''
  return definition.week[weekday] ?? []
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** Every minute's wall clock as if it were UTC; luxon is asked hourly, and minute by minute where the offset changed in between. */
function wallClock(zone: string, from: number, minutes: number): readonly number[] {
  const offset = (index: number): number => DateTime.fromMillis(from + index * 60_000, { zone }).offset
  const walls: number[] = []
  for (let hour = 0; hour < minutes; hour += 60) {
    const constant = offset(hour) === offset(hour + 60) ? offset(hour) : null
    for (let index = hour; index < Math.min(hour + 60, minutes); index += 1) {
      walls.push(from + (index + (constant ?? offset(index))) * 60_000)
    }
  }
  return walls
}

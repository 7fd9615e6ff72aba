import type { Holiday, ScheduleDefinition } from '../rules/rule-set.js'
import type { Schedule, SpecialDay } from './schedule.js'
import { parseStretch, type Stretch } from './stretch.js'
import { parseDays, weekdays } from './weekdays.js'
import { zoneClock } from './zone-clock.js'

export type ScheduleProblemCode =
  | 'unknown-zone'
  | 'bad-days'
  | 'bad-stretch'
  | 'overlapping-stretches'
  | 'bad-holiday-date'
  | 'duplicate-holiday'

/** `pointer`: JSON pointer to the faulty value, beginning with the pointer of the schedule. */
export interface ScheduleProblem {
  readonly pointer: string
  readonly code: ScheduleProblemCode
  readonly message: string
}

export type CompiledSchedule =
  | { readonly ok: true; readonly schedule: Schedule }
  | { readonly ok: false; readonly problems: readonly ScheduleProblem[] }

interface PlacedStretch extends Stretch {
  readonly pointer: string
  readonly text: string
}

type Report = (pointer: string, code: ScheduleProblemCode, message: string) => void

/** Checks a schedule and makes it ready for `momentOf`; all problems at once. */
export function compileSchedule(name: string, definition: ScheduleDefinition, pointer = ''): CompiledSchedule {
  const problems: ScheduleProblem[] = []
  const report: Report = (place, code, message) => problems.push({ pointer: pointer + place, code, message })

  const clock = zoneClock(definition.zone)
  if (clock === null) {
    report('/zone', 'unknown-zone', `${quote(definition.zone)} is not a time zone; use a name like "Europe/Moscow".`)
  }
  const week = readWeek(definition.week, report)
  const { dated, yearly } = readHolidays(definition.holidays ?? [], report)

  if (clock === null || problems.length > 0) return { ok: false, problems }
  const schedule: Schedule = {
    name,
    zone: definition.zone,
    clock,
    week,
    dated,
    yearly,
    stretchesByDay: new Map(),
    phasesByDay: new Map(),
  }
  return { ok: true, schedule }
}

function readWeek(week: ScheduleDefinition['week'], report: Report): readonly (readonly Stretch[])[] {
  const byDay: PlacedStretch[][] = weekdays.map(() => [])
  for (const [key, hours] of Object.entries(week ?? {})) {
    const place = `/week/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
    const days = parseDays(key)
    if (days === null) {
      report(
        place,
        'bad-days',
        `${quote(key)} is not a day; use mon, tue, wed, thu, fri, sat, sun, "mon-fri" or "mon,wed".`,
      )
    }
    const stretches = readHours(hours, place, report)
    for (const day of days ?? []) byDay[day]?.push(...stretches)
  }
  for (const stretches of byDay) stretches.sort((one, other) => one.start - other.start)

  const reported = new Set<string>()
  for (const [day, stretches] of byDay.entries()) {
    const yesterday = byDay[(day + 6) % 7]?.map((stretch) => ({ ...stretch, end: stretch.end - 1_440 })) ?? []
    for (const [one, other] of overlaps(stretches, yesterday)) {
      if (reported.has(other.pointer)) continue
      reported.add(other.pointer)
      report(
        other.pointer,
        'overlapping-stretches',
        `${quote(other.text)} overlaps ${quote(one.text)} on ${weekdays[day]}.`,
      )
    }
  }
  return byDay
}

function readHolidays(holidays: readonly Holiday[], report: Report) {
  const dated = new Map<string, SpecialDay>()
  const yearly = new Map<string, SpecialDay>()
  for (const [index, { date, name, hours }] of holidays.entries()) {
    const place = `/holidays/${index}`
    const stretches = readHours(hours ?? [], `${place}/hours`, report).sort((one, other) => one.start - other.start)
    for (const [one, other] of overlaps(stretches, [])) {
      report(other.pointer, 'overlapping-stretches', `${quote(other.text)} overlaps ${quote(one.text)}.`)
    }
    if (!isHolidayDate(date)) {
      const message = `${quote(date)} is not a day; use YYYY-MM-DD, or MM-DD for every year.`
      report(`${place}/date`, 'bad-holiday-date', message)
      continue
    }
    const days = date.length === 5 ? yearly : dated
    if (days.has(date)) report(`${place}/date`, 'duplicate-holiday', `${quote(date)} is listed twice.`)
    else days.set(date, { label: name ?? date, stretches })
  }
  return { dated, yearly }
}

function readHours(hours: readonly string[], place: string, report: Report): PlacedStretch[] {
  if (!Array.isArray(hours)) {
    report(place, 'bad-stretch', 'Hours are a list such as ["09:00-18:00"].')
    return []
  }
  const stretches: PlacedStretch[] = []
  for (const [index, text] of hours.entries()) {
    const stretch = parseStretch(text)
    const pointer = `${place}/${index}`
    if (stretch === null) report(pointer, 'bad-stretch', `${quote(text)} is not of the form HH:MM-HH:MM.`)
    else stretches.push({ ...stretch, pointer, text })
  }
  return stretches
}

/** Pairs that share a minute; `yesterday`'s ends count from this day's midnight. Sorted by start, so neighbours suffice. */
function overlaps(stretches: readonly PlacedStretch[], yesterday: readonly PlacedStretch[]) {
  const pairs: [PlacedStretch, PlacedStretch][] = []
  let latest = yesterday.reduce<PlacedStretch | undefined>(
    (a, b) => (a === undefined || b.end > a.end ? b : a),
    undefined,
  )
  for (const stretch of stretches) {
    if (latest !== undefined && latest.end > stretch.start) pairs.push([latest, stretch])
    if (latest === undefined || stretch.end > latest.end) latest = stretch
  }
  return pairs
}

function isHolidayDate(date: unknown): date is string {
  if (typeof date !== 'string' || !/^(?:\d{4}-)?\d{2}-\d{2}$/.test(date)) return false
  // Year 2000 has a 29 February, so that "02-29" is allowed.
  const full = date.length === 5 ? `2000-${date}` : date
  const instant = Date.parse(`${full}T00:00:00Z`)
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(full)
}

function quote(value: unknown): string {
  return JSON.stringify(typeof value === 'string' ? value.slice(0, 60) : (value ?? null))
}

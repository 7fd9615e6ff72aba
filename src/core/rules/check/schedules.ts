import { compileSchedule } from '../../schedule/compile-schedule.js'
import { isRecord, own, pointerTo, type UnknownRecord } from '../record.js'
import type { ScheduleDefinition } from '../rule-set.js'
import type { Report } from './report.js'

/** Zones, weekdays, hours and holidays; schedules of the wrong shape are the schema's to report. */
export function checkSchedules(schedules: UnknownRecord, report: Report): void {
  for (const [name, definition] of Object.entries(schedules)) {
    if (!isScheduleDefinition(definition)) continue
    const compiled = compileSchedule(name, definition, pointerTo('/schedules', name))
    if (compiled.ok) continue
    for (const { code, pointer, message } of compiled.problems) report.error(code, pointer, message)
  }
}

function isScheduleDefinition(value: unknown): value is ScheduleDefinition {
  if (!isRecord(value) || typeof own(value, 'zone') !== 'string') return false
  const week = own(value, 'week')
  const holidays = own(value, 'holidays') ?? []
  return (
    isRecord(week) &&
    Object.values(week).every(isTexts) &&
    Array.isArray(holidays) &&
    holidays.every((day) => isRecord(day) && isTexts(own(day, 'hours') ?? []))
  )
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}

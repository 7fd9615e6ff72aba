import type { Holiday, ScheduleDefinition } from '../../../src/core/rules/rule-set.js'
import { compileSchedule } from '../../../src/core/schedule/compile-schedule.js'
import type { Schedule } from '../../../src/core/schedule/schedule.js'

/** A schedule that is known to be right. */
export function makeSchedule(zone: string, week: ScheduleDefinition['week'], holidays: Holiday[] = []): Schedule {
  const compiled = compileSchedule('support', { zone, week, holidays })
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems))
  return compiled.schedule
}

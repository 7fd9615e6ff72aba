import { loadRuleSet, momentOf, type Schedule, type ScheduleMoment } from 'caseline/core'
import { readRules } from './rule-sources.js'
import type { RuleText } from './session.js'

/** The business hours that rules define, by name. Their rules aren't looked at. */
export function schedulesIn(rules: readonly RuleText[]): readonly Schedule[] {
  const read = readRules(rules)
  if (!read.ok) return []
  const loaded = loadRuleSet(
    read.rules.sources.map(({ name, value }) => ({
      name,
      value: { schedules: typeof value === 'object' && value !== null ? Reflect.get(value, 'schedules') : undefined },
    })),
  )
  return loaded.ok ? [...loaded.rules.schedules.values()] : []
}

export interface Hours extends Pick<ScheduleMoment, 'open' | 'nextOpening' | 'nextClosing'> {
  readonly name: string
}

/** What the business hours say of a moment. */
export function hoursAt(schedules: readonly Schedule[], at: string): readonly Hours[] {
  return schedules.map((schedule) => {
    const { open, nextOpening, nextClosing } = momentOf(schedule, at)
    return { name: schedule.name, open, nextOpening, nextClosing }
  })
}

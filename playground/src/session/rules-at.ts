import { loadRuleSet, momentOf, type Schedule, type ScheduleMoment } from 'caseline/core'
import { readRules } from './rule-sources.js'
import type { RuleText, Session } from './session.js'
import type { Tape } from './tape.js'

/** The rules that decide after a frame: those of the start, or of the last change of rules that was taken. */
export function rulesAt(session: Session, { frames }: Tape, cursor: number): readonly RuleText[] {
  for (let index = Math.min(cursor, frames.length - 1); index >= 0; index -= 1) {
    const frame = frames[index]
    if (frame?.type !== 'rules' || frame.refusal !== null) continue
    const act = session.acts[frame.act]
    if (act?.type === 'rules') return act.rules
  }
  return session.rules
}

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

import type { RuleText, Session } from './session.js'
import type { Tape } from './tape.js'

/**
 * The rules that decide after a frame: those of the start, or of the last change of rules that was taken. Of a running desk:
 * those that decided last before it; at the end those in force.
 */
export function rulesAt(session: Session, { frames, rulings }: Tape, cursor: number): readonly RuleText[] {
  if (rulings !== undefined) {
    if (cursor >= frames.length - 1) return session.rules
    const decided = frames.slice(0, cursor + 1).findLast(({ trace }) => rulings.has(trace?.ruleSet?.version ?? ''))
    return rulings.get(decided?.trace?.ruleSet?.version ?? '') ?? session.rules
  }
  for (let index = Math.min(cursor, frames.length - 1); index >= 0; index -= 1) {
    const frame = frames[index]
    if (frame?.type !== 'rules' || frame.refusal !== null) continue
    const act = session.acts[frame.act]
    if (act?.type === 'rules') return act.rules
  }
  return session.rules
}

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

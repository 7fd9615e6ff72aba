import type { Frame } from './frame.js'
import type { Switches } from './rule-sources.js'
import { rulesAt } from './rules-at.js'
import type { RuleText, Session } from './session.js'
import type { Tape } from './tape.js'

/** What decides at a moment: texts, and the rules that were switched by hand since. */
export interface Ruling {
  readonly texts: readonly RuleText[]
  readonly switches: Switches
}

/** By which rules a running desk decided; `null`: the page doesn't have them. */
export function deskRuling({ rulings }: Tape, { trace }: Frame): Ruling | null {
  const texts = rulings?.get(trace?.ruleSet?.version ?? '')
  return texts === undefined ? null : { texts, switches: new Map() }
}

export function rulingAt(session: Session, tape: Tape, cursor: number): Ruling {
  const switches = new Map<string, boolean>()
  for (let index = Math.min(cursor, tape.frames.length - 1); index >= 0; index -= 1) {
    const frame = tape.frames[index]
    if (frame?.type !== 'rules' || frame.refusal !== null) continue
    const act = session.acts[frame.act]
    // Other rules end what was switched before them; of one rule's switches the last one counts.
    if (act?.type === 'rules') break
    if (act?.type === 'switch-rule' && !switches.has(act.rule)) switches.set(act.rule, act.isOn)
  }
  return { texts: rulesAt(session, tape, cursor), switches }
}

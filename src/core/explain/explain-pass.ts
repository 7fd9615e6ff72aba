import type { CompiledRule, CompiledRules } from '../rules/compiled-rules.js'
import type { FactSource } from '../rules/snapshot.js'
import type { Verdict } from '../rules/verdict.js'
import type { PassTrace } from '../trace.js'
import { explainRule, type RuleExplanation } from './explain-rule.js'

/** What one rule had to do with one pass of a message. */
export interface PassExplanation {
  /** An event trigger's name, or `time`. */
  readonly trigger: string
  readonly chat: number
  readonly isCascade: boolean
  /** Whether the rule, in the version that was asked, is judged at all when this happens. */
  readonly listens: boolean
  /** What was decided then: it also tells what held the rule back (once, first chat, storm). `null`: the trace has none. */
  readonly recorded: Verdict | null
  /** `null`: the trace kept no facts of this pass, because no rule of then listened to it, or the rule doesn't exist. */
  readonly explained: RuleExplanation | null
}

/** The rule in one pass of a trace; `rules` may be those of then or others. */
export async function explainPass(
  rules: CompiledRules,
  id: string,
  pass: PassTrace,
  own: FactSource = {},
): Promise<PassExplanation> {
  const rule = rules.byId.get(id)
  const recorded = pass.verdicts.find((verdict) => verdict.rule === id) ?? null
  return {
    trigger: pass.trigger,
    chat: pass.chat,
    isCascade: pass.isCascade,
    listens: rule !== undefined && listensTo(rule, pass),
    recorded,
    explained: pass.facts === undefined ? null : await explainRule(rules, id, pass.facts, own),
  }
}

/** A pass of a time trigger is about one rule: that with the same trigger. */
export function listensTo({ rule, timeTriggers }: CompiledRule, { trigger, facts }: PassTrace): boolean {
  const event = facts?.event
  if (event?.type !== 'time') return [rule.on].flat().some((one) => one === trigger)
  return timeTriggers.some(({ after, since }) => after === event.after && since === event.since)
}

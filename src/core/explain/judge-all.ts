import { conditionFacts } from '../automation/facts.js'
import { isForChannel, wrongChannel } from '../automation/for-channel.js'
import type { CompiledRule, CompiledRules } from '../rules/compiled-rules.js'
import type { FactSource } from '../rules/fact-source.js'
import { judgeRule } from '../rules/judge.js'
import { newSnapshot } from '../rules/snapshot.js'
import type { Verdict } from '../rules/verdict.js'
import type { PassTrace } from '../trace.js'
import { listensTo } from './explain-pass.js'

/** What a rule's condition says of the facts of one pass. Whether the rule would have been held back isn't in it. */
export type ConditionVerdict =
  | { readonly kind: 'matched'; readonly rule: string }
  | Extract<Verdict, { readonly kind: 'failed' | 'ruled-out' | 'disabled' }>
  | { readonly kind: 'error'; readonly rule: string; readonly code: string; readonly message: string }

/** Every rule that listens to the pass, of then or of another version, in the order of the set. */
export async function judgeAll(
  rules: CompiledRules,
  pass: PassTrace,
  own: FactSource = {},
): Promise<readonly ConditionVerdict[]> {
  const { facts } = pass
  if (facts === undefined) return []
  const snapshot = newSnapshot(rules, conditionFacts(facts, { rules, facts: own }))
  const verdicts: ConditionVerdict[] = []
  for (const rule of [...rules.byId.values()].filter((one) => listensTo(one, pass)))
    verdicts.push(notAsked(rule, facts.channel) ?? { ...(await judgeRule(rule, snapshot)), rule: rule.rule.id })
  return verdicts
}

function notAsked(rule: CompiledRule, channel: Parameters<typeof isForChannel>[1]): ConditionVerdict | null {
  const { id, enabled } = rule.rule
  if (enabled === false) return { kind: 'disabled', rule: id }
  return isForChannel(rule, channel) ? null : { kind: 'ruled-out', rule: id, finding: wrongChannel(rule, channel) }
}

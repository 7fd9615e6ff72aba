import type { CompiledRule, CompiledRules } from '../rules/compiled-rules.js'
import { type FactSource, isAwaited } from '../rules/fact-source.js'
import { evaluateAtOnce } from '../rules/judge.js'
import type { EventTrigger } from '../rules/rule-set.js'
import { newSnapshot, type Snapshot } from '../rules/snapshot.js'
import type { Verdict } from '../rules/verdict.js'
import type { PassTrace, Trace } from '../trace.js'
import { conditionFacts } from './facts.js'
import { isForChannel, wrongChannel } from './for-channel.js'

/**
 * The trace with a verdict for every rule, those included that were only counted: they are judged again on the stored
 * facts. `rules` are those of then, `facts` the embedder's; functions among them aren't asked.
 */
export function listVerdicts(trace: Trace, rules: CompiledRules, facts: FactSource): Trace {
  const steady = Object.fromEntries(Object.entries(facts).filter(([, value]) => !isAwaited(value)))
  return { ...trace, passes: trace.passes.map((pass) => listed(pass, rules, steady)) }
}

function listed(pass: PassTrace, rules: CompiledRules, facts: FactSource): PassTrace {
  const all = rules.rulesFor(pass.trigger as EventTrigger)
  if (all.length <= pass.verdicts.length) return pass
  if (pass.facts === undefined) return pass.verdicts.length > 0 ? pass : { ...pass, verdicts: cutShort(all) }
  const snapshot = newSnapshot(rules, conditionFacts(pass.facts, { rules, facts }))
  const known = new Map(pass.verdicts.map((verdict) => [verdict.rule, verdict]))
  const { channel } = pass.facts
  let stoppedBy: string | null = null
  const verdicts = all.map((rule): Verdict => {
    const { id, enabled, stop } = rule.rule
    const there = known.get(id)
    if (there !== undefined) {
      const hasMatched = 'actions' in there && there.actions !== undefined
      if (stop === true && hasMatched) stoppedBy ??= id
      return there
    }
    if (enabled === false) return { kind: 'disabled', rule: id }
    if (!isForChannel(rule, channel)) return { kind: 'ruled-out', rule: id, finding: wrongChannel(rule, channel) }
    return stoppedBy === null ? ruledOut(rule, snapshot) : { kind: 'stopped', rule: id, by: { rule: stoppedBy } }
  })
  return { ...pass, verdicts }
}

/** Of a rule whose facts are no longer known there is only the verdict itself. */
function ruledOut(rule: CompiledRule, snapshot: Snapshot): Verdict {
  const judged = evaluateAtOnce(rule, snapshot)
  if (judged?.kind === 'failed') return { kind: 'ruled-out', rule: rule.rule.id, finding: judged.find() }
  const finding = {
    fact: '',
    operator: 'all',
    expected: null,
    actual: null,
    reason: 'The facts that it failed by are not kept',
    pointer: '',
  }
  return { kind: 'ruled-out', rule: rule.rule.id, finding }
}

function cutShort(rules: readonly CompiledRule[]): readonly Verdict[] {
  return rules.map(({ rule }) => ({ kind: 'stopped', rule: rule.id, by: 'limit' }))
}

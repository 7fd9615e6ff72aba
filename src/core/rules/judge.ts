import type { CompiledRule } from './compiled-rules.js'
import { findFailure } from './finding.js'
import type { Snapshot } from './snapshot.js'
import type { Finding } from './verdict.js'

export type Judged =
  | { readonly kind: 'matched' }
  | { readonly kind: 'failed'; readonly finding: Finding }
  | { readonly kind: 'error'; readonly code: 'condition-failed'; readonly message: string }

/** The finding of a rule that failed is looked for only when somebody asks: it costs as much again as ours of the judging. */
export type Evaluated = Exclude<Judged, { kind: 'failed' }> | { readonly kind: 'failed'; readonly find: () => Finding }

const MATCHED = { kind: 'matched' } as const

/** Whether the rule's condition holds, and if not, why. Never rejects. */
export async function judgeRule(rule: CompiledRule, snapshot: Snapshot): Promise<Judged> {
  const evaluated = await evaluateRule(rule, snapshot)
  return evaluated.kind === 'failed' ? { kind: 'failed', finding: evaluated.find() } : evaluated
}

/** Whether the rule's condition holds; json-rules-engine decides. Never rejects. */
export async function evaluateRule(rule: CompiledRule, snapshot: Snapshot): Promise<Evaluated> {
  const { when } = rule.rule
  if (rule.engineRule === null || when === undefined) return MATCHED
  try {
    const { result, conditions } = await rule.engineRule.evaluate(snapshot.almanac)
    if (result === true) return MATCHED
    return { kind: 'failed', find: () => findFailure(when, conditions, snapshot.rules) }
  } catch (error) {
    return { kind: 'error', code: 'condition-failed', message: error instanceof Error ? error.message : String(error) }
  }
}

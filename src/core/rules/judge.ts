import type { CompiledRule } from './compiled-rules.js'
import { findFailure } from './finding.js'
import type { Snapshot } from './snapshot.js'
import type { Finding } from './verdict.js'

export type Judged =
  | { readonly kind: 'matched' }
  | { readonly kind: 'failed'; readonly finding: Finding }
  | { readonly kind: 'error'; readonly code: 'condition-failed'; readonly message: string }

const MATCHED: Judged = { kind: 'matched' }

/** Whether the rule's condition holds; json-rules-engine decides. Never rejects. */
export async function judgeRule(rule: CompiledRule, snapshot: Snapshot): Promise<Judged> {
  const { when } = rule.rule
  if (rule.engineRule === null || when === undefined) return MATCHED
  try {
    const { result, conditions } = await rule.engineRule.evaluate(snapshot.almanac)
    if (result === true) return MATCHED
    return { kind: 'failed', finding: findFailure(when, conditions, snapshot.rules) }
  } catch (error) {
    return { kind: 'error', code: 'condition-failed', message: error instanceof Error ? error.message : String(error) }
  }
}

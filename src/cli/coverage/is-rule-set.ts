import { isRecord } from '../../core/rules/record.js'
import type { RuleSet } from '../../core/rules/rule-set.js'

/** Of a value that a desk has accepted as its rules, which it does after checking it against the schema. */
export function isRuleSet(value: unknown): value is RuleSet {
  return isRecord(value)
}

import type { RuleSet } from '../../core/rules/rule-set.js'
import { isObject } from '../../history/fields.js'

/** Of values that a desk has accepted as its rules, which it does after checking them against the schema. */
export function isRuleSetList(values: readonly unknown[]): values is readonly RuleSet[] {
  return values.every(isObject)
}

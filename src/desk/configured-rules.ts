import { asRuleSet } from '../core/rules/as-rule-set.js'
import { isRecord } from '../core/rules/record.js'
import type { RuleSet } from '../core/rules/rule-set.js'
import { rulesVersion } from '../core/rules/rule-set-version.js'
import type { DeskRules } from './options.js'
import { sourcesOf } from './rule-files.js'

export interface ConfiguredRules {
  /** Hash of what they say, as in traces. */
  readonly version: string
  readonly sets: readonly RuleSet[]
}

/** What a desk was made with, as sets and under the name that traces give it. They must have been compiled without errors. */
export function configuredRules(rules: DeskRules): ConfiguredRules {
  const sets = sourcesOf(rules)
    .map(({ value }) => asRuleSet(value))
    .filter(isSet)
  return { version: rulesVersion(sets), sets }
}

/** The desk runs with them, so the schema holds. */
function isSet(value: unknown): value is RuleSet {
  return isRecord(value)
}

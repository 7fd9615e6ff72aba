import { asRuleSet } from '../core/rules/as-rule-set.js'
import { type CheckOptions, checkSources } from '../core/rules/check-rule-set.js'
import type { Diagnostic } from '../core/rules/diagnostic.js'
import type { RuleSet } from '../core/rules/rule-set.js'
import { rulesVersion } from '../core/rules/rule-set-version.js'

/** Rule sets that make one, as anybody may have sent them. */
export type RuleCheck =
  | {
      readonly ok: true
      readonly sets: readonly RuleSet[]
      /** Hash of what they say, as in traces. */
      readonly version: string
      /** Warnings. */
      readonly diagnostics: readonly Diagnostic[]
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] }

/** Findings name the set that they are in: `sets[0]`. */
export function checkRules(given: readonly unknown[], known: CheckOptions): RuleCheck {
  const asked = given.map(asRuleSet)
  const diagnostics = checkSources(
    given.map((value, index) => ({ name: setName(index), value })),
    known,
  )
  if (diagnostics.some(({ severity }) => severity === 'error') || !areRuleSets(asked)) return { ok: false, diagnostics }
  return { ok: true, sets: asked, version: rulesVersion(asked), diagnostics }
}

export function setName(index: number): string {
  return `sets[${index}]`
}

/** The check has found no error, so the schema holds. */
function areRuleSets(sets: readonly unknown[]): sets is readonly RuleSet[] {
  return sets.every((one) => typeof one === 'object' && one !== null)
}

import { canonicalJson } from './canonical-json.js'
import type { Rule, RuleSet } from './rule-set.js'
import { textHash } from './text-hash.js'

/**
 * Names what several sets say together: what they are called and which words they may use makes no difference.
 * `digestOf`: the rule's `contentVersion`, for those who know it already; of 100,000 rules it is most of the work.
 */
export function rulesVersion(sets: readonly RuleSet[], digestOf: (rule: Rule) => string = contentVersion): string {
  return contentVersion(
    sets.map(({ schedules, conditions, rules, workflows }) => ({
      schedules,
      conditions,
      rules: rules?.map((rule) => digestOf(rule)),
      workflows,
    })),
  )
}

/** Names the content: 16 hexadecimal digits, the same for equal content whatever the order of names. Not a cryptographic hash. */
export function contentVersion(value: unknown): string {
  const text = canonicalJson(value)
  return hexOf(textHash(text)) + hexOf(textHash(text, 0x9e3779b9, 0x5bd1e995))
}

function hexOf(hash: number): string {
  return hash.toString(16).padStart(8, '0')
}

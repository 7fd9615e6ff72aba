// What an earlier check found right and needn't be looked at again: rules that say the same, where everything that they
// may refer to says the same too.
import type { Diagnostic } from '../diagnostic.js'
import { sameJson } from '../operators/same-json.js'
import { isRecord, own } from '../record.js'
import type { Rule, RuleSet } from '../rule-set.js'

export interface EarlierCheck {
  /** `worldOf` then. */
  readonly world: string
  /** Rules that nothing was found in, by id. */
  readonly sound: ReadonlyMap<string, Rule>
}

/** Whether the check may leave this rule out. */
export function isSoundAs(earlier: EarlierCheck, rule: unknown): boolean {
  if (!isRecord(rule)) return false
  const id = own(rule, 'id')
  const before = typeof id === 'string' ? earlier.sound.get(id) : undefined
  return before !== undefined && sameJson(before, rule)
}

/** Rules of sets without errors in which nothing was found. `sources`: names in the order of the sets. */
export function soundRules(
  sets: readonly RuleSet[],
  sources: readonly (string | undefined)[],
  found: readonly Diagnostic[],
): ReadonlyMap<string, Rule> {
  const faulty = new Set(found.map(({ source, pointer }) => `${source ?? ''} ${ruleIn(pointer)}`))
  const sound = new Map<string, Rule>()
  for (const [at, set] of sets.entries()) {
    for (const [index, rule] of (set.rules ?? []).entries()) {
      if (!faulty.has(`${sources[at] ?? ''} ${index}`)) sound.set(rule.id, rule)
    }
  }
  return sound
}

function ruleIn(pointer: string): string {
  const [, section, index] = pointer.split('/')
  return section === 'rules' ? (index ?? '') : ''
}

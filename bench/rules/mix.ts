import type { RuleSet } from 'caseline'
import { ruleMix } from '../engine/rule-mix.js'

/** `selective`: a message matches one or two rules however many there are. `broad`: the more rules, the more match, 20 of 100,000. */
export type MixName = 'selective' | 'broad'

/** Rules that are found by one thing, in the broad mix. */
const ALIKE = 20

export interface Mix {
  readonly name: MixName
  readonly set: RuleSet
  /** How many different words, accounts and tags the rules hang on. */
  readonly subjects: number
}

export function mixOf(name: MixName, count: number): Mix {
  const subjects = name === 'selective' ? count : Math.max(10, Math.ceil(count / ALIKE / 10) * 10)
  if (subjects >= count) return { name, set: ruleMix(count), subjects: count }
  const base = ruleMix(subjects)
  const rules = Array.from({ length: count }, (_, n) => {
    const rule = base.rules?.[n % subjects]
    if (rule === undefined) throw new Error('The mix has no rules')
    // A further comparison makes each a rule of its own.
    const own = { fact: 'chat', path: '$.number', operator: 'greaterThanInclusive', value: -n }
    return { ...structuredClone(rule), id: `rule-${n}`, when: { all: [rule.when ?? { all: [] }, own] } }
  })
  return { name, set: { ...base, rules }, subjects }
}

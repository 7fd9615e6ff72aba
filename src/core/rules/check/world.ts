import { canonicalJson } from '../canonical-json.js'
import type { Known } from './known.js'

/** Everything that a rule's findings depend on besides the rule, as one text; operators by their names only. */
export function worldOf(known: Known, conditions: readonly unknown[]): string {
  const { facts, operators, schedules, tags, groups, fields, functions, secrets, workflows } = known
  const sets = [schedules, tags, groups, fields, functions, secrets, workflows]
  const lists = sets.map((one) => (one === undefined ? null : [...one].sort()))
  return canonicalJson([lists, [...facts.keys()].sort(), [...operators.keys()].sort(), conditions])
}

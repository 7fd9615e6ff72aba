import type { RuleSet } from 'caseline'
import { isSameRules, type RuleDiff, ruleDiff } from 'caseline/core'
import { readRules } from './rule-sources.js'
import type { RuleText } from './session.js'

export interface DraftChanges {
  readonly diff: RuleDiff
  readonly isSame: boolean
  /** The texts can't be read: what they change isn't known. */
  readonly isFaulty: boolean
  /** As a desk publishes them. */
  readonly sets: readonly RuleSet[]
}

/** What would change if a draft came into force. */
export function draftChanges(inForce: readonly RuleText[], draft: readonly RuleText[]): DraftChanges {
  const [before, after] = [setsOf(inForce), setsOf(draft)]
  const isFaulty = after === null
  const diff = ruleDiff(before ?? [], after ?? [])
  return { diff, isSame: !isFaulty && isSameRules(diff), isFaulty, sets: after ?? [] }
}

/** `null`: they aren't JSON, or no rule sets at all; whether the rules in them are right is the desk's to say. */
export function setsOf(texts: readonly RuleText[]): readonly RuleSet[] | null {
  const read = readRules(texts)
  if (!read.ok) return null
  const sets = read.rules.sources.map(({ value }) => value)
  return sets.every(isSet) ? sets : null
}

function isSet(value: unknown): value is RuleSet {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const rules: unknown = Reflect.get(value, 'rules') ?? []
  return Array.isArray(rules) && rules.every((rule) => typeof rule === 'object' && rule !== null)
}

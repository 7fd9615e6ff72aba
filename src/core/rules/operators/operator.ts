import type { FactKind } from '../facts.js'

/** `false` and a text both mean false; the text says why the comparison could not be made. */
export type Judgement = boolean | string

/** How a fact is compared with a value. `judge` sees anything: nothing about either side is checked before. */
export interface RuleOperator {
  readonly name: string
  /** Kinds of fact that it can be asked of; what the fact's kind is unknown of is always let through. */
  readonly facts: readonly FactKind[] | 'any'
  readonly judge: (fact: unknown, value: unknown) => Judgement
  /** What is wrong with a value that is written in the rule, as a sentence; it would make the leaf false for ever. */
  readonly valueProblem?: (value: unknown) => string | undefined
  /** The value has the kind of the fact (or lists it), so that both can be compared at load. */
  readonly compares?: 'same' | 'same-listed' | 'element' | 'element-listed'
  /** `params.exact` leads to this one. */
  readonly exact?: RuleOperator
  /** The value is handed over as a `Dated`, with the snapshot's `now`. */
  readonly dated?: true
  /** The embedder's: it may throw. */
  readonly isCustom?: true
  /** Hint for people who write rules, one line. */
  readonly help: string
}

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

/** What a value is called in a reason. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'string') return 'a text'
  if (typeof value === 'object') return 'an object'
  return `a ${typeof value}`
}

export function notA(wanted: string, value: unknown): string {
  return `${wanted} is needed, this is ${kindOf(value)}`
}

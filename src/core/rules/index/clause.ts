import type { Predicate } from './predicate.js'
import type { Slot } from './slot.js'

/** What the value of a slot can be equal to. */
export type Plain = string | number | boolean | null

/** Something that can be looked up in the facts, by which a rule is found. */
export type Clause =
  /** The slot holds the value. */
  | { readonly kind: 'equal'; readonly slot: Slot; readonly value: Plain }
  /** The slot holds a list with the value. */
  | { readonly kind: 'element'; readonly slot: Slot; readonly value: Plain }
  /** The slot holds a text with this in it; folded, both of them, or exact. */
  | { readonly kind: 'literal'; readonly slot: Slot; readonly text: string; readonly isExact: boolean }
  /** The slot holds a number from `low` to `high`, or what only looks like one. */
  | { readonly kind: 'interval'; readonly slot: Slot; readonly low: number; readonly high: number }
  /** The predicate, which throws never, says so. */
  | { readonly kind: 'says'; readonly predicate: Predicate; readonly truth: boolean }

/** Clauses of which at least one is true whenever a condition is; none of them: it never is. */
export type Necessary = readonly Clause[]

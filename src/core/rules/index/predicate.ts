import type { InRoom } from './room.js'
import type { Slot } from './slot.js'

/** One comparison, shared by all rules that make it. */
export interface Predicate {
  readonly id: number
  readonly slot: Slot
  readonly operator: string
  /** As the operator gets it; of a comparison with a fact, how that one is read instead. */
  readonly value: unknown
  readonly other: Slot | null
  /** The operator gets the snapshot's `now` with the value. */
  readonly isDated: boolean
  /** Never throws. */
  readonly isTotal: boolean
  readonly test: Test
}

/** What json-rules-engine's own operator answers to the same two sides. */
export type Test = (fact: unknown, value: unknown, here: InRoom, slot: Slot) => boolean

/** Four values: false, true, not known before a fact is loaded, and not known because the operator throws or may throw. */
export type Truth = typeof FALSE | typeof TRUE | typeof UNKNOWN | typeof THROWS
export const FALSE = 0
export const TRUE = 1
export const UNKNOWN = 2
export const THROWS = 3

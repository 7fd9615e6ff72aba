import type { OutboxEntry, OutboxState } from '../../ports/store.js'

export interface OutboxQuery {
  /** Dead letters are those that are `failed` or `maybe-sent`. */
  readonly state?: OutboxState
  /**
   * Default 100.
   * @minimum 1
   * @maximum 1000
   * @TJS-type integer
   */
  readonly limit?: number
}

/** In order of the threads' lines. */
export interface OutboxList {
  readonly items: readonly OutboxEntry[]
}

export interface EffectPath {
  /** The effect's id. */
  readonly effect: string
}

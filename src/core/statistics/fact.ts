import type { FinishedBy, Status } from '../chat/lifecycle.js'
import type { WithheldBy } from '../rules/verdict.js'

interface FactBase {
  /** Decides which period and day it counts in. Milliseconds since 1970, as all moments here. */
  readonly at: number
  /** Number of the chat that it belongs to now. */
  readonly chat: number
  /** Who did it, where that was an agent. */
  readonly agent: string | null
}

/** From a moment to another: how long that is depends on whose hours count. */
export type Span = readonly [from: number, until: number]

/**
 * One thing that is counted. Each belongs to one moment, one chat (so to one channel and one customer) and at most one agent:
 * that is why sums over chats, channels, customers and agents are equal (spec T2). What lasted from `since` ended at `at`.
 */
export type Fact = FactBase &
  (
    | { readonly kind: 'started'; readonly by: 'customer' | 'agent' | 'split' }
    | { readonly kind: 'reopened'; readonly by: 'customer' | 'agent' }
    | { readonly kind: 'message'; readonly by: 'customer' | 'agent' | 'automation' }
    /** A message that automation held back. */
    | { readonly kind: 'withheld'; readonly why: WithheldBy }
    /** The first agent's message of a stretch that a customer began, counted from the customer's first. */
    | { readonly kind: 'first-response'; readonly since: number }
    /** An agent's message, counted from the customer's first one that nobody had answered. */
    | { readonly kind: 'reply'; readonly since: number }
    /** Of a finished stretch in which a customer wrote: the spans in which nobody had answered him. */
    | { readonly kind: 'waited'; readonly spans: readonly Span[] }
    /** `since`: when the stretch began; `null` where that is no longer known. */
    | { readonly kind: 'finished'; readonly by: FinishedBy; readonly status: Status; readonly since: number | null }
    /** The last finish of a chat that is finished now. */
    | { readonly kind: 'settled'; readonly isInOneGo: boolean }
  )

import type { FinishedBy, Status } from '../chat/lifecycle.js'
import type { Spread } from './spread.js'

/** What is counted of a period. Durations are milliseconds of the clock, of the moment at which they ended. */
export interface Figures {
  readonly chats: {
    /** Chats that stand on their own; one that was merged away counts no more. */
    readonly started: {
      readonly total: number
      readonly by: { readonly customer: number; readonly agent: number; readonly split: number }
    }
    /** Stretches of work after a chat's first: a customer came back, or an agent wrote on a finished chat. */
    readonly reopened: { readonly total: number; readonly by: { readonly customer: number; readonly agent: number } }
    /** Finishes; a chat that was reopened may have several. Statuses as they were given then. */
    readonly finished: {
      readonly total: number
      readonly byStatus: { readonly [status in Status]: number }
      readonly by: { readonly [who in FinishedBy]: number }
    }
    /** Of the chats that are finished now and were so in the period: those that were never reopened. */
    readonly inOneGo: { readonly count: number; readonly of: number; readonly share: number | null }
    /** Whatever the period; `null` where the groups are days. */
    readonly liveNow: number | null
  }
  /** Customers who wrote, each once. */
  readonly customers: { readonly wrote: number }
  /** `automation`: autoresponses and all else that rules sent. Notes are none. */
  readonly messages: { readonly customer: number; readonly agent: number; readonly automation: number }
  /** From the customer's first message of a stretch that he began to the first by an agent; automation is no response. */
  readonly firstResponse: Spread
  /** From the customer's first unanswered message to an agent's. The first response is one of them. */
  readonly reply: Spread
  /** From the beginning of a stretch to its finish. */
  readonly timeToFinish: Spread
}

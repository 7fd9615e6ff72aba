import type { FinishedBy, Status } from '../chat/lifecycle.js'
import type { WithheldBy } from '../rules/verdict.js'
import type { Spread } from './spread.js'

/** How long things took, in milliseconds; each counts at the moment at which it ended. */
export interface Durations {
  /** From the customer's first message of a stretch that he began to the first by an agent; automation is no response. */
  readonly firstResponse: Spread
  /** From the customer's first unanswered message to an agent's. The first response is one of them. */
  readonly reply: Spread
  /** Of each finished stretch in which a customer wrote: how long, all in all, nobody had answered him. */
  readonly waiting: Spread
  /** From the beginning of a stretch to its finish. */
  readonly timeToFinish: Spread
}

/** What is counted of a period. Durations are of the clock. */
export interface Figures extends Durations {
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
    /** Whatever the period; `null` where the groups are times, and for one endless chat. */
    readonly liveNow: number | null
    /** Of customers with a chat that was started in the period: how many. */
    readonly perCustomer: Spread
    /** Of customers and calendar months with a chat that was started: how many. */
    readonly perMonth: Spread
  }
  readonly customers: {
    /** Each once. */
    readonly wrote: number
    /** Of customers who wrote or were written to by an agent: on how many days. */
    readonly daysWithContact: Spread
  }
  /** `automation`: autoresponses and all else that rules sent. Notes are none. */
  readonly messages: { readonly customer: number; readonly agent: number; readonly automation: number }
  readonly autoresponses: {
    /** The same as `messages.automation`. */
    readonly sent: number
    /** Messages that rules and workflows held back, by why; known where the journal keeps reasons. */
    readonly withheld: { readonly total: number; readonly by: { readonly [why in WithheldBy]: number } }
  }
  /** The same durations in the open hours of the schedule that was named; `null`: none was. */
  readonly businessHours: Durations | null
}

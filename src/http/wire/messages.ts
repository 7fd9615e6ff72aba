import type { Json } from '../../core/json.js'
import type { Attachment, Delivery, DeliveryFailure } from '../../core/thread/message.js'
import type { Explanation } from '../../desk/explain-message.js'
import type { MessageView } from '../../desk/queries.js'

/** What is left out stays as it is known. */
export interface CustomerBody {
  /** The customer's id on the channel. */
  readonly id: string
  readonly name?: string | null
  readonly email?: string | null
  readonly phone?: string | null
  /** BCP 47. */
  readonly language?: string | null
  readonly tags?: readonly string[]
  readonly fields?: { readonly [name: string]: Json }
}

export interface NewMessage {
  /** Id of a channel of the desk. */
  readonly channel: string
  readonly customer: CustomerBody
  /** The provider's id: unique on the channel, the same at every redelivery. */
  readonly id: string
  /** At most 100,000 characters. */
  readonly text: string
  readonly attachments?: readonly Attachment[]
  /**
   * The provider's date, with its zone.
   * @format date-time
   */
  readonly sentAt?: string
  /** A robot wrote it; automation won't answer. */
  readonly automated?: boolean
  /** BCP 47. */
  readonly language?: string
  /** Who of a group wrote it. */
  readonly authorName?: string
  /** Of the button that was pressed: the `payload` of an option that a question was sent with. */
  readonly payload?: string
  /** E-mail: message ids that it answers, as in `In-Reply-To`, then `References` from right to left. */
  readonly inReplyTo?: readonly string[]
}

export interface MessagesQuery {
  /** With those of the chat before, in front and marked. */
  readonly previous?: boolean
  /** `next` of the page before. */
  readonly cursor?: string
  /**
   * Messages of one page; default 100.
   * @minimum 1
   * @maximum 1000
   * @TJS-type integer
   */
  readonly limit?: number
}

/** The latest first page, each in order. */
export interface MessagePage {
  readonly items: readonly MessageView[]
  /** `cursor` of the page with what came before; `null`: this is the first of the chat. */
  readonly next: string | null
}

export interface MessagePath {
  readonly id: string
}

/** Ids are unique on a channel; name it where two channels may have the same. */
export interface OnChannelQuery {
  readonly channel?: string
}

export interface MessageEdit {
  readonly text: string
  readonly channel?: string
}

export interface DeliveryReport {
  readonly delivery: Delivery
  readonly channel?: string
  /** With `failed` and `maybe-sent`: shown with the message. */
  readonly failure?: DeliveryFailure
}

export interface ExplainQuery extends OnChannelQuery {
  /** Id of a rule: its whole condition with what each comparison saw, whatever came of it, and what would flip it. */
  readonly rule?: string
  /**
   * Which rules are asked: those of `then` (the default), those of `now`, or a published version by its number.
   * @pattern ^(?:then|now|[1-9][0-9]{0,14})$
   */
  readonly version?: string
  /** The trace has a verdict for every rule, however many there are; of another `version`, each of its rules is judged too. */
  readonly all?: boolean
  /**
   * Also so many rules of each pass that almost matched, nearest first.
   * @minimum 1
   * @maximum 1000
   * @TJS-type integer
   */
  readonly almost?: number
}

export type MessageExplanation = Explanation

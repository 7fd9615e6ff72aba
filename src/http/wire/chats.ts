import type { Assignee, Priority } from '../../core/chat/chat.js'
import type { ChatStateName, Status } from '../../core/chat/lifecycle.js'
import type { ChatView } from '../../core/chat/view.js'
import type { Json } from '../../core/json.js'
import type { Attachment } from '../../core/thread/message.js'
import type { CustomerBody } from './messages.js'

export interface ChatPath {
  /**
   * The chat's number.
   * @minimum 1
   * @maximum 9007199254740991
   * @TJS-type integer
   */
  readonly number: number
}

export interface ChatsQuery {
  readonly state?: ChatStateName
  readonly status?: Status
  /** The channel's id. */
  readonly channel?: string
  /** The customer's id on the channel. */
  readonly customer?: string
  /** The agent's id. */
  readonly assignee?: string
  readonly tag?: string
  /** Text that is looked for in subjects and customers' names and ids; digits also find a chat's number. */
  readonly q?: string
  /** `next` of the page before. */
  readonly cursor?: string
  /**
   * Chats of one page; default 50.
   * @minimum 1
   * @maximum 200
   * @TJS-type integer
   */
  readonly limit?: number
}

/** Newest number first. */
export interface ChatPage {
  readonly items: readonly ChatView[]
  /** The next page's `cursor`; `null`: this is the last one. */
  readonly next: string | null
}

export interface NewChat {
  readonly channel: string
  readonly customer: CustomerBody
  /** Who writes. */
  readonly agent: string
  readonly text: string
  readonly attachments?: readonly Attachment[]
  /** Id of the message, unique on the channel; given when left out. */
  readonly id?: string
  /** Typed in the provider's own inbox: recorded, not sent again. */
  readonly echo?: boolean
}

export interface NewReply {
  readonly agent: string
  readonly text: string
  readonly attachments?: readonly Attachment[]
  /** Id of the message, unique on the channel; given when left out. */
  readonly id?: string
  /** Typed in the provider's own inbox: recorded, not sent again. */
  readonly echo?: boolean
}

export interface NewNote {
  readonly agent: string
  readonly text: string
  readonly attachments?: readonly Attachment[]
}

export interface FinishBody {
  readonly agent: string
  readonly status: Status
}

export interface PostponeBody {
  readonly agent?: string
}

export interface SplitBody {
  readonly agent: string
  /** E-mail only: id of the letter from which on the rest leaves. */
  readonly from?: string
}

export interface ByAgentBody {
  readonly agent: string
}

/** What is left out stays as it is. */
export interface ChatChanges {
  /** Who changes it. */
  readonly agent?: string
  /** `null`: derived from the customer's first text again. */
  readonly subject?: string | null
  readonly status?: Status
  readonly tags?: readonly string[]
  /** Merged into what is there; `null` removes one. */
  readonly fields?: { readonly [name: string]: Json }
  readonly priority?: Priority
  readonly assignee?: Assignee
}

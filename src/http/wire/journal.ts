import type { ArmedTimer } from '../../core/chat/armed-timers.js'
import type { ChatView } from '../../core/chat/view.js'
import type { CommandType } from '../../core/thread/command.js'
import type { Outcome } from '../../core/thread/draft.js'
import type { DomainEvent } from '../../core/thread/event.js'
import type { Message } from '../../core/thread/message.js'
import type { Trace } from '../../core/trace.js'
import type { ProfileView } from './customers.js'

export interface JournalQuery {
  /**
   * `next` of the page before, or the id of an event: the page goes on behind it.
   * @maxLength 200
   */
  readonly after?: string
  /**
   * Where there is no `after`: the first entry from this moment on. Left out: from the beginning.
   * @format date-time
   */
  readonly from?: string
  /**
   * Entries of one page; default 50.
   * @minimum 1
   * @maximum 200
   * @TJS-type integer
   */
  readonly limit?: number
}

/** What was decided, in order. */
export interface JournalPage {
  readonly items: readonly JournalItem[]
  /** The threads that the page tells of. */
  readonly threads: readonly JournalThread[]
  /** `after` of the next page. */
  readonly next: string
  /** False: this is all until something happens. */
  readonly isMore: boolean
  /** Entries between were pruned, or `after` was never a place of this journal. */
  readonly isGap: boolean
}

/** A command that brought something about. */
export interface JournalItem {
  readonly place: string
  readonly thread: string
  readonly channel: string
  readonly command: JournalCommand
  /** The chat that it ended up in. */
  readonly chat: number
  readonly outcome: Outcome
  /** Hash of the rules that decided; `null`: there were none. */
  readonly ruleSetVersion: string | null
  readonly events: readonly DomainEvent[]
  /** With the chat before and after; `null` where the journal is off. */
  readonly trace: Trace | null
  /** Those that its events name, as they are now: an edited one has its new text. */
  readonly messages: readonly Message[]
}

export interface JournalCommand {
  readonly id: string
  readonly type: CommandType
  /** @format date-time */
  readonly at: string
}

export interface JournalThread {
  readonly key: string
  readonly channel: string
  /** Of the channel: `telegram`, `email` … */
  readonly kind: string
  /** Chats of the channel never get the status `closed`. */
  readonly endless: boolean
  readonly customer: ProfileView
  readonly current: number | null
  /** As they are now: those that the page names and their neighbours, tombstones included. */
  readonly chats: readonly JournalChat[]
}

export interface JournalChat {
  readonly view: ChatView
  /** Its messages begin with this `seq` of the thread; they end where the next chat's begin. */
  readonly firstSeq: number
  /** What time alone will bring, as it is now. */
  readonly timers: readonly ArmedTimer[]
}

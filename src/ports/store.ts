// What the desk asks of a database. One read, one write per command; the write checks versions and is all or nothing.
// `caseline/testing` has the suite that proves an implementation right.
import type { Chat } from '../core/chat/chat.js'
import type { ChatStateName, Status } from '../core/chat/lifecycle.js'
import type { Effect } from '../core/effect/effect.js'
import type { Command } from '../core/thread/command.js'
import type { Contact } from '../core/thread/contact.js'
import type { Outcome } from '../core/thread/draft.js'
import type { DomainEvent } from '../core/thread/event.js'
import type { Message } from '../core/thread/message.js'
import type { Thread } from '../core/thread/thread.js'
import type { Timer, TimerChanges } from '../core/thread/timers.js'
import type { Trace } from '../core/trace.js'

/** Names a thread. */
export interface ThreadRef {
  readonly key: string
  readonly channel: string
  readonly customer: string
  readonly root?: string
}

export interface LoadRequest extends ThreadRef {
  /** The chat that the command names: it and what it needs is in the window. */
  readonly chat?: number
  /** Provider's message id: is it known on this channel? */
  readonly messageId?: string
  /** Id of a stored message that the command changes: the chat that holds it is in the window. */
  readonly namedMessage?: string
}

export interface Loaded {
  /** `null`: nothing is stored yet. */
  readonly thread: Thread | null
  readonly contact: Contact | null
  /** Seq of the message with `messageId` when the channel already has it. */
  readonly duplicateSeq: number | null
}

/** One entry of the journal: what came, what was decided, under which rules. */
export interface JournalEntry {
  readonly command: Command
  readonly ruleSetVersion: string | null
  readonly outcome: Outcome
  readonly chat: number
  readonly events: readonly DomainEvent[]
  readonly effects: readonly string[]
  readonly trace: Trace | null
}

export interface Commit {
  /** The thread as it becomes; its version is one above the one that was read, or equal when only timers changed. */
  readonly thread: Thread
  readonly expectedVersion: number
  readonly contact: Contact
  readonly expectedContactVersion: number
  readonly messages: readonly Message[]
  readonly timers: TimerChanges
  /** Effects for the outbox, in order. */
  readonly outbox: readonly Effect[]
  readonly journal: JournalEntry | null
}

/** `conflict`: somebody else wrote the thread or the contact; `duplicate`: the channel already has a message of that id. */
export type CommitResult = 'committed' | 'conflict' | 'duplicate'

export interface OutboxEntry {
  readonly thread: string
  readonly effect: Effect
  /** Attempts made so far. */
  readonly attempts: number
  readonly notBefore: string
  readonly state: 'waiting' | 'failed'
  readonly lastError?: string
}

export interface ChatFilter {
  readonly state?: ChatStateName
  readonly status?: Status
  readonly channel?: string
  readonly customer?: string
  readonly tag?: string
  /** Agent's id. */
  readonly assignee?: string
  /** Newest number first, below this one. */
  readonly below?: number
  /** 1–1,000, default 100. */
  readonly limit?: number
}

export interface StoredChat {
  readonly thread: Thread
  readonly chat: Chat
}

/** Every call is for one workspace; nothing crosses it. */
export interface Store {
  readonly load: (workspace: string, request: LoadRequest) => Promise<Loaded>
  readonly commit: (workspace: string, commit: Commit) => Promise<CommitResult>
  /** The next chat number: unique, growing by one, never given twice. */
  readonly reserveNumber: (workspace: string) => Promise<number>
  readonly threadOfChat: (workspace: string, number: number) => Promise<ThreadRef | null>
  /** Threads that hold a message of this id; more than one when channels give equal ids. */
  readonly threadsOfMessage: (workspace: string, id: string, channel?: string) => Promise<readonly ThreadRef[]>
  readonly message: (workspace: string, thread: string, id: string) => Promise<Message | null>
  /** Messages with `fromSeq ≤ seq < toSeq` that carry no chat number, and those that carry one of `chats`; by seq. */
  readonly messages: (
    workspace: string,
    thread: string,
    range: { readonly fromSeq: number; readonly toSeq: number; readonly chats: readonly number[] },
  ) => Promise<readonly Message[]>
  /** The chat's thread with every chat of its chain. */
  readonly chain: (workspace: string, thread: string) => Promise<Thread | null>
  readonly chats: (workspace: string, filter: ChatFilter) => Promise<readonly StoredChat[]>
  /** The journal entry of the command that brought this message. */
  readonly journalOfMessage: (workspace: string, thread: string, id: string) => Promise<JournalEntry | null>
  /** The journal of a thread, in order. */
  readonly journal: (workspace: string, thread: string) => Promise<readonly JournalEntry[]>
  /** Timers with `due ≤ now`, earliest first, at most `limit`. */
  readonly dueTimers: (workspace: string, now: string, limit: number) => Promise<readonly Timer[]>
  /** The first entry of each thread's outbox that may be tried now; entries of a thread go out in order. */
  readonly dueOutbox: (workspace: string, now: string, limit: number) => Promise<readonly OutboxEntry[]>
  /** `null`: done, forget it. */
  readonly settleOutbox: (workspace: string, thread: string, effect: string, next: OutboxEntry | null) => Promise<void>
  /** The earliest moment at which a timer or an outbox entry is due. */
  readonly nextDue: (workspace: string) => Promise<string | null>
  readonly close: () => Promise<void>
}

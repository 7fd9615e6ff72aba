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
  /** Read what is stored now, past whatever the store remembers. */
  readonly isFresh?: boolean
}

export interface Loaded {
  /** `null`: nothing is stored yet. */
  readonly thread: Thread | null
  readonly contact: Contact | null
  /** Seq of the message with `messageId` when the channel already has it. */
  readonly duplicateSeq: number | null
  /** Id of the last command that was committed on the thread; `null` where the store doesn't keep it or none was. */
  readonly lastCommand: string | null
  /** It was remembered, not read: it may be behind, and the duplicate was not looked for. A commit finds out. */
  readonly isRemembered?: boolean
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

/**
 * A chat number set aside for one decision. A commit uses it up; one that is never used is given out again after
 * `until`, so numbers grow without lasting gaps even when the node that held one dies.
 */
export interface NumberHold {
  readonly number: number
  readonly token: string
  /** ISO 8601 UTC. */
  readonly until: string
}

export interface Commit {
  /** The thread as it was read: version 0 when nothing was stored. The commit stands only on this version. */
  readonly before: Thread
  /** As it becomes: one version above, or the same when only timers changed. Chats that are the same objects are as they were. */
  readonly thread: Thread
  readonly contactBefore: Contact
  /** The same object when nothing changed. */
  readonly contact: Contact
  /** New messages (their seq is above `before.lastSeq`) and changed ones. */
  readonly messages: readonly Message[]
  readonly timers: TimerChanges
  /** Effects for the outbox, in order. */
  readonly outbox: readonly Effect[]
  readonly journal: JournalEntry | null
  /** Id of the command that is committed. */
  readonly command: string
  /** The number of the chat that the commit begins. */
  readonly hold: NumberHold | null
}

/** `conflict`: somebody else wrote the thread or the contact, or the number is no longer held; `duplicate`: the channel already has a message of that id. */
export type CommitResult = 'committed' | 'conflict' | 'duplicate'

/**
 * `waiting` for its turn or its next attempt; `sending`: claimed by a node; `failed`: given up (a dead letter);
 * `maybe-sent`: the connection was lost, or the node died, after sending began.
 */
export type OutboxState = 'waiting' | 'sending' | 'failed' | 'maybe-sent'

export interface OutboxEntry {
  readonly thread: string
  readonly effect: Effect
  /** Attempts begun so far, that of the claim included. It never falls: an attempt's number is its claim's token. */
  readonly attempts: number
  /** Of these, the attempts before it was last put in line again. */
  readonly attemptsBefore: number
  readonly notBefore: string
  readonly state: OutboxState
  readonly lastError?: string
}

export interface OutboxFilter {
  readonly state?: OutboxState
  /** Effect id. */
  readonly effect?: string
  /** Id of the message that it takes to the customer. */
  readonly message?: string
  readonly limit: number
}

/** A claimed entry. `isInterrupted`: the attempt before this one was begun and never settled; nobody knows what came of it. */
export interface ClaimedEntry extends OutboxEntry {
  readonly isInterrupted: boolean
}

/** What became of the attempt of that number; an attempt that somebody else took over in the meantime changes nothing. */
export interface Settlement {
  readonly thread: string
  /** Effect id. */
  readonly effect: string
  readonly attempt: number
  /** `null`: done, forget it. `waiting`: again at `notBefore`. The others leave the line and stay to be seen. */
  readonly next:
    | null
    | { readonly state: 'waiting'; readonly notBefore: string }
    | { readonly state: 'failed' | 'maybe-sent' }
  readonly error?: string
}

/** Takes what is due at `now` for one node; what it doesn't finish may be taken by another after `until`. */
export interface Claim {
  readonly now: string
  readonly until: string
  readonly limit: number
}

export interface ChatFilter {
  readonly state?: ChatStateName
  readonly status?: Status
  readonly channel?: string
  readonly customer?: string
  readonly tag?: string
  /** Agent's id. */
  readonly assignee?: string
  /** A text in the subject as it is shown, in the customer's id or name, whatever the case; or a chat's number. */
  readonly q?: string
  /** Only those in which a workflow runs. */
  readonly isInWorkflow?: true
  /** Id of the workflow that runs. */
  readonly workflow?: string
  /** Newest number first, below this one. */
  readonly below?: number
  /** 1–1,000, default 100. */
  readonly limit?: number
}

export interface StoredChat {
  readonly thread: Thread
  readonly chat: Chat
}

/** Queue and timers as numbers. Moments are ISO 8601 UTC; `null`: nothing of the kind. */
export interface QueueHealth {
  readonly timers: { readonly pending: number; readonly due: number; readonly oldestDue: string | null }
  readonly outbox: {
    /** In line, those being sent included. */
    readonly waiting: number
    readonly sending: number
    readonly failed: number
    readonly maybeSent: number
    /** When the longest waiting one was first to go out. */
    readonly oldestWaiting: string | null
  }
}

/** What `prune` may take away; each left out is kept. ISO 8601 UTC. */
export interface PruneRequest {
  /** Journal entries of commands before this moment. */
  readonly journalBefore?: string
  /** Messages before this moment, except those of live chats. */
  readonly messagesBefore?: string
  /** Dead letters (`failed`, `maybe-sent`) asked for before this moment. */
  readonly outboxBefore?: string
  /** Rows of a kind that one call takes at most. */
  readonly limit: number
}

export interface Pruned {
  readonly journal: number
  readonly messages: number
  readonly outbox: number
}

/** Every call is for one workspace; nothing crosses it. */
export interface Store {
  readonly load: (workspace: string, request: LoadRequest) => Promise<Loaded>
  readonly commit: (workspace: string, commit: Commit) => Promise<CommitResult>
  /** Sets the lowest free chat number aside: numbers grow by one, none is given twice. */
  readonly holdNumber: (workspace: string, now: string) => Promise<NumberHold>
  /** Gives numbers back that were not used. */
  readonly releaseNumbers: (workspace: string, holds: readonly NumberHold[]) => Promise<void>
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

  /** Pending timers with `due ≤ dueBy` (default: all), claimed ones too, earliest first. */
  readonly timers: (
    workspace: string,
    filter: { readonly dueBy?: string; readonly limit: number },
  ) => Promise<readonly Timer[]>
  /**
   * Of each thread the earliest timer, where it is due and nobody has it; earliest first. Its commit takes it away or sets
   * it anew. A silence timer whose chat's `silence.lookAt` is after `now` may be set to that instead, and left out.
   */
  readonly claimTimers: (workspace: string, claim: Claim) => Promise<readonly Timer[]>
  /** They couldn't be done now: another node may try from `from` on. */
  readonly releaseTimers: (workspace: string, ids: readonly string[], from: string) => Promise<void>

  /** What is in the outbox, in order of the threads' lines. */
  readonly outbox: (workspace: string, filter: OutboxFilter) => Promise<readonly OutboxEntry[]>
  /** The head of each thread's line that may be tried now; a line has one claimed entry at most, so nothing overtakes. */
  readonly claimOutbox: (workspace: string, claim: Claim) => Promise<readonly ClaimedEntry[]>
  readonly settleOutbox: (workspace: string, settlement: Settlement) => Promise<void>
  /** Puts a dead letter at the end of its thread's line, its attempts counted anew. False: there is no such dead letter. */
  readonly requeueOutbox: (workspace: string, effect: string, notBefore: string) => Promise<boolean>
  /** Takes a dead letter away. False: there is no such one. */
  readonly discardOutbox: (workspace: string, effect: string) => Promise<boolean>

  /** The earliest moment at which something may be claimed. */
  readonly nextDue: (workspace: string) => Promise<string | null>
  readonly health: (workspace: string, now: string) => Promise<QueueHealth>
  /** One batch of what is older; call until nothing is pruned any more. */
  readonly prune: (workspace: string, request: PruneRequest) => Promise<Pruned>
  readonly close: () => Promise<void>
}

import type { Json } from '../json.js'
import type { WorkflowInstance } from '../workflow/instance.js'
import type { Lifecycle } from './lifecycle.js'
import type { Part } from './part.js'

/** Who a chat is given to. */
export type Assignee = { readonly agent: string; readonly group?: string } | { readonly group: string } | null

/** What people and rules write on a chat; none of it moves the lifecycle (spec L5). */
export interface Details {
  /** `null` until someone sets one; the view then derives it from the customer's first text. */
  readonly subject: string | null
  readonly tags: readonly string[]
  readonly fields: { readonly [name: string]: Json }
  readonly priority: Priority
  readonly assignee: Assignee
}

export type Priority = 'low' | 'normal' | 'high' | 'urgent'

/** What a merge keeps so that it can be undone exactly (spec S5). It lives on the tombstone. */
export interface MergeRecord {
  readonly into: number
  readonly at: string
  /** The survivor as it was before the merge, and as the merge left it. */
  readonly survivorBefore: ChatCore
  readonly survivorAfter: ChatCore
  /** This chat as it was before it became a tombstone. */
  readonly self: ChatCore
}

/** The automatic finish of a live chat. */
export interface Silence {
  /** Milliseconds added by `postpone` since the last human message. */
  readonly postponedMs: number
  /** The due moment that was already announced by `chat.finish-soon`. */
  readonly warnedFor: string | null
  /** When the pending timer fires. It is not moved by messages: when it fires, the due moment is looked up anew. */
  readonly timerAt: string | null
  /** The moment for which that timer is there: one that fires before may be put off until then without being asked. */
  readonly lookAt?: string
}

/** An armed time rule: `anchor` is the event it counts from, `timerAt` when its pending timer fires. */
export interface Wait {
  readonly anchor: string
  readonly timerAt: string
  /** Nobody but a robot wrote: the rule sends nothing. */
  readonly automated?: true
}

/** An automated message that waits for its `delay`. */
export interface Delayed {
  readonly due: string
  readonly text: string
  readonly rule: string
  readonly effect: string
  /** Agents' messages in the chat when it was planned: one more calls it off. */
  readonly agentMessages: number
  /** The thread's last seq when it was planned: a split takes along what was planned for the new messages. */
  readonly afterSeq: number
}

/** The part of a chat that split, merge and unmerge hand around. */
export interface ChatCore {
  readonly lifecycle: Lifecycle
  readonly details: Details
  /** Summaries of the chat's stretch of the stream, in order; a new part begins at each reopening and each merge border. */
  readonly parts: readonly Part[]
  readonly silence: Silence
  readonly waits: { readonly [rule: string]: Wait }
  readonly delayed: { readonly [effect: string]: Delayed }
  /** Once-marks of scope `activation`, `chat` and durations of a chat: mark → value. */
  readonly marks: { readonly [mark: string]: string }
}

/**
 * One case: an interval of its thread. It begins at `firstSeq` and ends where the next chat begins.
 * Plain JSON; stored as it is.
 */
export interface Chat extends ChatCore {
  readonly number: number
  readonly firstSeq: number
  readonly startedAt: string
  readonly startedBy: 'customer' | 'agent' | 'split'
  readonly isFirstOnChannel: boolean
  readonly previous: number | null
  readonly next: number | null
  readonly splitFrom: number | null
  /** Split-born chats: the origin's lifecycle before the split; merging back restores it (spec S4). */
  readonly splitOrigin: Lifecycle | null
  /** Tombstones only. */
  readonly merge: MergeRecord | null
  /** Numbers of chats merged into this one and not unmerged, oldest first. */
  readonly absorbed: readonly number[]
  /** The workflow that runs in this chat; absent: none. */
  readonly workflow?: WorkflowInstance
  /** The thread's version that last changed this chat; what `If-Match` compares. */
  readonly version: number
}

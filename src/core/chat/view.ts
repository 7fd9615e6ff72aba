import type { Json } from '../json.js'
import type { Action } from './available.js'
import type { Assignee, Priority } from './chat.js'
import type { ChatStateName, FinishedBy, Status } from './lifecycle.js'
import type { Counts } from './part.js'

/** A chat as screens, rules and templates see it (spec 5.3). Times are ISO 8601 UTC. */
export interface ChatView {
  readonly number: number
  readonly state: ChatStateName
  /** `null` while the chat is live, and on tombstones. */
  readonly status: Status | null
  readonly channel: string
  /** The customer's id on the channel. */
  readonly customer: string
  readonly subject: string | null
  readonly subjectIsDefault: boolean
  readonly isFirstOnChannel: boolean
  readonly activation: number
  readonly startedAt: string
  readonly startedBy: 'customer' | 'agent' | 'split'
  readonly reopenedAt: string | null
  readonly finishedAt: string | null
  readonly finishedBy: FinishedBy | null
  /** When silence will finish it; `null` unless live and switched on. */
  readonly autoFinishAt: string | null
  /** `awaiting-split`: seq of the first new message. */
  readonly newSince: number | null
  readonly previous: number | null
  readonly next: number | null
  readonly splitFrom: number | null
  /** Tombstones: the chat that lives on. */
  readonly mergedInto: number | null
  readonly assignee: Assignee
  readonly priority: Priority
  readonly tags: readonly string[]
  readonly fields: { readonly [name: string]: Json }
  readonly counts: Counts
  /** The customer's first message that no agent has answered. */
  readonly waitingSince: string | null
  /** Id of the running workflow. */
  readonly workflow: string | null
  /** What can be done now: listed exactly when it would be accepted (spec S8). */
  readonly actions: readonly Action[]
  readonly version: number
}

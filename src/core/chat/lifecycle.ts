/** What a chat is: `merged` is the tombstone left by a merge. Spec 1.2. */
export type ChatStateName = 'active' | 'awaiting-split' | 'finished-open' | 'finished-pending' | 'closed' | 'merged'

/** The outcome an agent (or silence) gives a finished chat. */
export type Status = 'open' | 'pending' | 'closed'

/** Who ended an activation: an agent, the silence timer, a rule, or a split that took the rest of the stream away. */
export type FinishedBy = 'agent' | 'timer' | 'automation' | 'split'

/** When and by whom a chat was last finished. `agent` is set when `by` is `agent`. */
export interface Finish {
  readonly at: string
  readonly by: FinishedBy
  readonly agent?: string
}

/** The part of a chat that moves through the statechart; split and unmerge put back a former one as it was. */
export interface Lifecycle {
  readonly state: ChatStateName
  /** 1 for the first stretch, +1 at each reopening. */
  readonly activation: number
  readonly reopenedAt: string | null
  readonly finish: Finish | null
  /** `awaiting-split` only: the seq of the message that reopened the chat. */
  readonly newSince: number | null
  /** `awaiting-split` only: what the chat goes back to when the new messages are split off. */
  readonly reopenedFrom: Lifecycle | null
}

export function isLive(state: ChatStateName): boolean {
  return state === 'active' || state === 'awaiting-split'
}

/** The status that a state shows in lists; `null` while the chat is live or merged away. */
export function statusOf(state: ChatStateName): Status | null {
  switch (state) {
    case 'finished-open':
      return 'open'
    case 'finished-pending':
      return 'pending'
    case 'closed':
      return 'closed'
    case 'active':
    case 'awaiting-split':
    case 'merged':
      return null
    default:
      return state satisfies never
  }
}

export function stateOf(status: Status): ChatStateName {
  switch (status) {
    case 'open':
      return 'finished-open'
    case 'pending':
      return 'finished-pending'
    case 'closed':
      return 'closed'
    default:
      return status satisfies never
  }
}

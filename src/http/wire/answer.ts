import type { ChatView } from '../../core/chat/view.js'
import type { Effect } from '../../core/effect/effect.js'
import type { Outcome } from '../../core/thread/draft.js'
import type { DomainEvent } from '../../core/thread/event.js'

/** What every command answers. */
export interface CommandAnswer {
  /** The chat that the command ended up in, as it is now. */
  readonly chat: ChatView
  readonly outcome: Outcome
  readonly events: readonly DomainEvent[]
  /** What is to be done outside. */
  readonly effects: readonly Effect[]
  /** Such as `customer-waiting`. */
  readonly warnings: readonly string[]
}

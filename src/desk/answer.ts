import type { ChatView } from '../core/chat/view.js'
import type { Effect } from '../core/effect/effect.js'
import type { Outcome } from '../core/thread/draft.js'
import type { DomainEvent } from '../core/thread/event.js'
import type { Trace } from '../core/trace.js'

/** What every command answers. */
export interface Answer {
  readonly chat: ChatView
  /** Of messages: `started`, `appended`, `reopened`, `resumed`, `duplicate`. */
  readonly outcome: Outcome
  readonly events: readonly DomainEvent[]
  readonly effects: readonly Effect[]
  /** Such as `customer-waiting`. */
  readonly warnings: readonly string[]
  readonly trace?: Trace
}

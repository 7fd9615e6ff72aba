import { isLive } from '../chat/lifecycle.js'
import type { Thread } from '../thread/thread.js'
import { activationsOf, type Recorded } from './activations-of.js'
import { endlessFacts } from './endless.js'
import type { Fact } from './fact.js'
import { factsOf } from './facts-of.js'

/** All that is counted of one thread. */
export interface ThreadFigures {
  readonly facts: readonly Fact[]
  /** As one endless chat. */
  readonly endless: () => readonly Fact[]
  /** Chats that stand on their own; those of them of which (part of) the journal was pruned. */
  readonly chats: number
  readonly prunedChats: number
  /** For each chat that is live the agent that it is given to. */
  readonly live: readonly (string | null)[]
}

/** `thread` with its whole chain. */
export function threadFigures(thread: Thread, journal: readonly Recorded[]): ThreadFigures {
  const histories = activationsOf(journal)
  const chats = thread.chats.filter(({ merge }) => merge === null)
  return {
    facts: chats.flatMap((chat) => factsOf(chat, histories.get(chat.number))),
    endless: () => endlessFacts(thread, histories),
    chats: chats.length,
    prunedChats: chats.filter(({ number }) => histories.get(number)?.activations[0]?.isPartial !== false).length,
    live: chats
      .filter(({ lifecycle }) => isLive(lifecycle.state))
      .map(({ details: { assignee } }) => (assignee !== null && 'agent' in assignee ? assignee.agent : null)),
  }
}

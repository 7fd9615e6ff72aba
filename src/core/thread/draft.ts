// A decision in the making: the thread as it becomes, and what is to be written, told and done. Immutable; every step returns a new one.
import type { Chat, ChatCore } from '../chat/chat.js'
import type { Lifecycle } from '../chat/lifecycle.js'
import { emptyPart, joinParts, type Part, withSpoken } from '../chat/part.js'
import type { Effect } from '../effect/effect.js'
import type { WorkflowTrace } from '../workflow/workflow-trace.js'
import type { Contact } from './contact.js'
import type { DomainEvent } from './event.js'
import type { Message } from './message.js'
import type { Refusal } from './refusal.js'
import { chatOf, type Thread, withChat } from './thread.js'

/** What became of a command. For messages: `started`, `appended`, `reopened`, `resumed`. */
export type Outcome =
  | 'started'
  | 'appended'
  | 'reopened'
  | 'resumed'
  | 'duplicate'
  | 'noted'
  | 'finished'
  | 'postponed'
  | 'split'
  | 'merged'
  | 'unmerged'
  | 'updated'
  | 'unchanged'
  | 'edited'
  | 'deleted'
  | 'delivered'
  | 'looked'
  | 'workflow-started'
  | 'workflow-moved'
  | 'workflow-cancelled'

export interface Draft {
  readonly thread: Thread
  readonly contact: Contact
  /** New and changed messages, by seq; a later state of one replaces the earlier. */
  readonly messages: readonly Message[]
  readonly events: readonly DomainEvent[]
  readonly effects: readonly Effect[]
  readonly warnings: readonly string[]
  /** What workflows did, for the trace; absent: nothing. */
  readonly workflows?: readonly WorkflowTrace[]
  readonly outcome: Outcome
  /** The chat that the command ended up in. */
  readonly chat: number
}

export type Decision = { readonly refused: Refusal } | { readonly refused: null; readonly draft: Draft }

export function accepted(draft: Draft): Decision {
  return { refused: null, draft }
}

export function refused(refusal: Refusal): Decision {
  return { refused: refusal }
}

export function emptyDraft(thread: Thread, contact: Contact): Draft {
  return {
    thread,
    contact,
    messages: [],
    events: [],
    effects: [],
    warnings: [],
    outcome: 'unchanged',
    chat: thread.current ?? 0,
  }
}

export function chatIn(draft: Draft, number: number): Chat {
  const chat = chatOf(draft.thread, number)
  if (chat === null) throw new Error(`Chat ${number} is not in the loaded window of thread ${draft.thread.key}`)
  return chat
}

export function patchChat(draft: Draft, number: number, patch: Partial<Chat>): Draft {
  return { ...draft, thread: withChat(draft.thread, { ...chatIn(draft, number), ...patch }) }
}

export function withEvents(draft: Draft, ...events: readonly DomainEvent[]): Draft {
  return { ...draft, events: [...draft.events, ...events] }
}

export function withMessage(draft: Draft, message: Message): Draft {
  const at = draft.messages.findIndex((one) => one.id === message.id)
  return { ...draft, messages: at === -1 ? [...draft.messages, message] : draft.messages.with(at, message) }
}

/** A message before it has its place in the stream. */
export type Said = Omit<Message, 'seq' | 'chat'>

/**
 * Puts a message at the end of the stream and into the sums of `number`. Notes may go to an older chat and then carry its number.
 * `opensPart`: the message begins a stretch that may be split off.
 */
export function append(draft: Draft, number: number, said: Said, opensPart = false): Draft {
  const seq = draft.thread.lastSeq + 1
  const chat = chatIn(draft, number)
  const isOlder = draft.thread.current !== number
  const message: Message = { ...said, seq, ...(isOlder ? { chat: number } : {}) }
  const parts = opensPart || chat.parts.length === 0 ? [...chat.parts, emptyPart(seq)] : chat.parts
  const last = parts[parts.length - 1] ?? emptyPart(seq)
  const human = message.kind === 'message' && message.author !== 'automation'
  return withMessage(
    {
      ...draft,
      thread: withChat(
        { ...draft.thread, lastSeq: seq },
        {
          ...chat,
          parts: parts.with(-1, withSpoken(last, message)),
          silence: human ? { ...chat.silence, postponedMs: 0, warnedFor: null } : chat.silence,
        },
      ),
    },
    message,
  )
}

/** Makes the parts of a finished stretch one: what was new belongs to the chat for good. Merge borders stay. */
export function settleParts(parts: readonly Part[]): readonly Part[] {
  return parts.reduce<readonly Part[]>((settled, part) => {
    const last = settled[settled.length - 1]
    if (last === undefined || part.afterMerge) return [...settled, part]
    return settled.with(-1, joinParts(last, part))
  }, [])
}

/** The next id derived from a command: the same command makes the same ids. */
export function derivedId(draft: Draft, commandId: string): string {
  return `${commandId}/${draft.thread.lastSeq + 1}`
}

export const NEW_DETAILS: ChatCore['details'] = {
  subject: null,
  tags: [],
  fields: {},
  priority: 'normal',
  assignee: null,
}

export const FRESH_LIFECYCLE: Lifecycle = {
  state: 'active',
  activation: 1,
  reopenedAt: null,
  finish: null,
  newSince: null,
  reopenedFrom: null,
}

/** Adds a chat at the end of the chain and makes it current. */
export function addChat(
  draft: Draft,
  born: Pick<Chat, 'number' | 'firstSeq' | 'startedAt' | 'startedBy' | 'isFirstOnChannel'> & Partial<Chat>,
): Draft {
  const previous = draft.thread.current
  const chat: Chat = {
    lifecycle: FRESH_LIFECYCLE,
    details: NEW_DETAILS,
    parts: [],
    silence: { postponedMs: 0, warnedFor: null, timerAt: null },
    waits: {},
    delayed: {},
    marks: {},
    previous,
    next: null,
    splitFrom: null,
    splitOrigin: null,
    merge: null,
    absorbed: [],
    version: 0,
    ...born,
  }
  const linked = previous === null ? draft : patchChat(draft, previous, { next: chat.number })
  return {
    ...linked,
    thread: { ...withChat(linked.thread, chat), current: chat.number },
    contact: { ...linked.contact, chatsOnChannel: linked.contact.chatsOnChannel + 1, everStarted: true },
    chat: chat.number,
  }
}

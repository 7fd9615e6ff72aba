// A thread as a screen shows it: messages, and between them what happened to its chats.
import type { DomainEvent } from 'caseline'
import type { Frame, ThreadState } from './frame.js'
import type { Tape } from './tape.js'
import { messagesAt, type PlacedMessage, survivorOf } from './world.js'

/** Events that bring a message: it says for itself what happened. */
type MessageEvent = Extract<
  DomainEvent,
  { type: 'message.received' | 'message.sent' | 'message.automated' | 'note.added' }
>

/** Events that are nobody's business between messages: the bubble shows how its delivery went, the chat that a workflow waits. */
type QuietEvent = Extract<DomainEvent, { type: 'message.delivery' | 'workflow.waiting' }>

/** Events that a timeline shows between messages. */
export type MarkedEvent = Exclude<DomainEvent, MessageEvent | QuietEvent>

export type TimelineItem =
  | ({ readonly kind: 'message' } & PlacedMessage)
  | {
      readonly kind: 'mark'
      readonly chat: number
      readonly frame: number
      readonly at: string
      readonly event: MarkedEvent
      /** Of events that moved the chat. */
      readonly from: string | null
      readonly to: string | null
    }

/** The whole thread after a frame, in the order in which the engine did it. */
export function timelineAt(tape: Tape, state: ThreadState, cursor: number): readonly TimelineItem[] {
  const messages = new Map<number, PlacedMessage[]>()
  for (const one of messagesAt(tape, state, cursor)) {
    const ofFrame = messages.get(one.frame)
    if (ofFrame === undefined) messages.set(one.frame, [one])
    else ofFrame.push(one)
  }
  const placement = placementOf(state)
  const items: TimelineItem[] = (messages.get(-1) ?? []).map((one) => ({ kind: 'message', ...one }))
  for (const index of tape.tracks.get(state.key)?.frames ?? []) {
    if (index > cursor) break
    const frame = tape.frames[index]
    if (frame !== undefined) items.push(...keptItems(state, placement, frame, messages.get(index) ?? NO_MESSAGES))
  }
  return items
}

interface Kept {
  readonly placement: string
  readonly messages: readonly PlacedMessage[]
  readonly items: readonly TimelineItem[]
}

/** What frames came to last: a cursor that moves by one changes one frame's items, not those of ten thousand. */
const KEPT = new WeakMap<Frame, Kept>()
const NO_MESSAGES: readonly PlacedMessage[] = []

/** All that the places of messages and marks depend on, besides themselves. */
function placementOf({ borders, chats }: ThreadState): string {
  const merged = chats.flatMap(({ number, mergedInto }) => (mergedInto === null ? [] : [`${number}>${mergedInto}`]))
  return [...borders.map(({ chat, fromSeq }) => `${chat}@${fromSeq}`), ...merged].join()
}

function keptItems(
  state: ThreadState,
  placement: string,
  frame: Frame,
  messages: readonly PlacedMessage[],
): readonly TimelineItem[] {
  const kept = KEPT.get(frame)
  const isSame =
    kept !== undefined &&
    kept.placement === placement &&
    kept.messages.length === messages.length &&
    kept.messages.every(({ message }, index) => message === messages[index]?.message)
  if (isSame) return kept.items
  const items = itemsOf(state, frame, messages)
  KEPT.set(frame, { placement, messages, items })
  return items
}

/** A frame's events in order, each message where its event stands. */
function itemsOf(state: ThreadState, frame: Frame, messages: readonly PlacedMessage[]): readonly TimelineItem[] {
  const items: TimelineItem[] = []
  const left = [...messages]
  for (const event of frame.events) {
    if (isOfMessage(event)) {
      const at = left.findIndex(({ message }) => message.id === event.message)
      const [found] = at === -1 ? [] : left.splice(at, 1)
      if (found !== undefined) items.push({ kind: 'message', ...found })
    } else if (!isQuiet(event)) items.push(markOf(state, frame, event))
  }
  return [...items, ...left.map((one) => ({ kind: 'message' as const, ...one }))]
}

const OF_MESSAGES = new Set<DomainEvent['type']>([
  'message.received',
  'message.sent',
  'message.automated',
  'note.added',
])

function isOfMessage(event: DomainEvent): event is MessageEvent {
  return OF_MESSAGES.has(event.type)
}

function isQuiet(event: DomainEvent): event is QuietEvent {
  return event.type === 'message.delivery' || event.type === 'workflow.waiting'
}

const MOVES = new Set<DomainEvent['type']>([
  'chat.started',
  'chat.started-by-agent',
  'chat.split-off',
  'chat.reopened',
  'chat.resumed',
  'chat.finished',
  'chat.merged',
  'chat.unmerged',
])

function markOf(state: ThreadState, { index, at, trace }: Frame, event: MarkedEvent): TimelineItem {
  const moves = MOVES.has(event.type)
  return {
    kind: 'mark',
    chat: survivorOf(state, event.chat),
    frame: index,
    at,
    event,
    from: moves ? (trace?.transition?.from ?? null) : null,
    to: moves ? (trace?.transition?.to ?? null) : null,
  }
}

// A thread as a screen shows it: messages, and between them what happened to its chats.
import type { DomainEvent } from 'caseline'
import type { Frame, ThreadState } from './frame.js'
import type { Tape } from './tape.js'
import { messagesAt, type PlacedMessage, survivorOf } from './world.js'

/** Events that a timeline shows between messages; what messages say themselves is left out. */
type MarkedEvent = Exclude<
  DomainEvent,
  {
    type:
      | 'message.received'
      | 'message.sent'
      | 'message.automated'
      | 'note.added'
      | 'message.delivery'
      | 'workflow.waiting'
  }
>

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

/** The whole thread after a frame, in order of the frames. */
export function timelineAt(tape: Tape, state: ThreadState, cursor: number): readonly TimelineItem[] {
  const messages = messagesAt(tape, state, cursor)
  const items: TimelineItem[] = []
  let next = 0
  const frames = tape.tracks.get(state.key)?.frames ?? []
  for (const index of frames) {
    if (index > cursor) break
    const frame = tape.frames[index]
    if (frame === undefined) continue
    // What a message caused stands before it (it reopened the chat), what rules answered after it.
    for (const event of frame.events) if (isMarked(event)) items.push(markOf(state, frame, event))
    for (let one = messages[next]; one !== undefined && one.frame <= index; one = messages[next]) {
      items.push({ kind: 'message', ...one })
      next += 1
    }
  }
  return items
}

const SILENT = new Set<DomainEvent['type']>([
  'message.received',
  'message.sent',
  'message.automated',
  'note.added',
  'message.delivery',
  'workflow.waiting',
])

function isMarked(event: DomainEvent): event is MarkedEvent {
  return !SILENT.has(event.type)
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

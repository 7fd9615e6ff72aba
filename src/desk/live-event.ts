import type { DomainEvent } from '../core/thread/event.js'
import type { LogEntry } from '../ports/service-store.js'
import { eventId } from './event-id.js'

/** One event as screens and other systems get it. */
export interface LiveEvent {
  /** The same wherever and however often it is sent. */
  readonly id: string
  readonly type: DomainEvent['type']
  readonly workspace: string
  /** ISO 8601 UTC. */
  readonly at: string
  readonly chat: number
  readonly channel: string
  readonly event: DomainEvent
}

export interface EventFilter {
  /** Chat numbers; events that name one of them in another role (merged into, split from) count too. */
  readonly chats?: readonly number[] | null
  readonly channels?: readonly string[] | null
  readonly types?: readonly string[] | null
}

/** The events of an entry behind the first `seen`. */
export function liveEvents(workspace: string, entry: LogEntry, seen = 0): readonly LiveEvent[] {
  const { channel, place } = entry
  return entry.events.slice(seen).map((event, index) => ({
    id: eventId(place, seen + index + 1),
    type: event.type,
    workspace,
    at: event.at,
    chat: event.chat,
    channel,
    event,
  }))
}

export function isWanted({ event, channel, type }: LiveEvent, filter: EventFilter): boolean {
  const { chats, channels, types } = filter
  if (types !== undefined && types !== null && !types.includes(type)) return false
  if (channels !== undefined && channels !== null && !channels.includes(channel)) return false
  return chats === undefined || chats === null || chatsIn(event).some((chat) => chats.includes(chat))
}

/** The chats that it is about. */
export function chatsIn(event: DomainEvent): readonly number[] {
  switch (event.type) {
    case 'chat.split-off':
      return [event.chat, event.from]
    case 'chat.merged':
      return [event.chat, event.into, event.merged]
    case 'chat.unmerged':
      return [event.chat, event.out]
    default:
      return [event.chat]
  }
}

import type { DomainEvent } from '../core/thread/event.js'

type EventType = DomainEvent['type']

const TYPES: { readonly [type in EventType]: true } = {
  'chat.started': true,
  'chat.started-by-agent': true,
  'chat.split-off': true,
  'chat.reopened': true,
  'chat.resumed': true,
  'message.received': true,
  'message.sent': true,
  'message.automated': true,
  'message.edited': true,
  'message.deleted': true,
  'message.delivery': true,
  'chat.finished': true,
  'chat.finish-soon': true,
  'chat.postponed': true,
  'chat.merged': true,
  'chat.unmerged': true,
  'chat.updated': true,
  'note.added': true,
}

/** Every type of event that screens and other systems are told of. */
export const EVENT_TYPES: readonly string[] = Object.keys(TYPES)

export function isEventType(text: string): text is EventType {
  return Object.hasOwn(TYPES, text)
}

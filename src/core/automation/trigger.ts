import type { EventTrigger, TimeTrigger } from '../rules/rule-set.js'
import type { DomainEvent } from '../thread/event.js'

/** One reason to judge rules: an event, or a time rule's moment. */
export type Trigger =
  | {
      readonly kind: 'event'
      readonly type: EventTrigger
      readonly event: DomainEvent
      readonly chat: number
      readonly isCascade: boolean
      /** The message was taken as the answer to a workflow's question. */
      readonly answersWorkflow?: true
    }
  | {
      readonly kind: 'time'
      readonly time: TimeTrigger
      readonly rule: string
      readonly anchor: string
      readonly chat: number
      /** Nobody but a robot wrote since it was armed. */
      readonly automated?: true
    }

const TRIGGERS: ReadonlySet<string> = new Set<EventTrigger>([
  'chat.started',
  'chat.started-by-agent',
  'chat.split-off',
  'chat.reopened',
  'chat.resumed',
  'message.received',
  'message.sent',
  'chat.finished',
  'chat.merged',
  'chat.unmerged',
  'chat.updated',
  'note.added',
])

/** The events that rules can be about, in the order they happened. */
export function triggersOf(events: readonly DomainEvent[], isCascade: boolean): readonly Trigger[] {
  return events.flatMap((event): Trigger[] =>
    isTrigger(event.type) ? [{ kind: 'event', type: event.type, event, chat: event.chat, isCascade }] : [],
  )
}

function isTrigger(type: string): type is EventTrigger {
  return TRIGGERS.has(type)
}

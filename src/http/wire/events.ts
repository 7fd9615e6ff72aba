import type { DomainEvent } from '../../core/thread/event.js'

export interface EventsQuery {
  /**
   * Only events of these chats; one may be named several times. An event that names a chat in another role (merged into,
   * split from) counts too.
   * @maxItems 100
   * @items.type integer
   * @items.minimum 1
   */
  readonly chat?: readonly number[]
  /**
   * Only events on these channels.
   * @maxItems 100
   */
  readonly channel?: readonly string[]
  /** Only events of these types. */
  readonly type?: readonly DomainEvent['type'][]
  /**
   * Id of the last event that was seen: the stream goes on behind it. The header `Last-Event-ID` stands before it.
   * @maxLength 200
   */
  readonly after?: string
}

/** What is behind `data:` of each event, and what webhooks bring. */
export interface StreamEvent {
  /** The same wherever and however often it is sent; `Last-Event-ID` and `after` take it. */
  readonly id: string
  readonly type: DomainEvent['type']
  readonly workspace: string
  /** @format date-time */
  readonly at: string
  readonly chat: number
  readonly channel: string
  readonly event: DomainEvent
}

/** Server-sent events: `ready` at the beginning, then an event's type each with a `StreamEvent` as data, `gap` where some are lost. */
export type EventStreamText = string

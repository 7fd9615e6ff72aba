import type { ChatView, DomainEvent, Effect, RefusalCode, Trace } from 'caseline'
import type { ArmedTimer, Contact, Message, Thread } from 'caseline/core'

/** Where a chat's messages begin; it ends where the next one begins. */
export interface Border {
  readonly chat: number
  readonly fromSeq: number
}

/** A thread after a frame. Chats and contacts that didn't change are the same objects as in the frame before. */
export interface ThreadState {
  readonly key: string
  readonly channel: string
  readonly customer: Pick<Contact, 'id' | 'name' | 'email' | 'phone' | 'language' | 'tags' | 'fields'>
  readonly current: number | null
  readonly lastSeq: number
  /** In order, tombstones included. */
  readonly chats: readonly ChatView[]
  /** Of chats that live, by seq. */
  readonly borders: readonly Border[]
  readonly timers: readonly ArmedTimer[]
  /** As the engine keeps it, for figures; a running desk counts its own. */
  readonly thread?: Thread
}

export interface FrameRefusal {
  readonly code: RefusalCode | 'faulty-rules' | 'failed'
  /** The engine's sentence, English. */
  readonly message: string
  /** The chat to look at instead. */
  readonly number?: number
  readonly guards?: readonly { readonly guard: string; readonly params?: unknown; readonly holds: boolean }[]
}

/**
 * What happened at one moment: a decision of the engine, or the clock, rules or presence moved. Frames are numbered from 0;
 * a cursor is the number of the frame after which the world is shown, -1 before the first.
 */
export interface Frame {
  readonly index: number
  /** Index of the act that caused it; -1 in attached mode. */
  readonly act: number
  readonly at: string
  /** The command's type (`customer.message`, `finish`, `timer` …), or `clock`, `rules`, `presence`. */
  readonly type: string
  /** `started`, `appended`, `done` …; `refused` when nothing changed. */
  readonly outcome: string
  readonly refusal: FrameRefusal | null
  /** Key of the thread that it happened in. */
  readonly thread: string | null
  /** The chat that the command ended up in. */
  readonly chat: number | null
  readonly state: ThreadState | null
  /** New and changed messages and notes. */
  readonly messages: readonly Message[]
  readonly events: readonly DomainEvent[]
  readonly effects: readonly Effect[]
  readonly warnings: readonly string[]
  readonly trace: Trace | null
}

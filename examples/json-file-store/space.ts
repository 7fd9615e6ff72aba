// One workspace as plain data: what the file holds.
import type { Contact, JournalEntry, Message, NumberHold, OutboxEntry, Store, ThreadRef } from 'caseline'

export type Thread = NonNullable<Awaited<ReturnType<Store['load']>>['thread']>
export type Timer = Awaited<ReturnType<Store['timers']>>[number]

export interface StoredThread {
  ref: ThreadRef
  thread: Thread
  lastCommand: string
  /** By seq. */
  messages: Message[]
  journal: JournalEntry[]
}

export interface Space {
  lastNumber: number
  /** Numbers that no chat has yet. */
  holds: NumberHold[]
  threads: { [key: string]: StoredThread }
  contacts: { [key: string]: Contact }
  /** By thread and message: the journal entry of the command that brought it. */
  brought: { [key: string]: JournalEntry }
  /** `until`: some node has it until then. */
  timers: { [id: string]: { timer: Timer; until: string } }
  /** In the order in which they were asked for. */
  outbox: { entry: OutboxEntry; until: string }[]
}

export function emptySpace(): Space {
  return { lastNumber: 0, holds: [], threads: {}, contacts: {}, brought: {}, timers: {}, outbox: [] }
}

/** One key of two texts; any texts make different keys. */
export function pair(one: string, other: string): string {
  return JSON.stringify([one, other])
}

/** Threads that hold a message of this id. */
export function holders(space: Space, id: string, channel?: string): readonly StoredThread[] {
  return Object.values(space.threads).filter(
    ({ ref, messages }) => (channel === undefined || ref.channel === channel) && messages.some((one) => one.id === id),
  )
}

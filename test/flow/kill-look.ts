// Everything that a store holds after the kills, read once.
import type { Thread } from '../../src/core/thread/thread.js'
import { type Timer, timersOf } from '../../src/core/thread/timers.js'
import type { JournalEntry, Message, OutboxEntry, Store } from '../../src/index.js'
import { WORKSPACE } from '../desk/make-desk.js'

export interface SeenThread {
  readonly thread: Thread
  readonly messages: readonly Message[]
  readonly journal: readonly JournalEntry[]
}

export interface Seen {
  readonly threads: readonly SeenThread[]
  readonly timers: readonly Timer[]
  /** What the threads say they wait for. */
  readonly expectedTimers: readonly Timer[]
  readonly outbox: readonly OutboxEntry[]
}

export async function look(store: Store): Promise<Seen> {
  const threads = await Promise.all((await keysOf(store)).map((key) => threadSeen(store, key)))
  const byId = (left: Timer, right: Timer) => (left.id < right.id ? -1 : 1)
  return {
    threads,
    timers: (await store.timers(WORKSPACE, { limit: 100_000 })).toSorted(byId),
    expectedTimers: threads.flatMap(({ thread }) => [...timersOf(thread).values()]).sort(byId),
    outbox: await store.outbox(WORKSPACE, { limit: 100_000 }),
  }
}

async function keysOf(store: Store): Promise<readonly string[]> {
  const keys = new Set<string>()
  for (let below = Number.MAX_SAFE_INTEGER; ; ) {
    const found = await store.chats(WORKSPACE, { below, limit: 1000 })
    for (const { thread } of found) keys.add(thread.key)
    const last = found.at(-1)
    if (last === undefined) return [...keys]
    below = last.chat.number
  }
}

async function threadSeen(store: Store, key: string): Promise<SeenThread> {
  const thread = await store.chain(WORKSPACE, key)
  if (thread === null) throw new Error(`No thread ${key}`)
  const chats = thread.chats.map((chat) => chat.number)
  const messages = await store.messages(WORKSPACE, key, { fromSeq: 0, toSeq: thread.lastSeq + 1, chats })
  return { thread, messages, journal: await store.journal(WORKSPACE, key) }
}

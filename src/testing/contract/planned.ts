// Commits that plan something, and what nodes do with it: timers of one's own, messages to be sent, claims and their ends.
import type { Timer } from '../../core/thread/timers.js'
import type { ClaimedEntry, Commit, OutboxEntry, Settlement, Store, ThreadRef } from '../../ports/store.js'
import { present, same } from './check.js'
import { ann, message, minute, prepare, SPACE } from './conversation.js'

export function timer(ref: ThreadRef, chat: number, key: string, due: string): Timer {
  return { id: `${chat}/rule/${key}`, thread: ref.key, chat, kind: 'rule', key, due }
}

export const NO_TIMERS: Commit['timers'] = { set: [], cancelled: [] }

/** Commits a message with other timers than its own. */
export async function withTimers(store: Store, ref: ThreadRef, id: string, timers: Commit['timers']): Promise<void> {
  const { commit } = await prepare(store, ref, message(ref, id))
  same('the commit', await store.commit(SPACE, { ...commit, timers }), 'committed')
}

/** Pending timers that are due then, by key. */
export async function dueAt(store: Store, at: string, limit = 100): Promise<readonly string[]> {
  return (await store.timers(SPACE, { dueBy: at, limit })).map((one) => one.key)
}

/** An agent's message, which goes into the outbox. */
export async function send(store: Store, ref: ThreadRef, chat: number, text: string, at = minute(1)): Promise<string> {
  const { commit } = await prepare(store, ref, { type: 'agent.message', chat, ...ann, text, attachments: [] }, at)
  same('the commit', await store.commit(SPACE, commit), 'committed')
  return present('an effect', commit.outbox[0]).id
}

/** Claims for a minute, unless told otherwise. */
export async function rung(store: Store, at: number, limit = 100, until = at + 1): Promise<readonly string[]> {
  const claim = { now: minute(at), until: minute(until), limit }
  return (await store.claimTimers(SPACE, claim)).map((one) => one.key)
}

export function taken(store: Store, at: number, limit = 100, until = at + 1): Promise<readonly ClaimedEntry[]> {
  return store.claimOutbox(SPACE, { now: minute(at), until: minute(until), limit })
}

/** The one entry that can be taken. */
export async function takeOne(store: Store, at: number, until = at + 1): Promise<ClaimedEntry> {
  const entries = await taken(store, at, 100, until)
  same('entries that can be taken', entries.length, 1)
  return present('the entry', entries[0])
}

export function settle(
  store: Store,
  { thread, effect, attempts }: ClaimedEntry,
  next: Settlement['next'],
  error?: string,
): Promise<void> {
  const settlement = { thread, effect: effect.id, attempt: attempts, next }
  return store.settleOutbox(SPACE, error === undefined ? settlement : { ...settlement, error })
}

export const effectIds = (entries: readonly OutboxEntry[]): readonly string[] => entries.map(({ effect }) => effect.id)

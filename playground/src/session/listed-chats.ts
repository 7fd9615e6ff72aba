// Chats that the desk lists but whose beginnings no loaded entry tells: shown as they are now, from the first moment on
// at which they can have been there.
import type { ChatView } from 'caseline'
import type { JournalThread } from './desk-journal.js'
import type { ThreadState } from './frame.js'

/**
 * Chats of one customer belong together by their links. Those that are linked with a thread of the journal come under its
 * key, the others under one of their own, `listed:<number>`.
 */
export function listedThreads(
  listed: readonly ChatView[],
  threads: ReadonlyMap<string, JournalThread>,
): ReadonlyMap<string, readonly ChatView[]> {
  const keyOf = new Map<number, string>()
  for (const { key, chats } of threads.values()) for (const { view } of chats) keyOf.set(view.number, key)
  const byNumber = new Map(listed.map((view) => [view.number, view]))
  const found = new Map<string, ChatView[]>()
  const seen = new Set<number>()
  for (const start of listed) {
    if (seen.has(start.number)) continue
    const group: ChatView[] = []
    const left = [start.number]
    for (let number = left.pop(); number !== undefined; number = left.pop()) {
      const view = byNumber.get(number)
      if (view === undefined || seen.has(number)) continue
      seen.add(number)
      group.push(view)
      for (const next of [view.previous, view.next, view.mergedInto, view.splitFrom]) if (next !== null) left.push(next)
    }
    const linked = group.flatMap(({ number, previous, next, mergedInto }) =>
      [number, previous, next, mergedInto].flatMap((one) => (one === null ? [] : (keyOf.get(one) ?? []))),
    )
    const key = linked[0] ?? `listed:${Math.min(...group.map(({ number }) => number))}`
    found.set(key, [...(found.get(key) ?? []), ...group.sort((one, other) => one.number - other.number)])
  }
  return found
}

/** A thread of which only the list is known. */
export function listedState(key: string, chats: readonly ChatView[]): ThreadState {
  const living = chats.filter(({ state }) => state !== 'merged')
  const first = chats[0]
  return {
    key,
    channel: first?.channel ?? '',
    customer: {
      id: first?.customer ?? '',
      name: null,
      email: null,
      phone: null,
      language: null,
      tags: [],
      fields: {},
    },
    current: living.at(-1)?.number ?? null,
    lastSeq: 0,
    chats,
    borders: [],
    timers: chats.flatMap(({ number, autoFinishAt }) =>
      autoFinishAt === null
        ? []
        : [{ chat: number, kind: 'silence' as const, rule: null, workflow: null, due: autoFinishAt }],
    ),
  }
}

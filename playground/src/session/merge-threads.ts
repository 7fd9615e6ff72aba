import type { JournalChat, JournalThread } from './desk-journal.js'

/** Pages tell threads as they are when they are read: of each chat the latest telling counts. */
export function mergeThreads(
  known: ReadonlyMap<string, JournalThread>,
  told: readonly JournalThread[],
): ReadonlyMap<string, JournalThread> {
  if (told.length === 0) return known
  const merged = new Map(known)
  for (const thread of told) {
    const chats = new Map<number, JournalChat>()
    for (const chat of [...(merged.get(thread.key)?.chats ?? []), ...thread.chats]) {
      const before = chats.get(chat.view.number)
      if (before === undefined || before.view.version <= chat.view.version) chats.set(chat.view.number, chat)
    }
    merged.set(thread.key, { ...thread, chats: [...chats.values()] })
  }
  return merged
}

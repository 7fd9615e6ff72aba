import { isLive } from '../../../core/chat/lifecycle.js'
import type { HistoryPage, ServiceStore } from '../../../ports/service-store.js'
import type { ThreadHistory } from '../../../ports/thread-history.js'
import { type MemoryThread, wholeThread } from '../memory-thread.js'
import type { Workspace } from '../workspace.js'

/** In the order in which threads began: `after` is how many were looked at. */
export function historyPage(
  { threads }: Workspace,
  { after, limit, since, channel }: Parameters<ServiceStore['histories']>[1],
): HistoryPage {
  const from = Number(after ?? 0)
  const seen = [...threads.values()].slice(from, from + limit)
  const isAsked = ({ ref, chats, journal }: MemoryThread): boolean => {
    if (channel !== undefined && ref.channel !== channel) return false
    const at = journal.at(-1)?.command.at
    return since === undefined || at === undefined || at >= since || chats.some((chat) => isLive(chat.lifecycle.state))
  }
  return { threads: seen.filter(isAsked).map(historyOf), next: seen.length < limit ? null : String(from + limit) }
}

export function historiesOf({ threads }: Workspace, keys: readonly string[]): readonly ThreadHistory[] {
  return keys.flatMap((key) => {
    const entry = threads.get(key)
    return entry === undefined ? [] : [historyOf(entry)]
  })
}

function historyOf(entry: MemoryThread): ThreadHistory {
  return { thread: wholeThread(entry), journal: entry.journal }
}

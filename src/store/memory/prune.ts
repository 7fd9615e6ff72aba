import { isLive } from '../../core/chat/lifecycle.js'
import type { JournalEntry, Pruned, PruneRequest } from '../../ports/store.js'
import type { MemoryThread } from './memory-thread.js'
import type { Workspace } from './workspace.js'

/** Takes away what is older, at most `limit` of each kind. */
export function prune(space: Workspace, request: PruneRequest): Pruned {
  const left = { journal: request.limit, messages: request.limit, outbox: request.limit }
  const gone = new Set<JournalEntry>()
  for (const thread of space.threads.values()) {
    left.journal -= pruneJournal(thread, request.journalBefore ?? '', left.journal, gone)
    left.messages -= pruneMessages(space, thread, request.messagesBefore ?? '', left.messages)
  }
  if (gone.size > 0) space.log.forget(gone)
  for (const entry of space.outbox.all()) {
    const isOld =
      (entry.state === 'failed' || entry.state === 'maybe-sent') && entry.effect.at < (request.outboxBefore ?? '')
    if (isOld && left.outbox > 0 && space.outbox.discard(entry.effect.id)) left.outbox -= 1
  }
  return {
    journal: request.limit - left.journal,
    messages: request.limit - left.messages,
    outbox: request.limit - left.outbox,
  }
}

function pruneJournal(thread: MemoryThread, before: string, limit: number, gone: Set<JournalEntry>): number {
  const old = thread.journal.filter(({ command }) => command.at < before).slice(0, limit)
  if (old.length === 0) return 0
  for (const entry of old) gone.add(entry)
  thread.journal = thread.journal.filter((entry) => !gone.has(entry))
  const kept = new Set(thread.journal)
  for (const [id, entry] of thread.journalOf) if (!kept.has(entry)) thread.journalOf.delete(id)
  return old.length
}

function pruneMessages(space: Workspace, thread: MemoryThread, before: string, limit: number): number {
  const current = thread.chats[thread.places.get(thread.head.current ?? 0) ?? -1]
  const keptFrom =
    current !== undefined && isLive(current.lifecycle.state) ? current.firstSeq : Number.POSITIVE_INFINITY
  let count = 0
  for (const message of thread.messages) {
    if (count === limit) break
    if (message === undefined || message.at >= before || message.seq >= keptFrom) continue
    count += 1
    delete thread.messages[message.seq - 1]
    thread.seqOf.delete(message.id)
    const holders = (space.messageThreads.get(message.id) ?? []).filter((ref) => ref.key !== thread.ref.key)
    if (holders.length === 0) space.messageThreads.delete(message.id)
    else space.messageThreads.set(message.id, holders)
  }
  return count
}

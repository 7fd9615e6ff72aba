// Reads every thread once, whole, in constant memory. The chat that a thread began with stays its first for good, whatever is
// split, merged or started meanwhile, so each thread is found by it exactly once.
import { isLive } from '../core/chat/lifecycle.js'
import { currentChat, type Thread } from '../core/thread/thread.js'
import type { JournalEntry, Store, StoredChat } from '../ports/store.js'

const PAGE = 500
/** Threads that are read side by side. */
const AT_ONCE = 8

export interface WholeThread {
  /** With every chat of its chain. */
  readonly thread: Thread
  readonly journal: readonly JournalEntry[]
}

export interface ThreadsRequest {
  readonly channel?: string
  /** Leaves out threads in which nothing but notes and changes of details can have happened since, and no chat is live. Milliseconds since 1970. */
  readonly since: number
  readonly signal?: AbortSignal
}

export async function* readThreads(
  store: Store,
  workspace: string,
  { channel, since, signal }: ThreadsRequest,
): AsyncGenerator<WholeThread> {
  let below: number | undefined
  for (;;) {
    signal?.throwIfAborted()
    const page = await store.chats(workspace, {
      limit: PAGE,
      ...(channel === undefined ? {} : { channel }),
      ...(below === undefined ? {} : { below }),
    })
    const keys = page.filter((one) => isWanted(one, since)).map(({ thread }) => thread.key)
    for (let at = 0; at < keys.length; at += AT_ONCE) {
      signal?.throwIfAborted()
      const read = await Promise.all(keys.slice(at, at + AT_ONCE).map((key) => wholeThread(store, workspace, key)))
      for (const one of read) if (one !== null) yield one
    }
    below = page.at(-1)?.chat.number
    if (below === undefined || page.length < PAGE) return
  }
}

export async function wholeThread(store: Store, workspace: string, key: string): Promise<WholeThread | null> {
  const thread = await store.chain(workspace, key)
  return thread === null ? null : { thread, journal: await store.journal(workspace, key) }
}

function isWanted({ thread, chat }: StoredChat, since: number): boolean {
  if (chat.previous !== null) return false
  const current = currentChat(thread)
  return current === null || isLive(current.lifecycle.state) || lastAt(thread, current) >= since
}

/** When the thread last moved: whatever was split, merged or undone, the current chat remembers. */
function lastAt({ automatedAt }: Thread, { startedAt, lifecycle, parts }: StoredChat['chat']): number {
  const moments = [
    startedAt,
    lifecycle.reopenedAt,
    lifecycle.finish?.at,
    ...parts.map((part) => part.lastHuman?.at),
    automatedAt.at(-1),
  ]
  return Math.max(...moments.map((at) => (at == null ? 0 : Date.parse(at))))
}

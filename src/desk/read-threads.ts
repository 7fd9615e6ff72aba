// Reads every thread once, whole, in constant memory. Stores with a `service` hand threads out by themselves, without the
// reasons that most of a journal is. Of any other store threads are found by the chat that they began with: it stays the
// first for good, whatever is split, merged or started meanwhile, so each thread is found exactly once.
import { isLive } from '../core/chat/lifecycle.js'
import { currentChat } from '../core/thread/thread.js'
import type { ServiceStore } from '../ports/service-store.js'
import type { Store, StoredChat } from '../ports/store.js'
import type { ThreadHistory } from '../ports/thread-history.js'
import { hasService } from './has-service.js'
import { sinceOf } from './writable-moment.js'

/** Chats, or threads, of one read. */
const PAGE = 500
const THREADS = 200
/** Threads that are read side by side. */
const AT_ONCE = 8

export interface ThreadsRequest {
  readonly channel?: string
  /** Leaves out threads in which nothing but notes and changes of details can have happened since, and no chat is live. Milliseconds since 1970. */
  readonly since: number
  readonly signal?: AbortSignal
}

export async function* readThreads(
  store: Store,
  workspace: string,
  request: ThreadsRequest,
): AsyncGenerator<ThreadHistory> {
  const service = serviceOf(store)
  yield* service === null ? readByChats(store, workspace, request) : readByPages(service, workspace, request)
}

/** Of these threads, in any order. */
export async function historiesOf(
  store: Store,
  workspace: string,
  keys: readonly string[],
): Promise<readonly ThreadHistory[]> {
  const service = serviceOf(store)
  if (service !== null) return keys.length === 0 ? [] : service.historiesOf(workspace, keys)
  const read: (ThreadHistory | null)[] = []
  for (let at = 0; at < keys.length; at += AT_ONCE)
    read.push(...(await Promise.all(keys.slice(at, at + AT_ONCE).map((key) => historyOf(store, workspace, key)))))
  return read.filter((one) => one !== null)
}

async function* readByPages(
  service: Pick<ServiceStore, 'histories'>,
  workspace: string,
  { channel, since, signal }: ThreadsRequest,
): AsyncGenerator<ThreadHistory> {
  let after: string | null = null
  do {
    signal?.throwIfAborted()
    const page = await service.histories(workspace, {
      after,
      limit: THREADS,
      ...sinceOf(since),
      ...(channel === undefined ? {} : { channel }),
    })
    yield* page.threads
    after = page.next
  } while (after !== null)
}

async function* readByChats(
  store: Store,
  workspace: string,
  { channel, since, signal }: ThreadsRequest,
): AsyncGenerator<ThreadHistory> {
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
      yield* await historiesOf(store, workspace, keys.slice(at, at + AT_ONCE))
    }
    below = page.at(-1)?.chat.number
    if (below === undefined || page.length < PAGE) return
  }
}

async function historyOf(store: Store, workspace: string, key: string): Promise<ThreadHistory | null> {
  const thread = await store.chain(workspace, key)
  return thread === null ? null : { thread, journal: await store.journal(workspace, key) }
}

function serviceOf(store: Store): Pick<ServiceStore, 'histories' | 'historiesOf'> | null {
  return hasService(store) ? store.service : null
}

function isWanted({ thread, chat }: StoredChat, since: number): boolean {
  if (chat.previous !== null) return false
  const current = currentChat(thread)
  return current === null || isLive(current.lifecycle.state) || lastAt(thread, current) >= since
}

/** When the thread last moved: whatever was split, merged or undone, the current chat remembers. */
function lastAt({ automatedAt }: StoredChat['thread'], { startedAt, lifecycle, parts }: StoredChat['chat']): number {
  const moments = [
    startedAt,
    lifecycle.reopenedAt,
    lifecycle.finish?.at,
    ...parts.map((part) => part.lastHuman?.at),
    automatedAt.at(-1),
  ]
  return Math.max(...moments.map((at) => (at == null ? 0 : Date.parse(at))))
}

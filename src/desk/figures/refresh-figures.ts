// Makes the facts of threads that moved anew, by the core's fold alone: what a store adds up and what a fold over the journals
// gives can't differ in what a figure means.
import { packDays } from '../../core/statistics/packed-facts.js'
import { threadFigures } from '../../core/statistics/thread-figures.js'
import type { CountedThread, FigureStore, StaleThread } from '../../ports/figure-store.js'
import { sinceOf } from '../writable-moment.js'

/** Threads of one write; their rows are locked for some 20 ms. */
const THREADS = 100
/** A thread in which somebody writes all the time is read again so often; then its old facts stand. */
const TRIES = 5

export interface RefreshRequest {
  /** Only threads that moved since, or have a live chat. Milliseconds since 1970; default: all. */
  readonly since?: number
  readonly channel?: string
  readonly signal?: AbortSignal | undefined
  /** Told after each batch how many threads were counted anew so far. */
  readonly onProgress?: ((threads: number) => void) | undefined
}

/** Answers how many threads were counted anew. */
export async function refreshFigures(
  figures: FigureStore,
  workspace: string,
  { since = Number.NEGATIVE_INFINITY, channel, signal, onProgress }: RefreshRequest = {},
): Promise<number> {
  const asked = {
    limit: THREADS,
    ...sinceOf(since),
    ...(channel === undefined ? {} : { channel }),
  }
  let count = 0
  let after: string | null = null
  do {
    for (let attempt = 1; ; attempt += 1) {
      signal?.throwIfAborted()
      const page = await figures.stale(workspace, { ...asked, after })
      const kept = page.threads.length === 0 ? 0 : await figures.keep(workspace, page.threads.map(counted))
      count += kept
      // What was kept is stale no more: the same page again holds the others.
      if (kept < page.threads.length && attempt < TRIES) continue
      after = page.next
      break
    }
    onProgress?.(count)
  } while (after !== null)
  return count
}

function counted({ thread, journal, token }: StaleThread): CountedThread {
  const { facts, endless, chats, prunedChats } = threadFigures(thread, journal)
  return { key: thread.key, token, chats, prunedChats, days: packDays(thread, facts, endless()) }
}

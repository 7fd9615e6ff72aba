// A feed over a test's store, and readers that remember what they were told.
import { eventFeed, type Feed, type FeedReader } from '../../src/desk/feed.js'
import type { LogEntry, ServedStore } from '../../src/ports/service-store.js'
import { memoryStore } from '../../src/store/memory/memory-store.js'
import { makeDesk, type Place, WORKSPACE } from './make-desk.js'

export interface FeedPlace extends Place {
  readonly store: ServedStore
  readonly feed: Feed
  readonly errors: unknown[]
  /** Calls of `service.log`. */
  readonly reads: () => number
  /** The next calls of `service.log` fail so many times. */
  readonly fail: (times: number) => void
}

export async function feedPlace(store: ServedStore = memoryStore()): Promise<FeedPlace> {
  const place = await makeDesk({ store })
  const errors: unknown[] = []
  let reads = 0
  let failing = 0
  const fail = (times: number): void => {
    failing = times
  }
  const service: ServedStore['service'] = {
    ...store.service,
    log: async (...asked) => {
      reads += 1
      if (failing > 0) {
        failing -= 1
        throw new Error('The store is down')
      }
      return store.service.log(...asked)
    },
  }
  const feed = eventFeed({
    workspace: WORKSPACE,
    service,
    clock: place.clock,
    desk: place.desk,
    onError: (error) => errors.push(error),
  })
  return { ...place, store, feed, errors, reads: () => reads, fail }
}

export interface Following {
  readonly got: LogEntry[]
  readonly gaps: () => number
  readonly close: () => void
  /** Resolves when the reader has ended. */
  readonly ended: Promise<void>
}

export function collect(reader: FeedReader): Following {
  const got: LogEntry[] = []
  let gaps = 0
  const ended = (async () => {
    for (let batch = await reader.read(); batch !== null; batch = await reader.read()) {
      if (batch.isGap) gaps += 1
      got.push(...batch.entries)
    }
  })()
  return { got, gaps: () => gaps, close: reader.close, ended }
}

export async function everything(store: ServedStore, after: string): Promise<readonly LogEntry[]> {
  const page = await store.service.log(WORKSPACE, after, 100_000)
  return page.entries
}

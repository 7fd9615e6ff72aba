// Virtual time only goes forward, so several histories (files; the dialogs of a full Telegram export) are merged by time.
import type { HistoryEntry } from './entry.js'
import type { ReadingEvents } from './problem.js'

/** Takes the earliest of the next entries each time; equal moments in the order of the sources. */
export async function* mergeByTime(sources: readonly AsyncIterable<HistoryEntry>[]): AsyncGenerator<HistoryEntry> {
  const readers = sources.map((source) => source[Symbol.asyncIterator]())
  try {
    const heads = await Promise.all(readers.map((reader) => reader.next()))
    for (;;) {
      let first = -1
      let earliest: HistoryEntry | null = null
      for (const [index, head] of heads.entries()) {
        if (head.done === true || (earliest !== null && head.value.at >= earliest.at)) continue
        earliest = head.value
        first = index
      }
      const reader = readers[first]
      if (earliest === null || reader === undefined) return
      yield earliest
      heads[first] = await reader.next()
    }
  } finally {
    await Promise.all(readers.map((reader) => reader.return?.()))
  }
}

/** Reports each entry that is dated before the one in front of it; it still goes on, as one that arrives late. */
export async function* reportDisorder(
  entries: AsyncIterable<HistoryEntry>,
  source: string,
  events: ReadingEvents,
): AsyncGenerator<HistoryEntry> {
  let latest = ''
  for await (const entry of entries) {
    if (entry.at < latest) {
      const message = `dated ${entry.at}, before the one in front of it (${latest}): taken as arriving late`
      events.onProblem({ code: 'out-of-order', message, source, line: entry.place?.line ?? 0, field: 'at' })
    } else latest = entry.at
    yield entry
  }
}

/** Everything in memory, put in order of time; entries of one moment stay as they were. */
export async function* sorted(entries: AsyncIterable<HistoryEntry>): AsyncGenerator<HistoryEntry> {
  const all: HistoryEntry[] = []
  for await (const entry of entries) all.push(entry)
  all.sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0))
  yield* all
}

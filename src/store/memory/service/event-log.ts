// What was committed, in order: an array. Places are `era.number`; the era is when the store was made, since a client may
// come back with a place of the process before.
import type { LogEntry, LogPage, LogPlace } from '../../../ports/service-store.js'
import type { JournalEntry, ThreadRef } from '../../../ports/store.js'
import { StoreError } from '../../../ports/store-error.js'

export interface EventLog {
  readonly add: (thread: ThreadRef, entry: JournalEntry) => void
  readonly page: (after: LogPlace, limit: number) => LogPage
  readonly entry: (place: LogPlace) => LogEntry | null
  readonly end: () => LogPlace
  readonly at: (moment: string) => LogPlace
  /** Pruned from the journal. */
  readonly forget: (entries: ReadonlySet<JournalEntry>) => void
}

interface Logged {
  readonly number: number
  readonly thread: ThreadRef
  readonly entry: JournalEntry
}

const PLACE = /^(0|[1-9]\d{0,9})\.(0|[1-9]\d{0,14})$/

export function isMemoryPlace(text: string): boolean {
  return PLACE.test(text)
}

/** `era`: grows from process to process. */
export function eventLog(era: number): EventLog {
  let logged: Logged[] = []
  let last = 0
  /** The highest number that was pruned, and the latest moment. */
  let pruned = { number: 0, at: Number.NEGATIVE_INFINITY }
  const placeOf = (number: number): LogPlace => `${era}.${number}`
  const entryOf = ({ number, thread, entry }: Logged): LogEntry => ({
    place: placeOf(number),
    at: entry.command.at,
    command: entry.command.id,
    thread: thread.key,
    channel: thread.channel,
    chat: entry.chat,
    events: entry.events,
  })
  return {
    add: (thread, entry) => {
      last += 1
      logged.push({ number: last, thread, entry })
    },
    page: (after, limit) => {
      const asked = parse(after)
      if (asked.era > era || (asked.era === era && asked.number > last)) {
        return { entries: [], next: placeOf(last), isGap: true }
      }
      const isOld = asked.era < era
      const from = isOld ? 0 : asked.number
      const start = firstAbove(logged, from)
      const rows = logged.slice(start, start + limit)
      const read = rows.at(-1)?.number ?? from
      const next = rows.length === limit ? read : Math.max(read, pruned.number)
      return {
        entries: rows.filter(({ entry }) => entry.events.length > 0).map(entryOf),
        next: placeOf(next),
        isGap: isOld || (pruned.number > from && pruned.number <= next),
      }
    },
    entry: (place) => {
      const asked = parse(place)
      const found = logged[firstAbove(logged, asked.number - 1)]
      return asked.era === era && found?.number === asked.number ? entryOf(found) : null
    },
    end: () => placeOf(last),
    at: (moment) => {
      const wanted = Date.parse(moment)
      const first = logged.find(({ entry }) => Date.parse(entry.command.at) >= wanted)?.number ?? last + 1
      return placeOf((wanted <= pruned.at ? Math.min(first, pruned.number) : first) - 1)
    },
    forget: (entries) => {
      for (const { number, entry } of logged) {
        if (!entries.has(entry)) continue
        const at = Date.parse(entry.command.at)
        pruned = { number: Math.max(pruned.number, number), at: Math.max(pruned.at, at) }
      }
      logged = logged.filter(({ entry }) => !entries.has(entry))
    },
  }
}

function parse(place: LogPlace): { readonly era: number; readonly number: number } {
  const [, era, number] = PLACE.exec(place) ?? []
  if (era === undefined) throw new StoreError('invalid-data', `No place of the log: ${place.slice(0, 100)}`)
  return { era: Number(era), number: Number(number) }
}

/** Numbers rise; halving finds the index of the first one above. */
function firstAbove(logged: readonly Logged[], number: number): number {
  let [low, high] = [0, logged.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((logged[middle]?.number ?? 0) > number) high = middle
    else low = middle + 1
  }
  return low
}

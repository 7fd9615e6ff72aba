// The last entries that a node read from the log, for everybody who follows it. Places are opaque, so a reader finds
// his own by equality: he is either at a place that stands here, or he reads for himself until he is.
import type { LogEntry, LogPage, LogPlace } from '../ports/service-store.js'

/** An entry has some kilobytes; what fell out is read from the store by those who need it. */
const KEPT = 256

export interface RecentEntries {
  /** Where to read on. */
  readonly tip: () => LogPlace
  /** Begins anew, with nothing, behind this place. */
  readonly reset: (tip: LogPlace) => void
  /** A page that was read behind the tip, without a gap. */
  readonly append: (page: LogPage) => void
  /** What stands behind a place; `null`: the place isn't here. */
  readonly behind: (place: LogPlace) => readonly LogEntry[] | null
}

export function recentEntries(kept = KEPT): RecentEntries {
  let entries: LogEntry[] = []
  /** Number of the first of `entries`, counted from the beginning of this node's time. */
  let first = 0
  /** By place: the number of the entry behind it. Oldest first. */
  let numbers = new Map<LogPlace, number>()
  let tip = ''
  const reset = (place: LogPlace): void => {
    entries = []
    numbers = new Map([[place, first]])
    tip = place
  }
  return {
    tip: () => tip,
    reset,
    append: ({ entries: more, next }) => {
      for (const entry of more) {
        entries.push(entry)
        numbers.set(entry.place, first + entries.length)
      }
      numbers.set(next, first + entries.length)
      tip = next
      const spare = entries.length - kept
      if (spare <= 0) return
      entries = entries.slice(spare)
      first += spare
      for (const [place, number] of numbers) {
        if (number >= first) break
        numbers.delete(place)
      }
    },
    behind: (place) => {
      const number = numbers.get(place)
      return number === undefined ? null : entries.slice(number - first)
    },
  }
}

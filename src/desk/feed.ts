// Follows the log's end for everybody on this node who wants to know what happens. One loop reads the end; a reader asks
// for what stands behind his own place, gets it from what the loop read lately, and from the store where that isn't
// enough. Nothing is pushed and nothing queues up for a reader: a slow one only stands further back, so memory is bounded,
// and joining the others is exact because a place has one successor whoever reads it.
import type { Clock } from '../ports/clock.js'
import type { LogEntry, LogPlace, ServiceStore } from '../ports/service-store.js'
import type { Desk } from './desk.js'
import { recentEntries } from './recent-entries.js'
import { sleepUntil } from './sleep-until.js'
import { troublePause } from './trouble-pause.js'

/** How often the end is looked at for what other nodes committed, while anybody follows. */
const POLL_MS = 250
/** Own commits are read at once, but a busy desk's not more often than this. */
const PACE_MS = 20
/** An own commit isn't in the log before older transactions have ended: so many looks in a row before it may wait for the next poll. */
const LOOKS_FOR_OWN = 4
/** Entries of one read. */
const PAGE = 200

export interface FeedOptions {
  readonly workspace: string
  readonly service: Pick<ServiceStore, 'log' | 'logEnd'>
  readonly clock: Clock
  /** Its commits are looked for at once. */
  readonly desk: Pick<Desk, 'subscribe'>
  readonly onError: (error: unknown) => void
}

export interface FeedBatch {
  readonly entries: readonly LogEntry[]
  /** Everything up to here has been read with it. */
  readonly place: LogPlace
  /** Entries before these were pruned before they could be read. */
  readonly isGap: boolean
}

/** One reader; one call of `read` at a time. */
export interface FeedReader {
  /** What comes next, waiting for it; `null`: the reader or the feed was ended. Trouble of the store is waited out. */
  readonly read: () => Promise<FeedBatch | null>
  readonly close: () => void
}

export interface Feed {
  readonly start: () => void
  /** Readers end. Resolves when nothing is under way any more. */
  readonly stop: () => Promise<void>
  /** Reads on from behind a place. */
  readonly follow: (after: LogPlace) => FeedReader
  /** The place of now. Rejects with the store's trouble. */
  readonly end: () => Promise<LogPlace>
}

export function eventFeed({ workspace, service, clock, desk, onError }: FeedOptions): Feed {
  const recent = recentEntries()
  const stopping = new AbortController()
  const waiting = new Set<() => void>()
  let changes = 0
  let following = 0
  let isStarted = false
  let loop: { readonly abort: AbortController; readonly done: Promise<void> } | null = null
  let alarm = new AbortController()
  /** Looks that are still to be made for own commits. */
  let looks = 0
  let ending: Promise<void> = Promise.resolve()
  let unsubscribe = (): void => undefined

  const tell = (): void => {
    changes += 1
    for (const wake of [...waiting]) wake()
  }
  const look = async (): Promise<boolean> => {
    const tip = recent.tip()
    const page = await service.log(workspace, tip, PAGE)
    const hasMoved = page.next !== tip
    // Whoever stands before a gap must find it himself.
    if (page.isGap) recent.reset(page.next)
    else if (hasMoved) recent.append(page)
    if (page.entries.length > 0 || page.isGap) {
      looks = Math.min(looks, 2)
      tell()
    }
    return hasMoved && (page.entries.length === 0 || page.entries.length >= PAGE)
  }
  const run = async (signal: AbortSignal): Promise<void> => {
    let failures = 0
    let isAtEnd = false
    while (!signal.aborted) {
      alarm = new AbortController()
      looks = Math.max(0, looks - 1)
      const began = performance.now()
      try {
        if (!isAtEnd) {
          recent.reset(await service.logEnd(workspace))
          isAtEnd = true
          // Whoever looked before the end was known may have missed what came in between.
          tell()
        }
        const isMore = await look()
        failures = 0
        if (isMore) continue
      } catch (error) {
        failures += 1
        onError(error)
        await clock.sleep(troublePause(failures), signal)
        continue
      }
      if (looks === 0) await sleepUntil(clock, POLL_MS, [signal, alarm.signal])
      const rest = PACE_MS - (performance.now() - began)
      if (looks > 0 && rest > 0) await new Promise((resolve) => setTimeout(resolve, rest))
    }
  }
  /** The loop runs while somebody follows. */
  const settle = (): void => {
    const isNeeded = isStarted && following > 0 && !stopping.signal.aborted
    if (isNeeded && loop === null) {
      const abort = new AbortController()
      const before = ending
      loop = { abort, done: before.then(() => run(abort.signal)) }
    } else if (!isNeeded && loop !== null) {
      loop.abort.abort()
      ending = loop.done
      loop = null
    }
  }

  const follow = (after: LogPlace): FeedReader => {
    let place = after
    const closing = new AbortController()
    let wakeMe = (): void => undefined
    const isOver = (): boolean => closing.signal.aborted || stopping.signal.aborted
    const change = (seen: number): Promise<void> => {
      if (changes !== seen || isOver()) return Promise.resolve()
      return new Promise((resolve) => {
        wakeMe = () => {
          waiting.delete(wakeMe)
          resolve()
        }
        waiting.add(wakeMe)
      })
    }
    const read = async (): Promise<FeedBatch | null> => {
      let failures = 0
      while (!isOver()) {
        const seen = changes
        const known = recent.behind(place)?.slice(0, PAGE)
        const last = known?.at(-1)
        if (known !== undefined && last !== undefined) {
          place = last.place
          return { entries: known, place, isGap: false }
        }
        if (known === undefined) {
          try {
            const page = await service.log(workspace, place, PAGE)
            failures = 0
            const hasMoved = page.next !== place
            if (isOver()) break
            place = page.next
            if (page.entries.length > 0 || page.isGap) return { entries: page.entries, place, isGap: page.isGap }
            if (hasMoved) continue
          } catch (error) {
            failures += 1
            onError(error)
            await sleepUntil(clock, troublePause(failures), [closing.signal, stopping.signal])
            continue
          }
        }
        await change(seen)
      }
      return null
    }
    following += 1
    settle()
    return {
      read,
      close: () => {
        if (closing.signal.aborted) return
        closing.abort()
        following -= 1
        settle()
        wakeMe()
      },
    }
  }

  return {
    start: () => {
      if (isStarted) return
      isStarted = true
      unsubscribe = desk.subscribe(() => {
        if (loop === null) return
        looks = LOOKS_FOR_OWN
        if (!alarm.signal.aborted) alarm.abort()
      })
      settle()
    },
    stop: async () => {
      stopping.abort()
      unsubscribe()
      settle()
      tell()
      await ending
    },
    follow,
    end: () => service.logEnd(workspace),
  }
}

import type { Clock } from '../ports/clock.js'

/** Looks again at least this often: other nodes may have planned something. */
const LONGEST_SLEEP_MS = 1_000
/** While all deliveries are under way only timers are looked at, this often. */
const BUSY_SLEEP_MS = 200

export interface Worker {
  readonly start: () => void
  /** Resolves when what is under way is done. */
  readonly stop: () => Promise<void>
  /** Something may be due earlier than was known. */
  readonly wake: () => void
}

export interface Work {
  /** Rings some due timers; whether there were any. */
  readonly ring: () => Promise<boolean>
  /** Begins at most so many deliveries. */
  readonly begin: (limit: number) => Promise<readonly Promise<unknown>[]>
  /** Deliveries under way at most: a slow one takes its place and holds up nothing else. */
  readonly slots: number
  readonly nextDue: () => Promise<string | null>
  readonly onError: (error: unknown) => void
}

/** Does what is due, sleeps until the next is, and goes on after a failure. */
export function worker(clock: Clock, { ring, begin, slots, nextDue, onError }: Work): Worker {
  let running: { readonly abort: AbortController; readonly done: Promise<void> } | null = null
  let alarm = new AbortController()
  const underWay = new Set<Promise<unknown>>()

  // Each abort makes an exception with its stack, 10 µs: not for every message of a desk whose worker sleeps on or never began.
  const wake = (): void => {
    if (running !== null && !alarm.signal.aborted) alarm.abort()
  }
  const deliver = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted && underWay.size < slots) {
      const begun = await begin(slots - underWay.size)
      if (begun.length === 0) return
      for (const delivery of begun) {
        const ended = delivery.catch(onError).then(() => {
          underWay.delete(ended)
          // Its thread's next may go.
          wake()
        })
        underWay.add(ended)
      }
    }
  }
  const loop = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      alarm = new AbortController()
      let pause = LONGEST_SLEEP_MS
      try {
        const begun = Date.parse(clock.now())
        const hasRung = await ring()
        await deliver(signal)
        // Many timers hold up no message: it gets its turn between two batches.
        if (hasRung) continue
        if (underWay.size >= slots) pause = BUSY_SLEEP_MS
        else {
          const next = await nextDue()
          // It fell due during the round, which had looked already; a clock that stands would never wake from a pause.
          if (next !== null && Date.parse(next) > begun && Date.parse(next) <= Date.parse(clock.now())) continue
          if (next !== null) pause = Math.min(Math.max(Date.parse(next) - Date.parse(clock.now()), 0), LONGEST_SLEEP_MS)
        }
      } catch (error) {
        // Trouble outside (a store that is down): nothing was written, so the next round does it.
        onError(error)
      }
      await clock.sleep(Math.max(pause, 1), AbortSignal.any([signal, alarm.signal]))
    }
  }
  return {
    start: () => {
      if (running !== null) return
      const abort = new AbortController()
      running = { abort, done: loop(abort.signal) }
    },
    stop: async () => {
      const ending = running
      running = null
      ending?.abort.abort()
      await ending?.done
      await Promise.all(underWay)
    },
    wake,
  }
}

import type { Clock } from '../ports/clock.js'
import { sleepUntil } from './sleep-until.js'

/** Looks again at least this often: other nodes may have planned something. */
const LONGEST_SLEEP_MS = 1_000
/** While what is due is in other hands, or all deliveries are under way, looks are this far apart. */
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
  const deliver = async (signal: AbortSignal): Promise<boolean> => {
    let hasBegun = false
    while (!signal.aborted && underWay.size < slots) {
      const begun = await begin(slots - underWay.size)
      if (begun.length === 0) break
      hasBegun = true
      for (const delivery of begun) {
        const ended = delivery.catch(onError).then(() => {
          underWay.delete(ended)
          // Its thread's next may go.
          wake()
        })
        underWay.add(ended)
      }
    }
    return hasBegun
  }
  const loop = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      alarm = new AbortController()
      let pause = LONGEST_SLEEP_MS
      try {
        // One look is all that an idle worker costs.
        const next = await nextDue()
        const wait = next === null ? LONGEST_SLEEP_MS : Date.parse(next) - Date.parse(clock.now())
        if (wait <= 0) {
          const hasRung = await ring()
          const hasBegun = await deliver(signal)
          // Many timers hold up no message: it gets its turn between two batches.
          if (hasRung || hasBegun) continue
          // What is due is in other hands, or all slots are taken.
          pause = BUSY_SLEEP_MS
        } else pause = Math.min(wait, LONGEST_SLEEP_MS)
      } catch (error) {
        // Trouble outside (a store that is down): nothing was written, so the next round does it.
        onError(error)
      }
      await sleepUntil(clock, pause, [signal, alarm.signal])
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

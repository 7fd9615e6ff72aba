import type { Clock } from '../ports/clock.js'

/** Looks again at least this often: other nodes may have planned something. */
const LONGEST_SLEEP_MS = 1_000

export interface Worker {
  readonly start: () => void
  readonly stop: () => Promise<void>
  /** Something may be due earlier than was known. */
  readonly wake: () => void
}

/** Runs what is due, sleeps until the next is, and goes on after a failure. */
export function worker(
  clock: Clock,
  runDue: (signal: AbortSignal) => Promise<unknown>,
  nextDue: () => Promise<string | null>,
  onError: (error: unknown) => void,
): Worker {
  let running: { readonly abort: AbortController; readonly done: Promise<void> } | null = null
  let alarm = new AbortController()
  const loop = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      alarm = new AbortController()
      let pause = LONGEST_SLEEP_MS
      try {
        const begun = Date.parse(clock.now())
        await runDue(signal)
        const next = await nextDue()
        // It fell due during the round, which had looked already; a clock that stands would never wake from a pause.
        if (next !== null && Date.parse(next) > begun && Date.parse(next) <= Date.parse(clock.now())) continue
        if (next !== null) pause = Math.min(Math.max(Date.parse(next) - Date.parse(clock.now()), 0), LONGEST_SLEEP_MS)
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
    },
    // Each abort makes an exception with its stack, 10 µs: not for every message of a desk whose worker sleeps on or never began.
    wake: () => {
      if (running !== null && !alarm.signal.aborted) alarm.abort()
    },
  }
}

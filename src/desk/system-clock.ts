import type { Clock } from '../ports/clock.js'

/** The machine's time. */
export function systemClock(): Clock {
  return {
    now: () => new Date().toISOString(),
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve()
        const done = (): void => {
          clearTimeout(timer)
          signal.removeEventListener('abort', done)
          resolve()
        }
        const timer = setTimeout(done, ms)
        signal.addEventListener('abort', done)
      }),
  }
}

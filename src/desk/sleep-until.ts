import type { Clock } from '../ports/clock.js'

/**
 * Sleeps until the time is over or one of the signals aborts. `AbortSignal.any` says the same, but Node 20 keeps some of
 * every signal that it made for as long as the lasting one lives: at the pace of our loops, tens of megabytes a day.
 */
export async function sleepUntil(clock: Clock, ms: number, signals: readonly AbortSignal[]): Promise<void> {
  if (signals.some(({ aborted }) => aborted)) return
  const waking = new AbortController()
  const wake = (): void => waking.abort()
  for (const signal of signals) signal.addEventListener('abort', wake)
  try {
    await clock.sleep(ms, waking.signal)
  } finally {
    for (const signal of signals) signal.removeEventListener('abort', wake)
  }
}

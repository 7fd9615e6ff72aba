import type { Clock } from '../ports/clock.js'
import { troublePause } from './trouble-pause.js'

export interface Looking {
  readonly clock: Clock
  /** Milliseconds between two looks. */
  readonly everyMs: number
  readonly signal: AbortSignal
  readonly look: () => Promise<void>
  readonly onError: (error: unknown) => void
}

/** Looks again and again until the signal aborts; a store in trouble is left alone for longer each time. */
export async function keepLooking({ clock, everyMs, signal, look, onError }: Looking): Promise<void> {
  let failures = 0
  while (!signal.aborted) {
    await clock.sleep(failures === 0 ? everyMs : troublePause(failures), signal)
    if (signal.aborted) return
    try {
      await look()
      failures = 0
    } catch (error) {
      failures += 1
      onError(error)
    }
  }
}

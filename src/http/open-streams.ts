// The streams that are open on this node: how many a key has, and that they end when their key is revoked or the service
// stops. Keys are asked for once for all their streams.
import type { Clock } from '../ports/clock.js'
import type { ServiceStore } from '../ports/service-store.js'
import { fail } from './problem.js'

const LOOK_MS = 2_000
/** Seconds after which another stream may have ended. */
const PAUSE = 5

export interface OpenStreams {
  /** Throws `rate-limited` when the key has as many as it may. Call the answer's `close` when the stream has ended. */
  readonly open: (key: string | null) => OpenStream
  /** Ends all and takes no more. */
  readonly end: () => void
}

export interface OpenStream {
  readonly ending: AbortSignal
  readonly close: () => void
}

export interface OpenStreamsOptions {
  readonly kept: Pick<ServiceStore, 'key'>
  readonly clock: Clock
  readonly perKey: number
  readonly onError: (error: unknown) => void
}

export function openStreams({ kept, clock, perKey, onError }: OpenStreamsOptions): OpenStreams {
  const streams = new Map<string | null, Set<AbortController>>()
  const stopping = new AbortController()
  let isLooking = false

  const look = async (): Promise<void> => {
    for (const [key, own] of [...streams]) {
      if (key === null) continue
      try {
        const stored = await kept.key(key)
        if (stored === null || stored.revokedAt !== null) for (const one of own) one.abort()
      } catch (error) {
        // They live on until it can be asked again; nobody gets a new one meanwhile.
        onError(error)
      }
    }
  }
  const keepLooking = async (): Promise<void> => {
    if (isLooking) return
    isLooking = true
    while (!stopping.signal.aborted && [...streams.keys()].some((key) => key !== null)) {
      await clock.sleep(LOOK_MS, stopping.signal)
      if (!stopping.signal.aborted) await look()
    }
    isLooking = false
  }
  return {
    open: (key) => {
      if (stopping.signal.aborted) fail('unavailable', 'The service is stopping', { retryAfter: PAUSE })
      const own = streams.get(key) ?? new Set()
      if (own.size >= perKey)
        fail('rate-limited', `This key has ${perKey} streams open, as many as it may`, { retryAfter: PAUSE })
      const ending = new AbortController()
      own.add(ending)
      streams.set(key, own)
      if (key !== null) keepLooking().catch(onError)
      return {
        ending: ending.signal,
        close: () => {
          own.delete(ending)
          if (own.size === 0 && streams.get(key) === own) streams.delete(key)
        },
      }
    },
    end: () => {
      stopping.abort()
      for (const own of streams.values()) for (const one of own) one.abort()
    },
  }
}

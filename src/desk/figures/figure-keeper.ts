// Counts anew what moved, in the background, so that statistics find it done. One node at a time does it; without any it is
// done when somebody asks.
import type { Clock } from '../../ports/clock.js'
import type { ServiceStore } from '../../ports/service-store.js'
import { keepLooking } from '../keep-looking.js'
import { later } from '../later.js'
import { refreshFigures } from './refresh-figures.js'

const POLL_MS = 60_000
/** How long another node waits for one that died at it. */
const LEASE_MS = 120_000
const LEASE = 'figures'

export interface FigureKeeperOptions {
  readonly workspace: string
  readonly service: ServiceStore
  readonly clock: Clock
  readonly onError: (error: unknown) => void
}

export interface FigureKeeper {
  readonly start: () => void
  /** Resolves when what is under way is done. */
  readonly stop: () => Promise<void>
}

export function figureKeeper({ workspace, service, clock, onError }: FigureKeeperOptions): FigureKeeper {
  const stopping = new AbortController()
  const { signal } = stopping
  const holder = crypto.randomUUID()
  let running: Promise<void> = Promise.resolve()
  const take = (): Promise<boolean> => {
    const now = clock.now()
    return service.takeLease(workspace, { name: LEASE, holder, now, until: later(now, LEASE_MS) })
  }
  const look = async (): Promise<void> => {
    const { figures } = service
    if (figures === undefined || !(await take())) return
    try {
      let taken = Date.parse(clock.now())
      await refreshFigures(figures, workspace, {
        signal,
        onProgress: () => {
          const now = Date.parse(clock.now())
          if (now - taken < LEASE_MS / 2) return
          taken = now
          take().catch(onError)
        },
      })
    } catch (error) {
      if (!signal.aborted) throw error
    } finally {
      await service.dropLease(workspace, { name: LEASE, holder })
    }
  }
  return {
    start: () => {
      running = keepLooking({ clock, everyMs: POLL_MS, signal, look, onError })
    },
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}

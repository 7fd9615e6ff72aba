import type { LogPlace, ServiceStore } from '../ports/service-store.js'
import type { EventPosition } from './event-id.js'
import { type LiveEvent, liveEvents } from './live-event.js'

export interface Resumed {
  /** What is left of the entry that the reader was cut off in. */
  readonly rest: readonly LiveEvent[]
  /** Read on from behind this place. */
  readonly after: LogPlace
  /** The entry is no longer there, so what was left of it is lost. */
  readonly isGap: boolean
}

/** Where a reader goes on that has seen everything up to a position; `null`: no event ever had that number. */
export async function resume(
  service: Pick<ServiceStore, 'logEntry'>,
  workspace: string,
  { place, seen }: EventPosition,
): Promise<Resumed | null> {
  if (seen === null) return { rest: [], after: place, isGap: false }
  const entry = await service.logEntry(workspace, place)
  if (entry === null) return { rest: [], after: place, isGap: true }
  if (seen > entry.events.length) return null
  return { rest: liveEvents(workspace, entry, seen), after: place, isGap: false }
}

import type { LogEntry, LogPlace, ServedStore } from '../../../ports/service-store.js'
import { ContractError } from '../check.js'
import { SPACE } from '../conversation.js'

/** Before everything. */
export function beginning({ service }: ServedStore, space = SPACE): Promise<LogPlace> {
  return service.logAt(space, '1970-01-01T00:00:00.000Z')
}

export interface Read {
  readonly entries: readonly LogEntry[]
  readonly next: LogPlace
  /** How many pages told of a gap. */
  readonly gaps: number
}

/** Page by page until the place stays. */
export async function readOn({ service }: ServedStore, after: LogPlace, limit = 100, space = SPACE): Promise<Read> {
  const entries: LogEntry[] = []
  let gaps = 0
  let place = after
  for (let pages = 0; pages < 10_000; pages += 1) {
    const page = await service.log(space, place, limit)
    entries.push(...page.entries)
    gaps += page.isGap ? 1 : 0
    if (page.next === place) return { entries, next: place, gaps }
    place = page.next
  }
  throw new ContractError('the log never ends', place, after)
}

// The journal as a log: pages of it, and what is missing from it.
import type { LogEntry, LogPlace, ServiceStore } from '../../ports/service-store.js'
import { type Ask, present } from './ask.js'
import { isBehind, isSqlPlace, placeBefore, placeParams } from './log-place.js'
import { LOG, LOG_AT, LOG_END, LOG_ENTRY } from './statements/log.js'

interface StoredPage {
  readonly entries: readonly LogEntry[] | null
  readonly pruned: LogPlace | null
  readonly end: LogPlace
}

interface StoredMoment {
  readonly first: LogPlace | null
  readonly pruned: LogPlace | null
  readonly end: LogPlace
}

export function serviceLog(ask: Ask): Pick<ServiceStore, 'log' | 'logEntry' | 'logEnd' | 'logAt' | 'isLogPlace'> {
  return {
    log: async (workspace, after, limit) => {
      const asked = { ...placeParams(after), limit }
      const { entries, pruned, end } = present(await ask.value<StoredPage>(workspace, LOG, asked))
      if (isBehind(after, end)) return { entries: [], next: end, isGap: true }
      const read = entries?.at(-1)?.place ?? after
      // What is pruned beyond the end may have something slip in before it.
      const isPassed = pruned !== null && isBehind(pruned, read) && !isBehind(pruned, end)
      const next = isPassed && (entries?.length ?? 0) < limit ? pruned : read
      return {
        entries: (entries ?? []).filter(({ events }) => events.length > 0),
        next,
        isGap: pruned !== null && isBehind(pruned, after) && !isBehind(pruned, next),
      }
    },
    logEntry: async (workspace, place) => ask.value(workspace, LOG_ENTRY, placeParams(place)),
    logEnd: async (workspace) => present(await ask.text(workspace, LOG_END)),
    logAt: async (workspace, moment) => {
      const { first, pruned, end } = present(await ask.value<StoredMoment>(workspace, LOG_AT, moment))
      const before = first === null ? end : placeBefore(first)
      return pruned !== null && isBehind(before, pruned) ? placeBefore(pruned) : before
    },
    isLogPlace: isSqlPlace,
  }
}

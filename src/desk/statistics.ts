import type { Schedule } from '../core/schedule/schedule.js'
import { countStatistics, type Statistics, type StatisticsRequest } from '../core/statistics/count-statistics.js'
import type { Store } from '../ports/store.js'
import { readThreads } from './read-threads.js'
import { refuse } from './refused-error.js'

export interface ReadingOptions {
  /** Ends the reading; what comes then is the signal's reason. */
  readonly signal?: AbortSignal
  /** Told every now and then how many threads were read. */
  readonly onProgress?: (threads: number) => void
}

/** More groups than anybody reads, and all of them stay in memory. */
const MAX_GROUPS = 10_000

/** Reads every thread that moved since `from`. What happens meanwhile may be in it or not. `schedules`: those that may be named. */
export async function readStatistics(
  store: Store,
  workspace: string,
  request: StatisticsRequest,
  { signal, onProgress }: ReadingOptions = {},
  schedules: ReadonlyMap<string, Schedule> = new Map(),
): Promise<Statistics> {
  const opened = countStatistics(request, schedules)
  if (!opened.ok) return refuse('invalid', opened.message, { pointer: `/${opened.field}` })
  const { add, groups, sum, period } = opened.count
  const { channel } = request
  const threads = readThreads(store, workspace, {
    since: period.from,
    ...(channel === undefined ? {} : { channel }),
    ...(signal === undefined ? {} : { signal }),
  })
  let read = 0
  for await (const { thread, journal } of threads) {
    add(thread, journal)
    read += 1
    if (read % 100 === 0) onProgress?.(read)
    if (groups() > MAX_GROUPS)
      return refuse('too-large', `More than ${MAX_GROUPS} groups: narrow the period, or export the chats`, {
        pointer: '/groupBy',
      })
  }
  return sum()
}

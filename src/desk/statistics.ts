import type { Schedule } from '../core/schedule/schedule.js'
import { countStatistics, type Statistics, type StatisticsRequest } from '../core/statistics/count-statistics.js'
import type { Store } from '../ports/store.js'
import { readKept } from './figures/read-kept.js'
import { hasService } from './has-service.js'
import { readThreads } from './read-threads.js'
import { refuse } from './refused-error.js'

export interface ReadingOptions {
  /** Ends the reading; what comes then is the signal's reason. */
  readonly signal?: AbortSignal
  /** Told every now and then how many threads were read; where figures are kept, how many were counted anew. */
  readonly onProgress?: (threads: number) => void
}

/** More groups than anybody reads, and all of them stay in memory. */
const MAX_GROUPS = 10_000

/** Adds up what the store keeps of the period, or reads every thread that moved since `from`. What happens meanwhile may be in it or not. `schedules`: those that may be named. */
export async function readStatistics(
  store: Store,
  workspace: string,
  request: StatisticsRequest,
  { signal, onProgress }: ReadingOptions = {},
  schedules: ReadonlyMap<string, Schedule> = new Map(),
): Promise<Statistics> {
  const opened = countStatistics(request, schedules)
  if (!opened.ok) return refuse('invalid', opened.message, { pointer: `/${opened.field}` })
  const { count } = opened
  const check = (): void => {
    if (count.groups() <= MAX_GROUPS) return
    refuse('too-large', `More than ${MAX_GROUPS} groups: narrow the period, or export the chats`, {
      pointer: '/groupBy',
    })
  }
  const { channel, compare = false } = request
  const figures = hasService(store) ? store.service.figures : undefined
  if (figures !== undefined) {
    await readKept(figures, workspace, count, { channel, isCompared: compare, signal, onProgress, check })
    return count.sum()
  }
  const threads = readThreads(store, workspace, {
    since: count.period.from,
    ...(channel === undefined ? {} : { channel }),
    ...(signal === undefined ? {} : { signal }),
  })
  let read = 0
  for await (const { thread, journal } of threads) {
    count.add(thread, journal)
    read += 1
    if (read % 100 === 0) onProgress?.(read)
    check()
  }
  return count.sum()
}

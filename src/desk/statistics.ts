import { type PeriodRequest, readPeriod } from '../core/statistics/period.js'
import { GROUPINGS, type Grouping, type StatisticsSums, statisticsFold } from '../core/statistics/statistics.js'
import type { Store } from '../ports/store.js'
import { readThreads } from './read-threads.js'
import { refuse } from './refused-error.js'

export interface StatisticsRequest extends PeriodRequest {
  readonly groupBy?: Grouping
  /** Only this channel. */
  readonly channel?: string
}

export interface Statistics extends StatisticsSums {
  /** ISO 8601 UTC; `null`: from the beginning. */
  readonly from: string | null
  /** Not included; `null`: no end. */
  readonly to: string | null
  readonly zone: string
  readonly groupBy: Grouping | null
}

export interface ReadingOptions {
  /** Ends the reading; what comes then is the signal's reason. */
  readonly signal?: AbortSignal
  /** Told every now and then how many threads were read. */
  readonly onProgress?: (threads: number) => void
}

/** More groups than anybody reads, and all of them stay in memory. */
const MAX_GROUPS = 10_000

/** Reads every thread that moved since `from`. What happens meanwhile may be in it or not. */
export async function readStatistics(
  store: Store,
  workspace: string,
  request: StatisticsRequest,
  { signal, onProgress }: ReadingOptions = {},
): Promise<Statistics> {
  const read = readPeriod(request)
  if (!read.ok) return refuse('invalid', read.message, { pointer: `/${read.field}` })
  const { period } = read
  const groupBy = groupingOf(request.groupBy)
  const fold = statisticsFold(period, groupBy)
  const { channel } = request
  const threads = readThreads(store, workspace, {
    since: period.from,
    ...(channel === undefined ? {} : { channel }),
    ...(signal === undefined ? {} : { signal }),
  })
  let count = 0
  for await (const { thread, journal } of threads) {
    fold.add(thread, journal)
    count += 1
    if (count % 100 === 0) onProgress?.(count)
    if (fold.groups() > MAX_GROUPS)
      return refuse('too-large', `More than ${MAX_GROUPS} groups: narrow the period, or export the chats`, {
        pointer: '/groupBy',
      })
  }
  return { from: momentOf(period.from), to: momentOf(period.to), zone: period.clock.zone, groupBy, ...fold.sum() }
}

function groupingOf(groupBy: string | undefined): Grouping | null {
  if (groupBy === undefined) return null
  const known = GROUPINGS.find((one) => one === groupBy)
  return known ?? refuse('invalid', `groupBy must be one of ${GROUPINGS.join(', ')}`, { pointer: '/groupBy' })
}

function momentOf(instant: number): string | null {
  return Number.isFinite(instant) ? new Date(instant).toISOString() : null
}

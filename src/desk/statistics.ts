import type { Schedule } from '../core/schedule/schedule.js'
import { openTime } from '../core/statistics/durations.js'
import { GROUPINGS, type Grouping } from '../core/statistics/grouping.js'
import { type PeriodRequest, readPeriod } from '../core/statistics/period.js'
import { type StatisticsSums, statisticsFold } from '../core/statistics/statistics.js'
import type { Store } from '../ports/store.js'
import { readThreads } from './read-threads.js'
import { refuse } from './refused-error.js'

export interface StatisticsRequest extends PeriodRequest {
  readonly groupBy?: Grouping
  /** Only this channel. */
  readonly channel?: string
  /** A schedule of the rules in force: durations are also given in its open hours. */
  readonly schedule?: string
  /** With the same messages as one endless chat for each thread. Default false. */
  readonly compare?: boolean
}

export interface Statistics extends StatisticsSums {
  /** ISO 8601 UTC; `null`: from the beginning. */
  readonly from: string | null
  /** Not included; `null`: no end. */
  readonly to: string | null
  readonly zone: string
  readonly groupBy: Grouping | null
  /** Whose open hours `businessHours` are. */
  readonly schedule: { readonly name: string; readonly zone: string } | null
}

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
  const read = readPeriod(request)
  if (!read.ok) return refuse('invalid', read.message, { pointer: `/${read.field}` })
  const { period } = read
  const groupBy = groupingOf(request.groupBy)
  const schedule = scheduleOf(request.schedule, schedules)
  const fold = statisticsFold(period, {
    groupBy,
    business: schedule === null ? null : openTime(schedule),
    isCompared: request.compare === true,
  })
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
  return {
    from: momentOf(period.from),
    to: momentOf(period.to),
    zone: period.clock.zone,
    groupBy,
    schedule: schedule === null ? null : { name: schedule.name, zone: schedule.zone },
    ...fold.sum(),
  }
}

function groupingOf(groupBy: string | undefined): Grouping | null {
  if (groupBy === undefined) return null
  const known = GROUPINGS.find((one) => one === groupBy)
  return known ?? refuse('invalid', `groupBy must be one of ${GROUPINGS.join(', ')}`, { pointer: '/groupBy' })
}

function scheduleOf(name: string | undefined, schedules: ReadonlyMap<string, Schedule>): Schedule | null {
  if (name === undefined) return null
  const names = [...schedules.keys()]
  const known = names.length === 0 ? 'the rules in force have none' : `there are ${names.join(', ')}`
  return schedules.get(name) ?? refuse('invalid', `There is no schedule ${name}: ${known}`, { pointer: '/schedule' })
}

function momentOf(instant: number): string | null {
  return Number.isFinite(instant) ? new Date(instant).toISOString() : null
}

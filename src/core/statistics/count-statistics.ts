// A request for figures, checked and made ready to count: threads go in, figures come out. Who reads the threads, and from
// where, is somebody else's business.
import type { Schedule } from '../schedule/schedule.js'
import type { Thread } from '../thread/thread.js'
import type { Recorded } from './activations-of.js'
import { openTime } from './durations.js'
import { GROUPINGS, type Grouping } from './grouping.js'
import { type Period, type PeriodRequest, readPeriod } from './period.js'
import { type StatisticsFold, type StatisticsSums, statisticsFold } from './statistics.js'

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

/** Beside threads also what is kept of them goes in. */
export interface StatisticsCount extends Pick<StatisticsFold, 'addDay' | 'addLive' | 'addCoverage' | 'groups'> {
  readonly period: Period
  readonly groupBy: Grouping | null
  /** `thread` with its whole chain; one of another channel than the request's is passed over. */
  readonly add: (thread: Thread, journal: readonly Recorded[]) => void
  /** Once, at the end. */
  readonly sum: () => Statistics
}

export type OpenedCount =
  | { readonly ok: true; readonly count: StatisticsCount }
  | { readonly ok: false; readonly field: keyof StatisticsRequest; readonly message: string }

/** `schedules`: those that may be named. */
export function countStatistics(
  request: StatisticsRequest,
  schedules: ReadonlyMap<string, Schedule> = new Map(),
): OpenedCount {
  const read = readPeriod(request)
  if (!read.ok) return read
  const { period } = read
  const groupBy = GROUPINGS.find((one) => one === request.groupBy) ?? null
  if (groupBy === null && request.groupBy !== undefined)
    return { ok: false, field: 'groupBy', message: `groupBy must be one of ${GROUPINGS.join(', ')}` }
  const schedule = request.schedule === undefined ? null : (schedules.get(request.schedule) ?? null)
  if (schedule === null && request.schedule !== undefined)
    return { ok: false, field: 'schedule', message: noSchedule(request.schedule, [...schedules.keys()]) }
  const { add, sum, ...fold } = statisticsFold(period, {
    groupBy,
    business: schedule === null ? null : openTime(schedule),
    isCompared: request.compare === true,
  })
  return {
    ok: true,
    count: {
      ...fold,
      period,
      groupBy,
      add: (thread, journal) => {
        if (request.channel === undefined || request.channel === thread.channel) add(thread, journal)
      },
      sum: () => ({
        from: momentOf(period.from),
        to: momentOf(period.to),
        zone: period.clock.zone,
        groupBy,
        schedule: schedule === null ? null : { name: schedule.name, zone: schedule.zone },
        ...sum(),
      }),
    },
  }
}

function noSchedule(name: string, names: readonly string[]): string {
  const known = names.length === 0 ? 'the rules in force have none' : `there are ${names.join(', ')}`
  return `There is no schedule ${name}: ${known}`
}

function momentOf(instant: number): string | null {
  return Number.isFinite(instant) ? new Date(instant).toISOString() : null
}

import type { Figures } from '../../core/statistics/figures.js'
import type { GroupKey } from '../../core/statistics/grouping.js'

export interface StatsQuery {
  /** A day such as 2026-03-01 in `zone`, or an ISO 8601 moment with its zone. Left out: from the beginning. */
  readonly from?: string
  /** Not included. Left out: no end. */
  readonly to?: string
  /** IANA time zone of days; default UTC. */
  readonly zone?: string
  readonly groupBy?: 'channel' | 'agent' | 'customer' | 'day' | 'month' | 'weekday' | 'hour' | 'weekday-hour'
  /** Only this channel. */
  readonly channel?: string
  /** Name of a schedule of the rules in force: durations are also given in its open hours. */
  readonly schedule?: string
  /** Also the total of the same messages as one endless chat for each thread. */
  readonly compare?: boolean
}

/** Durations are milliseconds of the clock and belong to the stretch of work that they happened in. */
export interface StatsView {
  /** `null`: from the beginning. */
  readonly from: string | null
  /** Not included; `null`: no end. */
  readonly to: string | null
  readonly zone: string
  readonly groupBy: StatsQuery['groupBy'] | null
  /** Whose open hours `businessHours` are; `null`: none was named. */
  readonly schedule: StatsSchedule | null
  readonly total: Figures
  /** `null` without `groupBy`. */
  readonly groups: readonly StatsGroup[] | null
  /** The total as one endless chat for each thread; `null` without `compare`. */
  readonly endless: Figures | null
  readonly coverage: StatsCoverage
}

export interface StatsSchedule {
  readonly name: string
  /** IANA time zone. */
  readonly zone: string
}

export interface StatsGroup extends Figures {
  readonly key: GroupKey
}

export interface StatsCoverage {
  /** Threads that were read. */
  readonly threads: number
  readonly chats: number
  /** Chats whose journal was (partly) pruned: figures of old times are too low. */
  readonly prunedChats: number
}

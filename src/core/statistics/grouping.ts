import type { Thread } from '../thread/thread.js'
import type { LocalTime } from './local-times.js'

/** `weekday-hour`: the 168 hours of a week. */
export const GROUPINGS = ['channel', 'agent', 'customer', 'day', 'month', 'weekday', 'hour', 'weekday-hour'] as const
export type Grouping = (typeof GROUPINGS)[number]

/** What a group's figures are of. */
export interface GroupKey {
  readonly channel?: string
  /** With its channel: ids are the channel's own. */
  readonly customer?: string
  /** `null`: what no agent did. */
  readonly agent?: string | null
  /** `2026-03-01` or `2026-03`, in the period's zone. */
  readonly day?: string
  readonly month?: string
  /** 1 (Monday) to 7, in the period's zone. */
  readonly weekday?: number
  /** 0 to 23, in the period's zone. An hour that clocks repeat is one group. */
  readonly hour?: number
}

const TIME_KEYS = {
  day: ({ day }: LocalTime): GroupKey => ({ day }),
  month: ({ day }: LocalTime): GroupKey => ({ month: day.slice(0, 7) }),
  weekday: ({ weekday }: LocalTime): GroupKey => ({ weekday }),
  hour: ({ hour }: LocalTime): GroupKey => ({ hour }),
  'weekday-hour': ({ weekday, hour }: LocalTime): GroupKey => ({ weekday, hour }),
}
export type TimeGrouping = keyof typeof TIME_KEYS

export function isOfTime(groupBy: Grouping): groupBy is TimeGrouping {
  return groupBy in TIME_KEYS
}

export function timeKey(groupBy: TimeGrouping, at: LocalTime): GroupKey {
  return TIME_KEYS[groupBy](at)
}

export function chatKey(
  groupBy: Exclude<Grouping, TimeGrouping>,
  { channel, customer }: Pick<Thread, 'channel' | 'customer'>,
  agent: string | null,
): GroupKey {
  switch (groupBy) {
    case 'channel':
      return { channel }
    case 'customer':
      return { channel, customer }
    case 'agent':
      return { agent }
    default:
      return groupBy satisfies never
  }
}

export function nameOf(key: GroupKey): string {
  return JSON.stringify(Object.values(key))
}

/** Numbers by size (9 before 10), all else as text. */
export function inOrder(left: GroupKey, right: GroupKey): number {
  const { weekday = 0, hour = 0 } = left
  const byTime = weekday - (right.weekday ?? 0) || hour - (right.hour ?? 0)
  return byTime || (nameOf(left) < nameOf(right) ? -1 : 1)
}

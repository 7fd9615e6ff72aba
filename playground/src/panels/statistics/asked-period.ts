import type { StatisticsRequest } from 'caseline/core'
import type { Counting } from '../../shell/view-state.js'
import { dayAfter, dayIn } from './days.js'

/** Periods up to here are drawn by day, longer ones by month. */
const MOST_DAYS = 92

/** What is asked, but for the groups. `at`: the moment that days are counted back from. */
export function requestOf(counting: Counting, zone: string, at: string): StatisticsRequest {
  const { channel, schedule, isCompared } = counting
  return {
    zone,
    ...periodOf(counting, zone, at),
    ...(channel === null ? {} : { channel }),
    ...(schedule === null ? {} : { schedule }),
    ...(isCompared ? { compare: true } : {}),
  }
}

function periodOf({ span, from, to }: Counting, zone: string, at: string): Pick<StatisticsRequest, 'from' | 'to'> {
  if (span === 'all') return {}
  if (span !== 'own') return { from: dayAfter(dayIn(zone, at), 1 - Number(span)) }
  return { ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to: dayAfter(to, 1) }) }
}

export interface Pace {
  readonly by: 'day' | 'month'
  /** Days; `null`: that of the first group. */
  readonly first: string | null
  readonly last: string
}

/** How a period is drawn. `began`: when what is counted began; `null`: nobody knows. */
export function paceOf(counting: Counting, zone: string, began: string | null, at: string): Pace {
  const { from, to } = periodOf(counting, zone, at)
  const first = from ?? (began === null ? null : dayIn(zone, began))
  const last = to === undefined ? dayIn(zone, at) : dayAfter(to, -1)
  const isShort = first !== null && dayAfter(first, MOST_DAYS) >= last
  return { by: isShort ? 'day' : 'month', first, last }
}

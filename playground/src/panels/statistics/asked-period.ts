import type { StatisticsRequest } from 'caseline/core'
import type { Counting } from '../../shell/view-state.js'

const DAY = 86_400_000
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

/** `day` or `month`, and the first and last of them. `began`: when what is counted began. */
export function pacesOf(counting: Counting, zone: string, began: string, at: string) {
  const { from, to } = periodOf(counting, zone, at)
  const first = from ?? dayIn(zone, began)
  const last = to === undefined ? dayIn(zone, at) : dayAfter(to, -1)
  const isLong = (Date.parse(last) - Date.parse(first)) / DAY > MOST_DAYS
  const by = isLong ? ('month' as const) : ('day' as const)
  return { by, places: isLong ? monthsFrom(first, last) : daysFrom(first, last) }
}

function dayIn(zone: string, at: string): string {
  // Swedish dates are ISO dates.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(Date.parse(at))
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10)
}

function daysFrom(first: string, last: string): readonly string[] {
  const days: string[] = []
  for (let day = first; day <= last; day = dayAfter(day, 1)) days.push(day)
  return days
}

function monthsFrom(first: string, last: string): readonly string[] {
  const months: string[] = []
  for (let day = `${first.slice(0, 7)}-15`; day.slice(0, 7) <= last.slice(0, 7); ) {
    months.push(day.slice(0, 7))
    day = `${dayAfter(day, 30).slice(0, 7)}-15`
  }
  return months
}

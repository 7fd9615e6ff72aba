// Wall-clock time of one zone. Asking Intl for an offset costs 2-3 µs, so offsets are kept per UTC day:
// one number for nearly every day, and the moment of the change on a day that has one.
import { IANAZone } from 'luxon'

/** Milliseconds to add to UTC. `from`: since this moment. */
interface OffsetSpan {
  readonly from: number
  readonly offset: number
}

export interface ZoneClock {
  readonly zone: string
  /** Milliseconds east of UTC at that moment. */
  readonly offsetAt: (instant: number) => number
  /** When the wall clock first shows this time (given as if it were UTC) or a later one: in a repeated hour the first time round, in a missing hour the jump. */
  readonly firstAt: (wall: number) => number
  /** From when on the wall clock never again shows an earlier time: in a repeated hour the second time round, in a missing hour the jump. */
  readonly lastAt: (wall: number) => number
}

const dayLength = 86_400_000
/** No zone was ever farther from UTC than 15:57. */
const reach = 16 * 3_600_000
/** Days kept, about 11 years; then it starts anew. */
const keptDays = 4_000
/** What zones are called; offsets such as `+03:00` are known to newer engines only. */
const zoneName = /^[A-Za-z][A-Za-z0-9_+\-/]{0,99}$/

/** `null`: no such zone. */
export function zoneClock(zone: string): ZoneClock | null {
  if (typeof zone !== 'string' || !zoneName.test(zone) || !IANAZone.isValidZone(zone)) return null
  const iana = IANAZone.create(zone)
  const days = new Map<number, readonly OffsetSpan[]>()
  const ask = (instant: number): number => Math.round(iana.offset(instant) * 60_000)

  const spansOfDay = (day: number): readonly OffsetSpan[] => {
    const kept = days.get(day)
    if (kept !== undefined) return kept
    const from = day * dayLength
    const before = ask(from)
    const after = ask(from + dayLength)
    const spans = [{ from, offset: before }]
    if (before !== after) spans.push({ from: changeBetween(ask, from, from + dayLength), offset: after })
    if (days.size >= keptDays) days.clear()
    days.set(day, spans)
    return spans
  }

  const offsetAt = (instant: number): number => {
    const spans = spansOfDay(Math.floor(instant / dayLength))
    const last = spans.at(-1)
    return last !== undefined && instant >= last.from ? last.offset : (spans[0]?.offset ?? 0)
  }

  const spansAround = (wall: number): OffsetSpan[] => {
    const spans: OffsetSpan[] = []
    const end = Math.floor((wall + reach) / dayLength)
    for (let day = Math.floor((wall - reach) / dayLength); day <= end; day += 1) {
      for (const span of spansOfDay(day)) if (spans.at(-1)?.offset !== span.offset) spans.push(span)
    }
    return spans
  }

  const firstAt = (wall: number): number => {
    const spans = spansAround(wall)
    for (const [index, { from, offset }] of spans.entries()) {
      const instant = Math.max(from, wall - offset)
      if (instant < (spans[index + 1]?.from ?? Number.POSITIVE_INFINITY)) return instant
    }
    return wall
  }

  const lastAt = (wall: number): number => {
    let until = Number.POSITIVE_INFINITY
    for (const { from, offset } of spansAround(wall).reverse()) {
      if (wall - offset > from) return Math.min(until, wall - offset)
      until = from
    }
    return until
  }

  return { zone, offsetAt, firstAt, lastAt }
}

/** The first millisecond with the new offset. Two changes within one day are not looked for: no zone has them. */
function changeBetween(ask: (instant: number) => number, from: number, to: number): number {
  const before = ask(from)
  let low = from
  let high = to
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (ask(middle) === before) low = middle
    else high = middle
  }
  return high
}

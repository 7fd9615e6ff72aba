// Moments at which schedules and clocks say what comparisons of them want.

import { valueAt } from '../../core/rules/fact-path.js'
import { isClockTime, parseMoment } from '../../core/rules/moment.js'
import { momentOf } from '../../core/schedule/moment-of.js'
import type { Schedule } from '../../core/schedule/schedule.js'
import { type Comparer, compares, hasFixedValue } from './compare.js'
import type { Literal } from './formula.js'
import { DEFAULT_NOW } from './knobs.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const MOST = 3

/** Up to three moments that fit the comparisons of `now` and of schedules; the usual one when nothing is asked. */
export function instantsFor(
  literals: readonly Literal[],
  rules: Comparer & { readonly schedules: ReadonlyMap<string, Schedule> },
): readonly number[] {
  const timed = literals.filter(
    ({ variable, leaf }) => (variable.fact === 'now' || variable.fact === 'schedule') && hasFixedValue(leaf),
  )
  if (timed.length === 0) return [DEFAULT_NOW]
  const fits = (at: number): boolean => {
    const iso = new Date(at).toISOString()
    return timed.every(({ variable, leaf, holds }) => {
      const value = variable.fact === 'now' ? iso : scheduleValue(variable, iso, rules.schedules)
      return compares(leaf, value, leaf.value, at, rules) === holds
    })
  }
  const found: number[] = []
  for (const at of moments(timed, rules.schedules)) {
    if (!found.includes(at) && fits(at)) found.push(at)
    if (found.length === MOST) break
  }
  return found
}

function scheduleValue(
  { params, steps }: Literal['variable'],
  iso: string,
  schedules: ReadonlyMap<string, Schedule>,
): unknown {
  const schedule = typeof params.name === 'string' ? schedules.get(params.name) : undefined
  return schedule === undefined ? undefined : valueAt(momentOf(schedule, iso), steps)
}

/** A week by the hour, then the moments that constants and holidays name, with a minute to both sides. */
function* moments(literals: readonly Literal[], schedules: ReadonlyMap<string, Schedule>): Generator<number> {
  yield DEFAULT_NOW
  const named = new Set(literals.map(({ variable }) => variable.params.name))
  const used = [...schedules].filter(([name]) => named.has(name)).map(([, schedule]) => schedule)
  const bases = [DEFAULT_NOW]
  for (const schedule of used) {
    for (const day of schedule.dated.keys()) bases.push(Date.parse(`${day}T09:00:00Z`))
    for (const day of schedule.yearly.keys())
      bases.push(Date.parse(`2026-${day === '02-29' ? '02-28' : day}T09:00:00Z`))
  }
  for (const { leaf } of literals) {
    for (const one of Array.isArray(leaf.value) ? leaf.value : [leaf.value]) {
      const at = parseMoment(one)
      if (at !== undefined) bases.push(at, at - MINUTE, at + MINUTE)
    }
  }
  for (const base of bases) {
    yield* [base, base - MINUTE, base + MINUTE]
    const span = base === DEFAULT_NOW ? 7 : 1
    for (let hour = -span * 24; hour <= span * 24; hour += 1) yield base + hour * HOUR
  }
  const clocks = literals.flatMap(({ leaf }) => [leaf.value].flat().filter(isClockTime))
  const zones = used.map((schedule) => schedule.clock.offsetAt(DEFAULT_NOW))
  for (let day = 0; day < 7; day += 1) {
    const midnight = Math.floor(DEFAULT_NOW / DAY + day) * DAY
    for (const clock of clocks) {
      const minutes = Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
      for (const offset of zones) for (const beside of [0, -1, 1]) yield midnight + (minutes + beside) * MINUTE - offset
    }
    for (let minute = 0; minute < 1440; minute += 15) yield midnight + minute * MINUTE
  }
}

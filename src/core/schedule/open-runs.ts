// Rules of the calendar:
// - A stretch belongs to the day it starts on. A holiday replaces what starts on it; a stretch that began the evening
//   before runs on into it. A day that the zone skipped (Apia, 2011-12-30) has no stretches.
// - In a missing hour a stretch opens, or closes, when the clock jumps. In a repeated hour it opens the first time
//   round and closes the second, so that nobody is told *closed* who reads an open hour on the wall.
// - Stretches that touch or overlap are one run.
import type { OpenRun, Schedule, SpecialDay } from './schedule.js'
import type { Stretch } from './stretch.js'

const minute = 60_000
const dayLength = 86_400_000
/** Days remembered, over twice the 400 that are searched to either side; then it starts anew. */
const keptDays = 2_000

/** The holiday or special day on that day (days since 1970 on the wall clock), if it is one. */
export function specialDayOn(schedule: Schedule, day: number): SpecialDay | undefined {
  if (schedule.dated.size === 0 && schedule.yearly.size === 0) return undefined
  const date = new Date(day * dayLength).toISOString().slice(0, 10)
  return schedule.dated.get(date) ?? schedule.yearly.get(date.slice(5))
}

/** Monday 0. 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

/** The wall-clock day of a moment, in days since 1970. */
export function dayOf(schedule: Schedule, instant: number): number {
  return Math.floor((instant + schedule.clock.offsetAt(instant)) / dayLength)
}

/** When the day begins: the first moment with its date, or of a later one where the zone skipped it. */
export function startOfDay(schedule: Schedule, day: number): number {
  return schedule.clock.firstAt(day * dayLength)
}

/** Runs from those that start on `firstDay` to those that start on `lastDay`, in order, joined where they touch. The last one may go on after `lastDay`. */
export function* openRuns(schedule: Schedule, firstDay: number, lastDay: number): Generator<OpenRun> {
  let run: OpenRun | undefined
  for (let day = firstDay; day <= lastDay; day += 1) {
    for (const next of stretchesOn(schedule, day)) {
      if (run === undefined) run = next
      else if (next.opens > run.closes) {
        yield run
        run = next
      } else if (next.closes > run.closes) run = { opens: run.opens, closes: next.closes }
    }
  }
  if (run !== undefined) yield run
}

/** What starts on that day, in order, not joined. */
export function stretchesOn(schedule: Schedule, day: number): readonly OpenRun[] {
  const kept = schedule.stretchesByDay.get(day)
  if (kept !== undefined) return kept
  const runs = placeStretches(schedule, day)
  if (schedule.stretchesByDay.size >= keptDays) schedule.stretchesByDay.clear()
  schedule.stretchesByDay.set(day, runs)
  return runs
}

function placeStretches(schedule: Schedule, day: number): readonly OpenRun[] {
  const stretches = specialDayOn(schedule, day)?.stretches ?? schedule.week[weekdayOf(day)] ?? []
  if (stretches.length === 0 || startOfDay(schedule, day) >= startOfDay(schedule, day + 1)) return []
  return stretches.map((stretch) => place(schedule, day, stretch)).filter(({ opens, closes }) => opens < closes)
}

function place({ clock }: Schedule, day: number, { start, end }: Stretch): OpenRun {
  const midnight = day * dayLength
  return {
    opens: clock.firstAt(midnight + start * minute),
    closes: clock.lastAt(midnight + end * minute),
  }
}

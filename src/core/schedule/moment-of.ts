import type { ScheduleMoment } from './calendar.js'
import { formatInstant, parseInstant } from './instant.js'
import { openRuns, specialDayOn, startOfDay, stretchesOn, weekdayOf } from './open-runs.js'
import type { OpenRun, Phase, Schedule } from './schedule.js'
import { weekdays } from './weekdays.js'

const dayLength = 86_400_000
/** How far openings and closings are looked for, in days of the schedule's zone. */
const horizon = 400
/** Days remembered; then it starts anew. */
const keptDays = 1_000

/** What the schedule says of that moment (an ISO time with an offset; others throw RangeError). About 1 µs on a day asked for before. */
export function momentOf(schedule: Schedule, iso: string): ScheduleMoment {
  const instant = parseInstant(iso)
  const wall = instant + schedule.clock.offsetAt(instant)
  const day = Math.floor(wall / dayLength)
  const { open, nextOpening, nextClosing, absence } = phaseAt(phasesOn(schedule, day), instant)
  const special = specialDayOn(schedule, day)
  const minutes = Math.floor((wall - day * dayLength) / 60_000)
  return {
    open,
    kind:
      special === undefined ? (open ? 'business' : 'off-hours') : special.stretches.length > 0 ? 'special' : 'holiday',
    holiday: special?.label ?? null,
    weekday: weekdays[weekdayOf(day)] ?? 'mon',
    time: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`,
    zone: schedule.zone,
    nextOpening,
    nextClosing,
    absence,
  }
}

function phaseAt(phases: readonly Phase[], instant: number): Phase {
  const phase = phases.findLast(({ from }) => from <= instant) ?? phases[0]
  if (phase === undefined) throw new RangeError('A day has at least one phase')
  return phase
}

/** Depends on the day only, never on what was asked before: the same question always has the same answer. */
function phasesOn(schedule: Schedule, day: number): readonly Phase[] {
  const kept = schedule.phasesByDay.get(day)
  if (kept !== undefined) return kept
  const phases = findPhases(schedule, day)
  if (schedule.phasesByDay.size >= keptDays) schedule.phasesByDay.clear()
  schedule.phasesByDay.set(day, phases)
  return phases
}

function findPhases(schedule: Schedule, day: number): readonly Phase[] {
  const begins = startOfDay(schedule, day)
  // The second time round where a repeated hour holds midnight.
  const ends = schedule.clock.lastAt((day + 1) * dayLength)
  const last = startOfDay(schedule, day + horizon + 1)
  const show = (at: number | undefined): string | null => (at === undefined ? null : formatInstant(schedule.clock, at))
  const closing = (run: OpenRun | undefined): string | null => show(run && run.closes < last ? run.closes : undefined)

  const runs = runsUntil(schedule, day, ends)
  const phases: Phase[] = []
  let closed = lastClosing(schedule, day, begins)
  const closedUntil = (next: OpenRun | undefined): void => {
    phases.push({
      from: closed ?? Number.NEGATIVE_INFINITY,
      open: false,
      nextOpening: show(next?.opens),
      nextClosing: closing(next),
      absence: show(closed) ?? 'always',
    })
  }
  for (const [index, run] of runs.entries()) {
    if (run.closes <= begins) continue
    if (run.opens > begins) closedUntil(run)
    if (run.opens >= ends) return phases
    const next = runs[index + 1]
    phases.push({
      from: run.opens,
      open: true,
      nextOpening: show(next?.opens),
      nextClosing: closing(run),
      absence: null,
    })
    if (run.closes >= ends) return phases
    closed = run.closes
  }
  closedUntil(undefined)
  return phases
}

/** From the day before, which may run into this day, to the first run that opens after it. */
function runsUntil(schedule: Schedule, day: number, ends: number): readonly OpenRun[] {
  const runs: OpenRun[] = []
  for (const run of openRuns(schedule, day - 1, day + horizon)) {
    runs.push(run)
    if (run.opens >= ends) break
  }
  return runs
}

/** The last closing at or before the beginning of the day. */
function lastClosing(schedule: Schedule, day: number, begins: number): number | undefined {
  for (let back = 1; back <= horizon; back += 1) {
    if (stretchesOn(schedule, day - back).length === 0) continue
    // A long stretch of the day before that one may close later than any of its own.
    const closings = [back, back + 1].flatMap((days) => stretchesOn(schedule, day - days).map(({ closes }) => closes))
    const past = closings.filter((closes) => closes <= begins)
    if (past.length > 0) return Math.max(...past)
  }
  return undefined
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}

import { openTimeWithin } from '../schedule/open-time.js'
import type { Schedule } from '../schedule/schedule.js'
import type { Durations } from './figures.js'
import { spreadOf } from './spread.js'

/** How long it is from a moment to another, in milliseconds. */
export type Measure = (from: number, until: number) => number

export const clockTime: Measure = (from, until) => until - from

/** Only what is open counts. */
export function openTime(schedule: Schedule): Measure {
  return (from, until) => openTimeWithin(schedule, from, until)
}

/** Values are kept, 8 bytes each, because a median needs them all. */
export interface DurationTally {
  readonly measure: Measure
  readonly add: (what: keyof Durations, ms: number) => void
  /** Once, at the end. */
  readonly sum: () => Durations
}

export function durationTally(measure: Measure): DurationTally {
  const values: { readonly [what in keyof Durations]: number[] } = {
    firstResponse: [],
    reply: [],
    waiting: [],
    timeToFinish: [],
  }
  return {
    measure,
    add: (what, ms) => void values[what].push(ms),
    sum: () => ({
      firstResponse: spreadOf(values.firstResponse),
      reply: spreadOf(values.reply),
      waiting: spreadOf(values.waiting),
      timeToFinish: spreadOf(values.timeToFinish),
    }),
  }
}

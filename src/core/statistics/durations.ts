import { openTimeBetween } from '../schedule/open-time.js'
import type { Schedule } from '../schedule/schedule.js'
import type { Span } from './fact.js'
import type { Durations } from './figures.js'
import { spreadOf } from './spread.js'

/** How long a span is, in milliseconds. */
export type Measure = (span: Span) => number

export const clockTime: Measure = ([from, until]) => Date.parse(until) - Date.parse(from)

/** Only what is open counts. */
export function openTime(schedule: Schedule): Measure {
  return ([from, until]) => openTimeBetween(schedule, from, until)
}

/** Values are kept, 8 bytes each, because a median needs them all. */
export interface DurationTally {
  readonly add: (what: keyof Durations, spans: readonly Span[]) => void
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
    add: (what, spans) => void values[what].push(spans.reduce((sum, span) => sum + measure(span), 0)),
    sum: () => ({
      firstResponse: spreadOf(values.firstResponse),
      reply: spreadOf(values.reply),
      waiting: spreadOf(values.waiting),
      timeToFinish: spreadOf(values.timeToFinish),
    }),
  }
}

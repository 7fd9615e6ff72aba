import { DateTime } from 'luxon'
import { delayedUntil } from '../automation/time-rules.js'
import { momentBefore, parseSpan } from '../rules/duration.js'
import { momentOf } from '../schedule/moment-of.js'
import { addOpenTime } from '../schedule/open-time.js'
import type { CompiledStep } from './compiled-workflow.js'
import type { Running } from './running.js'

export type WaitMoment =
  /** ISO 8601 UTC. */
  | { readonly kind: 'at'; readonly at: string }
  | { readonly kind: 'unknown'; readonly problem: string }
  | { readonly kind: 'never' }

/** Until when a step `wait` waits; `until` is its text as it came out. */
export function waitMoment({ step }: CompiledStep, until: string, { rules, command }: Running): WaitMoment {
  if (!('wait' in step)) throw new TypeError('Only a step `wait` waits for time')
  const { wait } = step
  if ('for' in wait) {
    if (wait.businessHours === undefined) return { kind: 'at', at: delayedUntil(command.at, wait.for) }
    const schedule = rules.schedules.get(wait.businessHours)
    const at = schedule === undefined ? null : addOpenTime(schedule, command.at, wait.for)
    return at === null ? { kind: 'never' } : { kind: 'at', at }
  }
  if ('untilOpen' in wait) {
    const schedule = rules.schedules.get(wait.untilOpen)
    if (schedule === undefined) return { kind: 'never' }
    const { open, nextOpening } = momentOf(schedule, command.at)
    if (open) return { kind: 'at', at: command.at }
    return nextOpening === null ? { kind: 'never' } : { kind: 'at', at: new Date(nextOpening).toISOString() }
  }
  const text = until.trim()
  const moment = DateTime.fromISO(text, { zone: wait.zone ?? 'UTC' })
  // Luxon takes a year, or a time of today, for a moment.
  if (!moment.isValid || !/^\d{4}-\d{2}-\d{2}/u.test(text))
    return { kind: 'unknown', problem: `Not a moment: ${JSON.stringify(text.slice(0, 60))}` }
  const span = parseSpan(wait.minus ?? 'PT0S')
  const at = span === undefined ? moment.toMillis() : momentBefore(moment.toMillis(), span)
  return { kind: 'at', at: new Date(at).toISOString() }
}

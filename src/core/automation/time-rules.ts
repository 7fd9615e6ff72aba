// Time rules (spec 2.2): armed by an event, looked at when due, called off by what happened in between.
import type { Wait } from '../chat/chat.js'
import type { CompiledRule, CompiledRules } from '../rules/compiled-rules.js'
import { momentBefore, parseSpan } from '../rules/duration.js'
import type { DisarmingEvent, TimeTrigger } from '../rules/rule-set.js'
import { addOpenTime } from '../schedule/open-time.js'
import type { Command } from '../thread/command.js'
import type { Draft } from '../thread/draft.js'
import type { DomainEvent } from '../thread/event.js'
import { chatOf, withChat } from '../thread/thread.js'
import type { Context } from './context.js'
import { isForChannel } from './for-channel.js'

const DEFAULT_UNLESS: { readonly [since in TimeTrigger['since']]: readonly DisarmingEvent[] } = {
  'message.received': ['message.sent', 'chat.finished', 'chat.reopened', 'chat.resumed'],
  'message.sent': ['message.received', 'chat.finished', 'chat.reopened', 'chat.resumed'],
  'chat.started': ['message.sent', 'chat.finished', 'chat.reopened', 'chat.resumed'],
  'chat.reopened': ['message.sent', 'chat.finished', 'chat.reopened', 'chat.resumed'],
  'chat.finished': ['message.received', 'message.sent', 'chat.finished', 'chat.reopened', 'chat.resumed'],
}

/** A rule may have several time triggers; each waits under a name of its own. */
export function waitName(rule: CompiledRule, index: number): string {
  return `${rule.rule.id}@${index}`
}

export interface NamedTimeTrigger {
  readonly rule: CompiledRule
  readonly time: TimeTrigger
}

export function timeTriggerOf(rules: CompiledRules | null, name: string): NamedTimeTrigger | null {
  for (const rule of rules?.timeRules ?? []) {
    for (const [index, time] of rule.timeTriggers.entries()) {
      if (waitName(rule, index) === name) return { rule, time }
    }
  }
  return null
}

/** When a time trigger is due, counted from its anchor; `null` when its schedule never opens for long enough. */
export function waitDue(time: TimeTrigger, anchor: string, rules: CompiledRules): string | null {
  if (time.businessHours === undefined) return delayedUntil(anchor, time.after)
  const schedule = rules.schedules.get(time.businessHours)
  return schedule === undefined ? null : addOpenTime(schedule, anchor, time.after)
}

/** `at` plus an ISO 8601 duration; days and months are those of UTC. */
export function delayedUntil(at: string, duration: string): string {
  const span = parseSpan(duration)
  if (span === undefined) throw new RangeError(`Not an ISO 8601 duration: ${duration.slice(0, 40)}`)
  return new Date(momentBefore(Date.parse(at), { months: -span.months, ms: -span.ms })).toISOString()
}

/** Automation never answers automation (spec R4). */
export function isByRobot(command: Command): boolean {
  return command.type === 'customer.message' && command.automated === true
}

/** Disarms and arms by what happened, in order. A pending timer is never moved: when it fires it looks at the anchor. */
export function armTimeRules(draft: Draft, command: Command, context: Context): Draft {
  const { events } = draft
  const isRobot = isByRobot(command)
  const { rules } = context
  if (rules === null || rules.timeRules.length === 0) return draft
  return events.reduce((next, event) => {
    const chat = chatOf(next.thread, event.chat)
    if (chat === null) return next
    const waits: Waits = { ...chat.waits }
    let isChanged = false
    for (const rule of rules.timeRules) {
      if (rule.rule.enabled === false || !isForChannel(rule, context.channel)) continue
      for (const [index, time] of rule.timeTriggers.entries()) {
        isChanged = waitAfter(waits, waitName(rule, index), time, event, rules, isRobot) || isChanged
      }
    }
    return isChanged ? { ...next, thread: withChat(next.thread, { ...chat, waits }) } : next
  }, draft)
}

/** The working copy of one event: a copy for each rule would be quadratic. */
interface Waits {
  [name: string]: Wait
}

/** Arms or disarms one wait; whether anything changed. */
function waitAfter(
  waits: Waits,
  name: string,
  time: TimeTrigger,
  event: DomainEvent,
  rules: CompiledRules,
  isRobot: boolean,
): boolean {
  const armed = Object.hasOwn(waits, name) ? waits[name] : undefined
  if (event.type === time.since) {
    const due = waitDue(time, event.at, rules)
    if (due === null) return false
    const timerAt = armed !== undefined && armed.timerAt <= due ? armed.timerAt : due
    // A robot's answer doesn't turn the person who waits into a robot.
    const automated = isRobot && (armed === undefined || armed.automated === true)
    waits[name] = { anchor: event.at, timerAt, ...(automated ? { automated: true as const } : {}) }
    return true
  }
  if (armed === undefined) return false
  const unless: readonly string[] = time.unless ?? DEFAULT_UNLESS[time.since]
  if (!unless.includes(event.type)) return false
  delete waits[name]
  return true
}

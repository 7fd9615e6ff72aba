// What holds an action back: the article's first-chat option (R1), once-scopes (R2), robots and storms (R4).
import { activationMark } from '../chat/activation-marks.js'
import type { Chat } from '../chat/chat.js'
import { parseSpan } from '../rules/duration.js'
import type { Once, RuleAction } from '../rules/rule-set.js'
import type { WithheldBy } from '../rules/verdict.js'
import { momentOf } from '../schedule/moment-of.js'
import type { Draft } from '../thread/draft.js'
import type { Thread } from '../thread/thread.js'
import type { Context, StormLimit } from './context.js'
import type { Trigger } from './trigger.js'

/** A once-mark: where it is kept, its name, and the value that says "done for this one". */
export interface Mark {
  readonly keeper: 'chat' | 'contact'
  readonly name: string
  readonly value: string
  /** For durations: the mark holds until this long after its value. */
  readonly forMs?: number
}

export interface Holding {
  readonly by: WithheldBy
  readonly mark?: string
}

/** The mark that an action of `rule` would leave; `null`: it isn't limited. */
export function markOf(
  rule: string,
  index: number,
  action: RuleAction,
  chat: Chat,
  now: string,
  context: Context,
): Mark | null {
  const once: Once = action.once ?? (action.do === 'send-message' ? 'activation' : 'never-limit')
  const name = `${rule}#${index}`
  if (typeof once === 'object') {
    if (once.per === 'absence' && 'schedule' in once) {
      const schedule = context.rules?.schedules.get(once.schedule)
      const absence = schedule === undefined ? null : momentOf(schedule, now).absence
      return absence === null ? null : { keeper: 'contact', name: `absence:${name}`, value: absence }
    }
    if (!('of' in once)) return null
    const forMs = spanMs(once.per, now)
    return { keeper: once.of === 'chat' ? 'chat' : 'contact', name: `every:${name}`, value: now, forMs }
  }
  switch (once) {
    // Each rule is done at most once per incoming event anyway.
    case 'message':
    case 'never-limit':
      return null
    case 'activation':
      return { keeper: 'chat', name: activationMark(name), value: chat.lifecycle.reopenedAt ?? chat.startedAt }
    case 'chat':
      return { keeper: 'chat', name: `chat:${name}`, value: 'done' }
    case 'customer-channel':
      return { keeper: 'contact', name: `channel:${name}`, value: 'done' }
    case 'customer':
      return { keeper: 'contact', name: `customer:${name}`, value: 'done' }
    default:
      return once satisfies never
  }
}

function spanMs(per: string, now: string): number {
  const span = parseSpan(per)
  if (span === undefined) return 0
  const end = new Date(Date.parse(now))
  end.setUTCMonth(end.getUTCMonth() + span.months)
  return end.getTime() + span.ms - Date.parse(now)
}

export function isMarked(draft: Draft, chat: Chat, mark: Mark, now: string): boolean {
  const marks = mark.keeper === 'chat' ? chat.marks : draft.contact.marks
  const stored = Object.hasOwn(marks, mark.name) ? marks[mark.name] : undefined
  if (stored === undefined) return false
  return mark.forMs === undefined ? stored === mark.value : Date.parse(now) < Date.parse(stored) + mark.forMs
}

/** Why the action is held back now; `null` when nothing does. */
export function holding(
  draft: Draft,
  chat: Chat,
  action: RuleAction,
  mark: Mark | null,
  trigger: Trigger,
  now: string,
  answersRobot: boolean,
  storm: readonly StormLimit[],
): Holding | null {
  if (action.do === 'send-message' || action.do === 'send-email') {
    const isToCustomer = action.do === 'send-message' || action.to === 'customer'
    if (answersRobot && isToCustomer) return { by: 'automated' }
    if (isToCustomer && isAnswer(trigger)) return { by: 'busy' }
    const isFirstByDefault = action.do === 'send-message' && trigger.kind === 'event' && trigger.type === 'chat.started'
    const isOnlyFirst = action.onlyFirstChatOnChannel ?? isFirstByDefault
    if (isOnlyFirst && !chat.isFirstOnChannel) return { by: 'not-first-chat' }
    if (action.do === 'send-message' && draft.thread.current !== chat.number) return { by: 'not-current' }
  }
  if (action.do === 'start-workflow') {
    if (answersRobot) return { by: 'automated' }
    if (chat.workflow !== undefined || isAnswer(trigger)) return { by: 'busy' }
  }
  if (mark !== null && isMarked(draft, chat, mark, now)) return { by: 'once', mark: mark.name }
  if (action.do === 'send-message' && isStorm(draft.thread, now, storm)) return { by: 'storm' }
  return null
}

/** The customer answers a workflow's question: what rules say to messages would talk over it. */
function isAnswer(trigger: Trigger): boolean {
  return trigger.kind === 'event' && trigger.answersWorkflow === true
}

export function isStorm(thread: Thread, now: string, limits: readonly StormLimit[]): boolean {
  return limits.some(({ count, withinMs }) => {
    const since = Date.parse(now) - withinMs
    return thread.automatedAt.filter((at) => Date.parse(at) > since).length >= count
  })
}

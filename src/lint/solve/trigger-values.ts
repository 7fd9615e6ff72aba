import { isRecord, own } from '../../core/rules/record.js'
import type { EventTrigger, TimeTrigger } from '../../core/rules/rule-set.js'
import type { Variable } from './variable.js'

/** What rules are judged for: an event, or the moment of a time rule. */
export type Occasion = EventTrigger | TimeTrigger

const BY_CUSTOMER: ReadonlySet<string> = new Set(['chat.started', 'chat.reopened', 'message.received'])
const BY_AGENT: ReadonlySet<string> = new Set([
  'chat.started-by-agent',
  'chat.resumed',
  'message.sent',
  'chat.split-off',
  'chat.merged',
  'chat.unmerged',
])
/** Judged before any rule can have changed the chat: the first pass of its command. */
const STATES: { readonly [trigger: string]: string } = {
  'chat.started': 'active',
  'chat.started-by-agent': 'active',
  'chat.reopened': 'awaiting-split',
  'chat.resumed': 'active',
  'chat.split-off': 'active',
}
const STARTED_BY: { readonly [trigger: string]: string } = {
  'chat.started': 'customer',
  'chat.started-by-agent': 'agent',
  'chat.split-off': 'split',
}

/** The only value that a place can have on an occasion; `undefined` where it is not settled by that. */
export function settledValue({ fact, steps }: Variable, on: Occasion | null): { readonly value: unknown } | undefined {
  if (on === null || steps.length !== 1) return undefined
  const [step] = steps
  const trigger = typeof on === 'string' ? on : 'time'
  const by = BY_CUSTOMER.has(trigger)
    ? 'customer'
    : BY_AGENT.has(trigger)
      ? 'agent'
      : trigger === 'time'
        ? 'timer'
        : null
  switch (`${fact}.${String(step)}`) {
    case 'event.type':
      return { value: trigger }
    case 'event.by':
      return by === null ? undefined : { value: by }
    case 'event.after':
    case 'event.since':
      return isRecord(on) ? { value: own(on, String(step)) } : { value: undefined }
    case 'message.author':
      if (by === 'customer') return { value: 'customer' }
      return trigger === 'message.sent' ? { value: 'agent' } : undefined
    case 'chat.state':
      return trigger in STATES ? { value: STATES[trigger] } : undefined
    case 'chat.startedBy':
      return trigger in STARTED_BY ? { value: STARTED_BY[trigger] } : undefined
    default:
      return undefined
  }
}

/** Facts that can be missing; `message` is there whenever somebody has just written. */
export function canBeMissing(fact: string, on: Occasion | null): boolean {
  if (fact === 'message') return !(typeof on === 'string' && (BY_CUSTOMER.has(on) || on === 'message.sent'))
  return !['event', 'chat', 'customer', 'channel', 'agents', 'schedule', 'now'].includes(fact)
}

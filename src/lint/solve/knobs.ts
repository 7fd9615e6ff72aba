// What of a situation can be set by sending and by what agents do. Facts aren't written, they come about.
import type { Json } from '../../core/json.js'
import { isRecord } from '../../core/rules/record.js'
import type { WitnessCustomer, WitnessDetails, WitnessGiven } from './scenario-steps.js'
import type { Variable } from './variable.js'

export interface Knobs {
  /** When the last step happens. */
  readonly now: number
  readonly channel: WitnessGiven['channel']
  readonly customer: WitnessCustomer
  readonly agent: string
  /** What is said in the last step. */
  readonly text: string
  readonly language?: string
  readonly isAutomated: boolean
  readonly isLate: boolean
  readonly agents: { readonly [agent: string]: 'online' | 'away' | 'offline' }
  readonly facts: { readonly [fact: string]: Json }
  /** What an agent has set before, where there was a chat. */
  readonly details: WitnessDetails
  /** What an agent sets in the last step of `chat.updated`. */
  readonly changes: WitnessDetails
  /** Closed chats before. */
  readonly earlierChats: number
  /** What was said before the last step, in the current chat. */
  readonly customerMessages: number
  readonly agentMessages: number
  readonly notes: number
  readonly reopenings: number
  /** Between what was before and the last step. */
  readonly gapMs: number
  /** Between the first contact and the last step, where there were earlier chats. */
  readonly ageMs: number
}

/** A Monday noon in Moscow. */
export const DEFAULT_NOW = Date.UTC(2026, 2, 2, 9)

export const DEFAULT_KNOBS: Knobs = {
  now: DEFAULT_NOW,
  channel: { id: 'tg', kind: 'telegram' },
  customer: { id: '42' },
  agent: 'olga',
  text: 'Hello',
  isAutomated: false,
  isLate: false,
  agents: {},
  facts: {},
  details: {},
  changes: {},
  earlierChats: 0,
  customerMessages: 1,
  agentMessages: 0,
  notes: 0,
  reopenings: 0,
  gapMs: 0,
  ageMs: 0,
}

const MOST = 60
const CUSTOMER_TEXTS = ['name', 'email', 'phone', 'language'] as const
const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const

/**
 * The knobs turned so that the place comes to have the value. `null`: nothing that is sent makes it so; unchanged knobs
 * where it comes about by itself or not at all, which playing shows.
 */
export function turned(knobs: Knobs, variable: Variable, value: unknown): Knobs | null {
  const { fact, steps, params } = variable
  const [first, second] = steps.map(String)
  switch (fact) {
    case 'message':
      return turnedMessage(knobs, first, value)
    case 'customer':
      return turnedCustomer(knobs, first, second, value)
    case 'channel':
      return typeof value === 'string' && (first === 'id' || first === 'kind' || first === 'name')
        ? { ...knobs, channel: { ...knobs.channel, [first]: value } }
        : knobs
    case 'chat':
    case 'before':
      return turnedChat(knobs, first, second, value)
    case 'event':
      return turnedEvent(knobs, first, second, value)
    case 'agents':
      return turnedAgents(knobs, first, params.id, value)
    case 'schedule':
    case 'now':
      return knobs
    default:
      return { ...knobs, facts: { ...knobs.facts, [fact]: setIn(knobs.facts[fact] ?? null, steps, jsonOf(value)) } }
  }
}

function turnedMessage(knobs: Knobs, step: string | undefined, value: unknown): Knobs | null {
  if (step === 'text') return typeof value === 'string' ? { ...knobs, text: value } : null
  if (step === 'language' && typeof value === 'string') return { ...knobs, language: value }
  if (step === 'automated') return { ...knobs, isAutomated: value === true }
  if (step === 'late') return { ...knobs, isLate: value === true }
  if (step === 'agent' && typeof value === 'string') return { ...knobs, agent: value }
  return step === 'attachments' && !isEmpty(value) ? null : knobs
}

function turnedCustomer(
  knobs: Knobs,
  step: string | undefined,
  field: string | undefined,
  value: unknown,
): Knobs | null {
  const { customer } = knobs
  const set = (change: Partial<WitnessCustomer>): Knobs => ({ ...knobs, customer: { ...customer, ...change } })
  const known = CUSTOMER_TEXTS.find((one) => one === step)
  if (known !== undefined) {
    if (typeof value === 'string') return set({ [known]: value })
    const { [known]: _, ...rest } = customer
    return { ...knobs, customer: rest }
  }
  if (step === 'id') return typeof value === 'string' && value.trim() !== '' ? set({ id: value }) : null
  if (step === 'tags') return isTexts(value) ? set({ tags: value }) : knobs
  if (step === 'fields' && field !== undefined) {
    if (value === undefined) return knobs
    return set({ fields: { ...customer.fields, [field]: jsonOf(value) } })
  }
  if (step === 'chatsOnChannel') return isCount(value, 1) ? { ...knobs, earlierChats: value - 1 } : null
  return knobs
}

function turnedChat(knobs: Knobs, step: string | undefined, inner: string | undefined, value: unknown): Knobs | null {
  const set = (details: WitnessDetails): Knobs => ({ ...knobs, details: { ...knobs.details, ...details } })
  switch (step) {
    case 'tags':
      return isTexts(value) ? (value.length === 0 ? knobs : set({ tags: value })) : knobs
    case 'priority': {
      const priority = PRIORITIES.find((one) => one === value)
      return priority === undefined || priority === 'normal' ? knobs : set({ priority })
    }
    case 'subject':
      return typeof value === 'string' ? set({ subject: value }) : knobs
    case 'fields':
      return inner === undefined || value === undefined
        ? knobs
        : set({ fields: { ...knobs.details.fields, [inner]: jsonOf(value) } })
    case 'assignee':
      return turnedAssignee(knobs, inner, value)
    case 'isFirstOnChannel':
      return { ...knobs, earlierChats: value === true ? 0 : Math.max(1, knobs.earlierChats) }
    case 'previous':
      return { ...knobs, earlierChats: value === null || value === undefined ? 0 : Math.max(1, knobs.earlierChats) }
    case 'number':
      return isCount(value, 1) ? { ...knobs, earlierChats: value - 1 } : null
    case 'activation':
      return isCount(value, 1) ? { ...knobs, reopenings: value - 1 } : null
    case 'counts':
      return turnedCounts(knobs, inner, value)
    default:
      return knobs
  }
}

function turnedAssignee(knobs: Knobs, inner: string | undefined, value: unknown): Knobs {
  const { assignee } = knobs.details
  if (inner === undefined) return isEmpty(value) ? knobs : withAssignee(knobs, { agent: knobs.agent })
  if (typeof value !== 'string') return knobs
  const group = assignee?.group
  if (inner === 'agent') return withAssignee(knobs, group === undefined ? { agent: value } : { agent: value, group })
  const isAgents = assignee !== null && assignee !== undefined && 'agent' in assignee
  return withAssignee(knobs, isAgents ? { ...assignee, group: value } : { group: value })
}

function withAssignee(knobs: Knobs, assignee: NonNullable<WitnessDetails['assignee']>): Knobs {
  return { ...knobs, details: { ...knobs.details, assignee } }
}

function turnedCounts(knobs: Knobs, of: string | undefined, value: unknown): Knobs | null {
  if (!isCount(value, 0)) return null
  if (of === 'customer') return { ...knobs, customerMessages: Math.max(1, value) }
  if (of === 'agent') return { ...knobs, agentMessages: value }
  return of === 'notes' ? { ...knobs, notes: value } : knobs
}

function turnedEvent(knobs: Knobs, step: string | undefined, detail: string | undefined, value: unknown): Knobs | null {
  if (step === 'agent' && typeof value === 'string') return { ...knobs, agent: value }
  if (step !== 'changes' || detail === undefined) return knobs
  const change = changeOf(value)
  if (change === null) return knobs
  const wanted = detailOf(detail, change.to)
  if (wanted === null) return knobs
  const former = detailOf(detail, change.from)
  return {
    ...knobs,
    changes: { ...knobs.changes, ...wanted },
    details: { ...knobs.details, ...(former === null || isEmpty(change.from) ? {} : former) },
  }
}

/** A change as `event.changes` shows it; `null`: none is asked for. */
export interface WantedChange {
  readonly from: unknown
  readonly to: unknown
}

function changeOf(value: unknown): WantedChange | null {
  return typeof value === 'object' && value !== null && 'from' in value && 'to' in value ? value : null
}

function detailOf(detail: string, value: unknown): WitnessDetails | null {
  switch (detail) {
    case 'subject':
      return typeof value === 'string' ? { subject: value } : null
    case 'tags':
      return isTexts(value) ? { tags: value } : null
    case 'priority': {
      const priority = PRIORITIES.find((one) => one === value)
      return priority === undefined ? null : { priority }
    }
    case 'status':
      return value === 'open' || value === 'pending' || value === 'closed' ? { status: value } : null
    case 'assignee':
      return isAssignee(value) ? { assignee: value } : null
    case 'fields':
      return typeof value === 'object' && value !== null
        ? { fields: { ...Object.fromEntries(Object.entries(value)) } }
        : null
    default:
      return null
  }
}

function isAssignee(value: unknown): value is NonNullable<WitnessDetails['assignee']> {
  if (typeof value !== 'object' || value === null) return false
  return Object.values(value).every((one) => typeof one === 'string') && ('agent' in value || 'group' in value)
}

function turnedAgents(knobs: Knobs, step: string | undefined, id: unknown, value: unknown): Knobs | null {
  if (step === 'status' && typeof id === 'string') {
    if (value !== 'online' && value !== 'away' && value !== 'offline') return null
    return { ...knobs, agents: { ...knobs.agents, [id]: value } }
  }
  if (step !== 'online' || !isCount(value, 0)) return knobs
  const present = Array.from({ length: value }, (_, index) => [`agent-${index + 1}`, 'online' as const] as const)
  return { ...knobs, agents: { ...knobs.agents, ...Object.fromEntries(present) } }
}

function isCount(value: unknown, least: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= MOST
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string' && one.trim() !== '')
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0)
}

export function jsonOf(value: unknown): Json {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value) ?? 'null') as Json)
}

function setIn(whole: Json, steps: readonly (string | number)[], value: Json): Json {
  const [step, ...rest] = steps
  if (step === undefined) return value
  const inside: { readonly [key: string]: unknown } = isRecord(whole) ? whole : {}
  const old = Object.hasOwn(inside, step) ? jsonOf(inside[step]) : null
  return jsonOf({ ...inside, [step]: setIn(old, rest, value) })
}

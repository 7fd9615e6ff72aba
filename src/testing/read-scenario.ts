import { DateTime, Duration } from 'luxon'
import type { Scenario } from './scenario.js'
import { hasOffset } from './scenario-time.js'
import {
  anything,
  type Fault,
  flag,
  isObject,
  list,
  mapOf,
  nullOr,
  object,
  oneOf,
  type Shape,
  text,
  textThat,
  whole,
} from './shape.js'

/** A scenario file that can't be run: every fault, each with a JSON pointer into the file. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError'
  readonly code = 'bad-scenario'
  readonly faults: readonly Fault[]

  constructor(faults: readonly Fault[]) {
    super(faults.map((one) => `${one.pointer === '' ? 'the scenario' : one.pointer} ${one.message}`).join('\n'))
    this.faults = faults
  }
}

/** Checks what a scenario file says. Throws `ScenarioError` with every fault it finds. */
export function readScenario(value: unknown): Scenario {
  const faults = scenario(value, '')
  if (faults.length > 0 || !isScenario(value)) throw new ScenarioError(faults)
  const zoneless = withoutZone(value)
  if (zoneless.length > 0) throw new ScenarioError(zoneless)
  return value
}

/** Times that name no offset although the scenario gives no zone to read them in. */
function withoutZone({ given, steps }: Scenario): readonly Fault[] {
  if (given?.zone !== undefined) return []
  const times = steps.flatMap((one, index): readonly (readonly [string, string | undefined])[] => {
    if ('until' in one) return [[`/steps/${index}/until`, one.until]]
    return 'customer' in one ? [[`/steps/${index}/sentAt`, one.sentAt]] : []
  })
  return [['/given/now', given?.now] as const, ...times].flatMap(([pointer, time]) =>
    time === undefined || hasOffset(time)
      ? []
      : [{ pointer, message: `names no offset (${time}Z), and given has no zone` }],
  )
}

function isScenario(value: unknown): value is Scenario {
  return isObject(value) && scenario(value, '').length === 0
}

const scalar = (value: unknown) => value === null || ['string', 'number', 'boolean'].includes(typeof value)
const duration = textThat('must be an ISO 8601 duration such as PT10M', (value) => Duration.fromISO(value).isValid)
const moment = textThat(
  'must be a moment such as 2026-03-02T21:40:00+03:00',
  (value) => DateTime.fromISO(value).isValid,
)
const zone = textThat('must be a time zone such as Europe/Moscow', (value) => DateTime.utc().setZone(value).isValid)
const status = oneOf('open', 'pending', 'closed')
const states = oneOf('active', 'awaiting-split', 'finished-open', 'finished-pending', 'closed', 'merged')
const priority = oneOf('low', 'normal', 'high', 'urgent')
const presence = mapOf(oneOf('online', 'away', 'offline'))
const texts = list(text)
const fields = mapOf((value, pointer) =>
  Array.isArray(value) ? texts(value, pointer) : scalar(value) ? [] : [{ pointer, message: 'must be a plain value' }],
)
const facts = mapOf(anything)
const assignee = nullOr((value, pointer) => {
  const named = isObject(value) && ('agent' in value || 'group' in value)
  return named
    ? object({ agent: text, group: text })(value, pointer)
    : [{ pointer, message: 'needs an agent or a group' }]
})

const customer = object({ id: text, name: text, email: text, phone: text, language: text, tags: texts, fields }, ['id'])
const channel = object(
  {
    id: text,
    kind: text,
    name: text,
    endless: flag,
    autoFinish: nullOr(object({ after: nullOr(duration), warnBefore: duration, postpone: duration })),
  },
  ['id', 'kind'],
)
const settings = object({ storm: object({ per10Minutes: whole(0), perDay: whole(0) }) })
const given = object({
  now: moment,
  zone,
  channel,
  channels: list(channel),
  customer,
  customers: list(customer),
  agents: presence,
  facts,
  settings,
})

const expectedText: Shape = (value, pointer) =>
  typeof value === 'string' ? [] : object({ contains: text }, ['contains'])(value, pointer)
const number = nullOr(whole(1))
const chat = object({
  number: whole(1),
  state: states,
  status: nullOr(status),
  channel: text,
  customer: text,
  subject: nullOr(text),
  subjectIsDefault: flag,
  isFirstOnChannel: flag,
  activation: whole(1),
  startedAt: moment,
  startedBy: oneOf('customer', 'agent', 'split'),
  reopenedAt: nullOr(moment),
  finishedAt: nullOr(moment),
  finishedBy: oneOf('agent', 'timer', 'automation', 'split', null),
  autoFinishAt: nullOr(moment),
  newSince: number,
  previous: number,
  next: number,
  splitFrom: number,
  mergedInto: number,
  assignee,
  priority,
  tags: texts,
  fields,
  counts: object({ customer: whole(0), agent: whole(0), automation: whole(0), notes: whole(0) }),
  waitingSince: nullOr(moment),
  workflow: nullOr(text),
  actions: texts,
  offers: texts,
  doesNotOffer: texts,
})
const effect: Shape = (value, pointer) =>
  isObject(value) && typeof value.type === 'string' ? [] : [{ pointer, message: 'must be an effect with a "type"' }]
const expect = object({
  outcome: oneOf('started', 'appended', 'reopened', 'resumed', 'duplicate'),
  refused: text,
  chat,
  chats: list(chat),
  messages: list(expectedText),
  notes: list(expectedText),
  effects: list(effect),
  events: texts,
  verdicts: mapOf(text),
  workflow: nullOr(
    object({
      workflow: text,
      step: text,
      waitsFor: oneOf('answer', 'time', 'outcome', 'retry'),
      until: nullOr(moment),
    }),
  ),
  walked: texts,
  warnings: texts,
})

const always = { comment: text, expect }
const verbs = {
  says: text,
  notes: text,
  finishes: status,
  splits: ((value, pointer) => (value === true ? [] : object({ from: text }, ['from'])(value, pointer))) as Shape,
  merges: oneOf(true),
  unmerges: oneOf(true),
  postpones: oneOf(true),
  sets: object({ subject: nullOr(text), tags: texts, fields, priority, assignee, status }),
  starts: object({ customer: text, text }, ['text']),
  startsWorkflow: text,
  cancelsWorkflow: oneOf(true),
}
const agent = object({ agent: text, ...verbs, chat: whole(1), as: text, channel: text, ...always })
const agentStep: Shape = (value, pointer) => {
  const given = isObject(value) ? Object.keys(verbs).filter((verb) => Object.hasOwn(value, verb)) : []
  const count: readonly Fault[] =
    given.length === 1
      ? []
      : [
          {
            pointer,
            message: `needs exactly one of ${Object.keys(verbs).join(', ')}, has ${given.join(', ') || 'none'}`,
          },
        ]
  return [...count, ...agent(value, pointer)]
}

/** What kind of step it is, by the key that only such a step has. */
const steps: { readonly [key: string]: Shape } = {
  agent: agentStep,
  customer: object({
    customer: text,
    as: text,
    channel: text,
    id: text,
    automated: flag,
    sentAt: moment,
    language: text,
    inReplyTo: text,
    ...always,
  }),
  presses: object({ presses: text, as: text, channel: text, ...always }),
  wait: object({ wait: duration, ...always }),
  until: object({ until: moment, ...always }),
  agentIs: object({ agentIs: presence, ...always }),
  edits: object({ edits: text, text, ...always }, ['text']),
  deletes: object({ deletes: text, ...always }),
  returns: object({ returns: anything, as: text, channel: text, ...always }),
  fails: object({ fails: text, as: text, channel: text, ...always }),
}
const step: Shape = (value, pointer) => {
  if (!isObject(value)) return [{ pointer, message: 'must be an object' }]
  const kind = Object.entries(steps).find(([key]) => Object.hasOwn(value, key))
  if (kind !== undefined) return kind[1](value, pointer)
  return [{ pointer, message: `is no step: it needs one of ${Object.keys(steps).join(', ')}` }]
}

const scenario = object(
  {
    $schema: text,
    name: text,
    description: text,
    rules: (value, pointer) => (Array.isArray(value) ? texts(value, pointer) : text(value, pointer)),
    given,
    steps: (value, pointer) =>
      Array.isArray(value) && value.length === 0
        ? [{ pointer, message: 'must have at least one step' }]
        : list(step)(value, pointer),
  },
  ['name', 'steps'],
)

import type { FactPath } from './fact-path.js'

// What rules and templates may ask of, with types, so that paths and comparisons are checked at load. The shapes are
// those that automation/facts.ts makes; a test compares them.

export type FactKind = 'text' | 'number' | 'boolean' | 'time' | 'clock' | 'list' | 'record'

export type FactType =
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'text'
      /** All values that occur, where they are known. */
      readonly values?: readonly string[]
      readonly nullable?: boolean
    }
  | { readonly kind: 'number' | 'boolean' | 'time' | 'clock'; readonly nullable?: boolean }
  | { readonly kind: 'list'; readonly of: FactType; readonly nullable?: boolean }
  | { readonly kind: 'record'; readonly properties: FactProperties; readonly nullable?: boolean }

export interface FactProperties {
  readonly [name: string]: FactType
}

const unknown: FactType = { kind: 'unknown' }
const text: FactType = { kind: 'text' }
const number: FactType = { kind: 'number' }
const boolean: FactType = { kind: 'boolean' }
const time: FactType = { kind: 'time' }
const texts: FactType = { kind: 'list', of: text }
const oneOf = (...values: string[]): FactType => ({ kind: 'text', values })
const record = (properties: FactProperties): FactType => ({ kind: 'record', properties })
const list = (of: FactType): FactType => ({ kind: 'list', of })
const orNull = (type: FactType): FactType => (type.kind === 'unknown' ? type : { ...type, nullable: true })

const status = oneOf('open', 'pending', 'closed')
const change = orNull(record({ from: unknown, to: unknown }))
const changes = record({
  subject: change,
  status: change,
  tags: change,
  fields: change,
  priority: change,
  assignee: change,
})

const event = record({
  type: text,
  by: orNull(oneOf('customer', 'agent', 'timer', 'automation', 'split')),
  at: time,
  chat: number,
  changes: orNull(changes),
  agent: orNull(text),
  from: unknown,
  status: orNull(status),
  message: orNull(text),
  into: orNull(number),
  merged: orNull(number),
  out: orNull(number),
  after: orNull(text),
  since: orNull(text),
  businessHours: orNull(text),
  unless: orNull(texts),
  anchor: orNull(time),
})

const attachment = record({
  kind: oneOf('image', 'video', 'audio', 'voice', 'file', 'sticker', 'location', 'contact', 'link', 'unknown'),
  url: orNull(text),
  name: orNull(text),
  mimeType: orNull(text),
  size: orNull(number),
})

const message = record({
  id: text,
  text,
  author: oneOf('customer', 'agent', 'automation'),
  kind: oneOf('message', 'note'),
  agent: orNull(text),
  attachments: list(attachment),
  at: time,
  late: boolean,
  automated: boolean,
  language: orNull(text),
})

const chat = record({
  number,
  state: oneOf('active', 'awaiting-split', 'finished-open', 'finished-pending', 'closed', 'merged'),
  status: orNull(status),
  channel: text,
  customer: text,
  subject: orNull(text),
  subjectIsDefault: boolean,
  isFirstOnChannel: boolean,
  activation: number,
  startedAt: time,
  startedBy: oneOf('customer', 'agent', 'split'),
  reopenedAt: orNull(time),
  finishedAt: orNull(time),
  finishedBy: orNull(oneOf('agent', 'timer', 'automation', 'split')),
  autoFinishAt: orNull(time),
  newSince: orNull(number),
  previous: orNull(number),
  next: orNull(number),
  splitFrom: orNull(number),
  mergedInto: orNull(number),
  assignee: orNull(record({ agent: orNull(text), group: orNull(text) })),
  priority: oneOf('low', 'normal', 'high', 'urgent'),
  tags: texts,
  fields: unknown,
  counts: record({ customer: number, agent: number, automation: number, notes: number }),
  waitingSince: orNull(time),
  workflow: orNull(text),
  actions: texts,
  version: number,
})

const customer = record({
  id: text,
  name: orNull(text),
  email: orNull(text),
  phone: orNull(text),
  language: orNull(text),
  tags: texts,
  fields: unknown,
  channel: text,
  chatsOnChannel: number,
  firstSeenAt: time,
})

/** The fact `schedule` of one schedule; in templates it is found under `schedule.<name>`. */
export const SCHEDULE_MOMENT: FactType = record({
  open: boolean,
  kind: oneOf('business', 'off-hours', 'holiday', 'special'),
  holiday: orNull(text),
  weekday: oneOf('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'),
  time: { kind: 'clock' },
  zone: text,
  nextOpening: orNull(time),
  nextClosing: orNull(time),
  absence: orNull(time),
})

/** Facts that every desk has. `before` is the chat before the step, and missing for one that wasn't there. */
export const FACTS: ReadonlyMap<string, FactType> = new Map([
  ['event', event],
  ['message', message],
  ['chat', chat],
  ['before', orNull(chat)],
  ['customer', customer],
  ['channel', record({ id: text, kind: text, name: text })],
  ['agents', record({ online: number, status: orNull(text) })],
  ['schedule', SCHEDULE_MOMENT],
  ['now', time],
])

export type FoundType =
  | { readonly ok: true; readonly type: FactType }
  /** `at`: which of the steps. */
  | { readonly ok: false; readonly step: string; readonly at: number; readonly known: readonly string[] }

/** What a path leads to; past what is known everything is possible. */
export function typeAt(type: FactType, steps: FactPath): FoundType {
  let here = type
  for (const [at, step] of steps.entries()) {
    if (here.kind === 'unknown') return { ok: true, type: unknown }
    if (here.kind === 'record') {
      const next = Object.hasOwn(here.properties, step) ? here.properties[step] : undefined
      if (next === undefined) return { ok: false, step: String(step), at, known: Object.keys(here.properties) }
      here = next.kind === 'unknown' || here.nullable !== true ? next : orNull(next)
    } else if (step === 'length' && (here.kind === 'list' || here.kind === 'text')) {
      here = number
    } else if (here.kind === 'list' && (typeof step === 'number' || /^\d+$/.test(step))) {
      here = orNull(here.of)
    } else {
      return { ok: false, step: String(step), at, known: here.kind === 'list' ? ['length'] : [] }
    }
  }
  return { ok: true, type: here }
}

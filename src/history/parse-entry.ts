// One JSON object of our JSON Lines → a typed entry, or the first reason why not.
import type { Assignee, Priority } from '../core/chat/chat.js'
import type { Status } from '../core/chat/lifecycle.js'
import type { CallOutcome, Changes } from '../core/thread/command.js'
import type { CustomerInput } from '../core/thread/contact.js'
import type { Attachment } from '../core/thread/message.js'
import { ENTRY_TYPES, type HistoryEntry, type Place, type Target } from './entry.js'
import { type Fault, type Fields, fieldsOf, isObject } from './fields.js'
import { readMoment } from './moment.js'

const STATUSES: readonly Status[] = ['open', 'pending', 'closed']
const PRIORITIES: readonly Priority[] = ['low', 'normal', 'high', 'urgent']
const KINDS: readonly Attachment['kind'][] = [
  'image',
  'video',
  'audio',
  'voice',
  'file',
  'sticker',
  'location',
  'contact',
  'link',
  'unknown',
]

export interface ParseOptions {
  /** IANA zone of dates that name none. */
  readonly zone?: string | undefined
  /** Channel of entries that name none. */
  readonly channel?: string | undefined
  /** Name of the field that holds the true case. */
  readonly truth?: string | undefined
}

export type Parsed = { readonly entry: HistoryEntry } | { readonly fault: Fault }

export function parseEntry(value: unknown, options: ParseOptions = {}, place?: Place): Parsed {
  if (!isObject(value)) return { fault: { code: 'not-an-object', message: 'the line is not a JSON object' } }
  const faults: Fault[] = []
  const read = fieldsOf(value, (fault) => faults.push(fault))
  const entry = build(read, options, place)
  const fault = faults[0]
  if (fault !== undefined) return { fault }
  if (entry === null) return { fault: { code: 'unknown-type', message: 'the type is unknown', field: 'type' } }
  return { entry }
}

function build(read: Fields, options: ParseOptions, place: Place | undefined): HistoryEntry | null {
  const type = typeOf(read)
  if (type === null) return null
  const base = {
    at: momentOf(read, 'at', options) ?? '',
    ...(place === undefined ? {} : { place }),
    ...optional('truth', options.truth === undefined ? undefined : read.optionalId(options.truth)),
  }
  switch (type) {
    case 'customer.message':
      return {
        ...base,
        type,
        channel: channelOf(read, options),
        customer: customerOf(read),
        ...optional('id', read.optionalId('id')),
        text: read.text('text'),
        ...optional('attachments', attachmentsOf(read)),
        ...optional('sentAt', read.has('sentAt') ? momentOf(read, 'sentAt', options) : undefined),
        ...optional('automated', read.flag('automated')),
        ...optional('language', read.optionalId('language')),
      }
    case 'agent.message':
    case 'start':
      return {
        ...base,
        type,
        channel: channelOf(read, options),
        customer: customerOf(read),
        agent: read.id('agent'),
        ...optional('id', read.optionalId('id')),
        text: read.text('text'),
        ...optional('attachments', attachmentsOf(read)),
      }
    case 'note':
      return {
        ...base,
        type,
        target: targetOf(read, options),
        agent: read.id('agent'),
        text: read.text('text'),
        ...optional('attachments', attachmentsOf(read)),
      }
    case 'finish': {
      if (!read.has('status')) read.fail({ code: 'missing-field', message: '"status" is missing', field: 'status' })
      const status = read.oneOf('status', STATUSES) ?? 'open'
      return { ...base, type, target: targetOf(read, options), agent: read.id('agent'), status }
    }
    case 'split': {
      const from = optional('from', read.optionalId('from'))
      return { ...base, type, target: targetOf(read, options), agent: read.id('agent'), ...from }
    }
    case 'merge':
    case 'unmerge':
      return { ...base, type, target: targetOf(read, options), agent: read.id('agent') }
    case 'postpone':
      return { ...base, type, target: targetOf(read, options), ...optional('agent', read.optionalId('agent')) }
    case 'update':
      return {
        ...base,
        type,
        target: targetOf(read, options),
        ...optional('agent', read.optionalId('agent')),
        changes: changesOf(read),
        ...optional('status', read.oneOf('status', STATUSES)),
      }
    case 'workflow.start':
    case 'workflow.cancel': {
      const more = { target: targetOf(read, options), ...optional('agent', read.optionalId('agent')) }
      return type === 'workflow.start'
        ? { ...base, type, ...more, workflow: read.id('workflow') }
        : { ...base, type, ...more }
    }
    case 'call.outcome':
      return { ...base, type, target: targetOf(read, options), outcome: outcomeOf(read) }
    case 'edit': {
      const deleted = read.flag('deleted') === true
      const text = deleted ? {} : { text: read.text('text') }
      return { ...base, type, id: read.id('id'), ...(deleted ? { deleted } : text) }
    }
    default:
      return type satisfies never
  }
}

function typeOf(read: Fields): HistoryEntry['type'] | null {
  const name = read.id('type')
  const type = ENTRY_TYPES.find((one) => one === name)
  if (type !== undefined) return type
  if (name !== '') {
    const message = `the type "${name.slice(0, 40)}" is none of ${ENTRY_TYPES.join(', ')}`
    read.fail({ code: 'unknown-type', message, field: 'type' })
  }
  return null
}

function momentOf(read: Fields, name: string, options: ParseOptions): string | undefined {
  if (!read.has(name)) {
    read.fail({ code: 'missing-field', message: `"${name}" is missing`, field: name })
    return undefined
  }
  const moment = readMoment(read.raw(name), options)
  if (moment.ok) return moment.at
  read.fail({ code: moment.code, message: moment.message, field: name })
  return undefined
}

function channelOf(read: Fields, options: ParseOptions): string {
  return read.optionalId('channel') ?? options.channel ?? read.id('channel')
}

/** `customer` is an object with an id, or just the id. */
function customerOf(read: Fields): CustomerInput {
  if (typeof read.raw('customer') === 'string' || typeof read.raw('customer') === 'number') {
    return { id: read.id('customer') }
  }
  const customer = read.object('customer')
  if (customer === undefined) return { id: read.id('customer') }
  return {
    id: customer.id('id'),
    ...optional('name', customer.optionalText('name')),
    ...optional('email', customer.optionalText('email')),
    ...optional('phone', customer.optionalText('phone')),
    ...optional('language', customer.optionalText('language')),
    ...optional('tags', customer.list('tags')),
    ...optional('fields', customer.json('fields')),
  }
}

function targetOf(read: Fields, options: ParseOptions): Target {
  const chat = read.raw('chat')
  if (chat === undefined) return { channel: channelOf(read, options), customer: customerOf(read) }
  if (typeof chat !== 'number' || !Number.isSafeInteger(chat) || chat < 1) {
    read.fail({ code: 'bad-field', message: '"chat" must be the number of a chat', field: 'chat' })
    return { chat: 0 }
  }
  return { chat }
}

function attachmentsOf(read: Fields): readonly Attachment[] | undefined {
  const value = read.raw('attachments')
  if (value === undefined || value === null) return undefined
  if (!Array.isArray(value)) {
    read.fail({ code: 'bad-field', message: '"attachments" must be a list', field: 'attachments' })
    return undefined
  }
  return value.filter(isObject).map((one): Attachment => {
    const size = one.size
    const text = (name: 'url' | 'name' | 'mimeType') => {
      const given = one[name]
      return typeof given === 'string' ? { [name]: given } : {}
    }
    return {
      kind: KINDS.find((kind) => kind === one.kind) ?? 'unknown',
      ...text('url'),
      ...text('name'),
      ...text('mimeType'),
      ...(typeof size === 'number' && size >= 0 ? { size } : {}),
    }
  })
}

function outcomeOf(read: Fields): CallOutcome {
  const { ok, value = null, message } = read.json('outcome') ?? {}
  if (ok === true) return { ok, value }
  if (ok === false && typeof message === 'string') return { ok, message }
  const said = '"outcome" must be {"ok": true, "value": …} or {"ok": false, "message": "…"}'
  read.fail({ code: read.has('outcome') ? 'bad-field' : 'missing-field', message: said, field: 'outcome' })
  return { ok: true, value: null }
}

/** The details stand on the entry itself or under `changes`, as the engine's own command has them. */
function changesOf(entry: Fields): Changes {
  const read = entry.object('changes') ?? entry
  return {
    ...optional('subject', read.optionalText('subject')),
    ...optional('tags', read.list('tags')),
    ...optional('fields', read.json('fields')),
    ...optional('priority', read.oneOf('priority', PRIORITIES)),
    ...optional('assignee', assigneeOf(read)),
  }
}

function assigneeOf(read: Fields): Assignee | undefined {
  const value = read.raw('assignee')
  if (value === undefined || value === null) return value
  if (typeof value === 'string' && value !== '') return { agent: value }
  const assignee = read.object('assignee')
  const agent = assignee?.optionalId('agent')
  const group = assignee?.optionalId('group')
  if (agent !== undefined) return group === undefined ? { agent } : { agent, group }
  if (group !== undefined) return { group }
  read.fail({ code: 'bad-field', message: '"assignee" must name an agent or a group', field: 'assignee' })
  return undefined
}

/** Leaves the property out instead of setting it to `undefined`. */
function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [key in Name]?: Value } {
  if (value === undefined) return {}
  const one: { [key in Name]?: Value } = {}
  one[name] = value
  return one
}

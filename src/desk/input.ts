// What callers may hand in. Refused with `invalid` or `too-large` and the field to blame; nothing is stored.
import type { Json } from '../core/json.js'
import type { Changes } from '../core/thread/command.js'
import type { CustomerInput } from '../core/thread/contact.js'
import type { Attachment, DeliveryFailure } from '../core/thread/message.js'
import type { PruneRequest } from '../ports/store.js'
import { refuse } from './refused-error.js'

const MAX_ID = 512
const MAX_ATTACHMENTS = 100
const MAX_URL = 10_000
const MAX_TAGS = 100
const MAX_TAG = 200
const MAX_SUBJECT = 1000
const MAX_FIELDS = 100_000

/** NUL and halves of a character, which databases refuse, become U+FFFD: a customer's message is never lost for them. */
export function textOf(value: unknown, pointer: string, max: number): string {
  return anyTextOf(value, pointer, max).replace(UNSTORABLE, '\uFFFD')
}

const UNSTORABLE = /\0|\p{Surrogate}/gu

function anyTextOf(value: unknown, pointer: string, max: number): string {
  if (typeof value !== 'string') return refuse('invalid', `${pointer.slice(1)} must be a text`, { pointer })
  if (value.length > max)
    return refuse('too-large', `${pointer.slice(1)} has ${value.length} characters, ${max} are allowed`, { pointer })
  return value
}

export function idOf(value: unknown, pointer: string): string {
  const id = anyTextOf(value, pointer, MAX_ID)
  // Ids become keys and parts of addresses, which have no place for half a character.
  if (id.search(UNSTORABLE) !== -1)
    return refuse('invalid', `${pointer.slice(1)} must be well-formed Unicode`, { pointer })
  if (id.trim() === '') return refuse('invalid', `${pointer.slice(1)} must not be empty`, { pointer })
  return id
}

/** As shown: an empty one says nothing and is refused. */
export function nameOf(value: unknown, pointer: string): string {
  const name = textOf(value, pointer, MAX_ID)
  return name.trim() === '' ? refuse('invalid', `${pointer.slice(1)} must not be empty`, { pointer }) : name
}

const MAX_CODE = 100
const MAX_DETAIL = 1_000

export function deliveryFailureOf(value: DeliveryFailure): DeliveryFailure {
  if (typeof value !== 'object' || value === null)
    return refuse('invalid', 'failure must be { code, detail }', { pointer: '/failure' })
  const { code, detail } = value
  return { code: textOf(code, '/failure/code', MAX_CODE), detail: textOf(detail, '/failure/detail', MAX_DETAIL) }
}

export function numberOf(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value
  return refuse('not-found', `There is no chat ${String(value)}`, { pointer: '/chat' })
}

export function momentOf(value: unknown, pointer: string): string {
  const at =
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:?\d{2})$/u.test(value)
      ? Date.parse(value)
      : Number.NaN
  if (Number.isNaN(at))
    return refuse('invalid', `${pointer.slice(1)} must be an ISO 8601 moment with its zone`, { pointer })
  return new Date(at).toISOString()
}

const MAX_PRUNED = 100_000

export function pruneOf({ limit, ...moments }: PruneRequest): PruneRequest {
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > MAX_PRUNED)
    return refuse('invalid', `limit must be a whole number from 1 to ${MAX_PRUNED}`, { pointer: '/limit' })
  const named = (['journalBefore', 'messagesBefore', 'outboxBefore'] as const).flatMap((name) => {
    const at = moments[name]
    return at === undefined ? [] : [[name, momentOf(at, `/${name}`)]]
  })
  return { limit, ...Object.fromEntries(named) }
}

export function attachmentsOf(value: unknown): readonly Attachment[] {
  if (value === undefined) return []
  if (
    !Array.isArray(value) ||
    value.some((one) => typeof one !== 'object' || one === null || typeof one.kind !== 'string')
  ) {
    return refuse('invalid', 'attachments must be a list of { kind, … }', { pointer: '/attachments' })
  }
  if (value.length > MAX_ATTACHMENTS)
    return refuse('too-large', `At most ${MAX_ATTACHMENTS} attachments`, { pointer: '/attachments' })
  return value.map((one: Attachment, index) => attachmentOf(one, `/attachments/${index}`))
}

const TEXTS = ['url', 'name', 'mimeType', 'providerFileId', 'phone', 'contentId'] as const
const NUMBERS = ['size', 'duration', 'latitude', 'longitude'] as const

function attachmentOf(value: Attachment, pointer: string): Attachment {
  const { kind, auth, inline, original } = value
  textOf(kind, `${pointer}/kind`, MAX_URL)
  if (auth !== undefined && auth !== 'none' && auth !== 'bearer')
    refuse('invalid', `${pointer.slice(1)}/auth must be none or bearer`, { pointer: `${pointer}/auth` })
  const texts = TEXTS.flatMap((key) =>
    value[key] === undefined ? [] : [[key, textOf(value[key], `${pointer}/${key}`, MAX_URL)]],
  )
  const numbers = NUMBERS.flatMap((key) =>
    value[key] === undefined ? [] : [[key, numberAt(value[key], pointer, key)]],
  )
  return {
    kind,
    ...Object.fromEntries([...texts, ...numbers]),
    ...(auth === undefined ? {} : { auth }),
    ...(inline === true ? { inline } : {}),
    ...(original === true ? { original } : {}),
  }
}

function numberAt(value: unknown, pointer: string, key: string): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value
  return refuse('invalid', `${pointer.slice(1)}/${key} must be a number`, { pointer: `${pointer}/${key}` })
}

export function customerOf(value: CustomerInput): CustomerInput {
  if (typeof value !== 'object' || value === null)
    return refuse('invalid', 'customer must be { id, … }', { pointer: '/customer' })
  idOf(value.id, '/customer/id')
  const told: { [field in 'name' | 'email' | 'phone' | 'language']?: string } = {}
  for (const field of ['name', 'email', 'phone', 'language'] as const) {
    const one = value[field]
    if (one !== undefined && one !== null) told[field] = textOf(one, `/customer/${field}`, MAX_ID)
  }
  if (value.tags !== undefined) tagsOf(value.tags, '/customer/tags')
  if (value.fields !== undefined) fieldsOf(value.fields, '/customer/fields')
  return { ...value, ...told, ...copied(value) }
}

/** Without the id, which is the chat's. */
export function learnedOf(value: Omit<CustomerInput, 'id'>): Omit<CustomerInput, 'id'> {
  const { id: _, ...told } = customerOf({ ...value, id: 'chat' })
  return told
}

export function changesOf(changes: Changes): Changes {
  const { subject } = changes
  const named = subject === undefined || subject === null ? {} : { subject: textOf(subject, '/subject', MAX_SUBJECT) }
  if (changes.tags !== undefined) tagsOf(changes.tags, '/tags')
  if (changes.fields !== undefined) fieldsOf(changes.fields, '/fields')
  const { priority, assignee } = changes
  if (priority !== undefined && !['low', 'normal', 'high', 'urgent'].includes(priority)) {
    return refuse('invalid', 'priority must be low, normal, high or urgent', { pointer: '/priority' })
  }
  if (assignee !== undefined && assignee !== null) {
    if (typeof assignee !== 'object' || !('agent' in assignee || 'group' in assignee)) {
      return refuse('invalid', 'assignee must be { agent } or { group } or null', { pointer: '/assignee' })
    }
    if ('agent' in assignee) idOf(assignee.agent, '/assignee/agent')
    if (assignee.group !== undefined) idOf(assignee.group, '/assignee/group')
  }
  return { ...changes, ...named, ...copied(changes) }
}

/** What is stored is never changed again, so the caller keeps his own lists and objects. */
function copied({ tags, fields }: Pick<Changes, 'tags' | 'fields'>): Pick<Changes, 'tags' | 'fields'> {
  return {
    ...(tags === undefined ? {} : { tags: tags.map((tag) => tag.replace(UNSTORABLE, '\uFFFD')) }),
    ...(fields === undefined ? {} : { fields: storable(fields) }),
  }
}

function tagsOf(tags: readonly string[], pointer: string): void {
  if (!Array.isArray(tags)) refuse('invalid', 'tags must be a list of texts', { pointer })
  if (tags.length > MAX_TAGS) refuse('too-large', `At most ${MAX_TAGS} tags`, { pointer })
  for (const [index, tag] of tags.entries()) {
    if (textOf(tag, `${pointer}/${index}`, MAX_TAG).trim() === '')
      refuse('invalid', 'A tag must not be empty', { pointer: `${pointer}/${index}` })
  }
}

/** A copy without what `textOf` takes out, in names too. */
function storable<T extends Json>(value: T): T
function storable(value: Json): Json {
  if (typeof value === 'string') return value.replace(UNSTORABLE, '\uFFFD')
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((one: Json) => storable(one))
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name.replace(UNSTORABLE, '\uFFFD'), storable(one)]),
  )
}

const MAX_DEPTH = 20

function isJson(value: unknown, depth: number): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || depth === 0) return false
  if (Array.isArray(value)) return value.every((one) => isJson(one, depth - 1))
  const made: unknown = Object.getPrototypeOf(value)
  if (made !== Object.prototype && made !== null) return false
  return Object.values(value).every((one) => isJson(one, depth - 1))
}

const FORBIDDEN_NAMES = ['__proto__', 'prototype', 'constructor']

function fieldsOf(fields: object, pointer: string): void {
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields))
    refuse('invalid', 'fields must be an object', { pointer })
  const wrong = Object.keys(fields).find((name) => FORBIDDEN_NAMES.includes(name) || name.length > MAX_TAG)
  if (wrong !== undefined) refuse('invalid', `A field can't be called ${wrong.slice(0, 50)}`, { pointer })
  for (const [name, value] of Object.entries(fields)) {
    if (!isJson(value, MAX_DEPTH))
      refuse('invalid', `${name} must be JSON, at most ${MAX_DEPTH} levels deep`, { pointer: `${pointer}/${name}` })
  }
  const { length } = JSON.stringify(fields)
  if (length > MAX_FIELDS)
    refuse('too-large', `The fields have ${length} characters as JSON, ${MAX_FIELDS} are allowed`, { pointer })
}

// A session from outside: a link, a file, the browser's storage. Everything that the engine reads is looked at before it runs.
import type { Act } from './act.js'
import type { Session } from './session.js'

/** The session, or where it is wrong as a JSON pointer. */
export type ReadSession =
  | { readonly ok: true; readonly session: Session }
  | { readonly ok: false; readonly pointer: string }

const ACTS: { readonly [type in Act['type']]: readonly string[] } = {
  customer: ['channel', 'customer', 'text'],
  start: ['channel', 'customer', 'agent', 'text'],
  reply: ['agent', 'text'],
  note: ['agent', 'text'],
  finish: ['agent', 'status'],
  postpone: ['agent'],
  split: ['agent'],
  merge: ['agent'],
  unmerge: ['agent'],
  update: ['agent'],
  edit: ['message', 'channel'],
  until: ['at'],
  presence: ['agent', 'is'],
  rules: [],
  'switch-rule': ['rule'],
}
/** Acts on a chat name it by its number. */
const ON_CHAT = new Set(['reply', 'note', 'finish', 'postpone', 'split', 'merge', 'unmerge', 'update'])

export function readSession(value: unknown): ReadSession {
  const pointer = faultIn(value)
  return pointer === null && isSession(value) ? { ok: true, session: value } : { ok: false, pointer: pointer ?? '' }
}

function isSession(value: unknown): value is Session {
  return faultIn(value) === null
}

function faultIn(value: unknown): string | null {
  if (!isObject(value) || value.version !== 1) return '/version'
  if (!isMoment(value.start)) return '/start'
  if (typeof value.name !== 'string') return '/name'
  if (typeof value.zone !== 'string' || !isZone(value.zone)) return '/zone'
  if (!isObject(value.agents) || Object.values(value.agents).some((is) => typeof is !== 'string')) return '/agents'
  return (
    listFault(value.channels, '/channels', (one) => missingIn(one, ['id', 'kind'])) ??
    listFault(value.customers, '/customers', (one) => missingIn(one, ['id'])) ??
    listFault(value.rules, '/rules', (one) => missingIn(one, ['name', 'text'])) ??
    listFault(value.acts, '/acts', actFault)
  )
}

function actFault(act: { readonly [name: string]: unknown }): string | null {
  const { type } = act
  if (typeof type !== 'string' || !Object.hasOwn(ACTS, type)) return '/type'
  if (ON_CHAT.has(type) && !Number.isSafeInteger(act.chat)) return '/chat'
  if (type === 'until' && !isMoment(act.at)) return '/at'
  if (type === 'rules') return listFault(act.rules, '/rules', (one) => missingIn(one, ['name', 'text']))
  if (type === 'switch-rule' && typeof act.isOn !== 'boolean') return '/isOn'
  if (type === 'update' && !isObject(act.changes)) return '/changes'
  if (type === 'edit' && act.text !== null && typeof act.text !== 'string') return '/text'
  return missingIn(act, ACTS[type as Act['type']])
}

function listFault(
  list: unknown,
  pointer: string,
  faultOf: (one: { readonly [name: string]: unknown }) => string | null,
): string | null {
  if (!Array.isArray(list)) return pointer
  for (const [index, one] of list.entries()) {
    const fault = isObject(one) ? faultOf(one) : ''
    if (fault !== null) return `${pointer}/${index}${fault}`
  }
  return null
}

function missingIn(one: { readonly [name: string]: unknown }, texts: readonly string[]): string | null {
  const name = texts.find((text) => typeof one[text] !== 'string')
  return name === undefined ? null : `/${name}`
}

function isMoment(value: unknown): boolean {
  return typeof value === 'string' && value.includes('T') && !Number.isNaN(Date.parse(value))
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

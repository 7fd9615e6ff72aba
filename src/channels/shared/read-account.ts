// An account as it stands in a configuration: all its faults at once, each with its property, none with a value in it, as
// most values are secrets. An unknown property is a fault: a misspelt one would otherwise silently do nothing.
import type { AccountFault } from '../../ports/channel-adapter.js'
import { asId, type Fields, pick } from './read.js'

/** `means` completes "… must be". */
export interface Form {
  readonly pattern: RegExp
  readonly means: string
}

/** Each reader notes a fault and gives something harmless for what is missing or malformed. */
export interface AccountReader {
  /** Required; not blank. */
  readonly text: (name: string, form?: Form) => string
  readonly optional: (name: string, form?: Form) => string | undefined
  /** Required; a number will do, as in YAML. */
  readonly id: (name: string, form?: Form) => string
  readonly optionalId: (name: string, form?: Form) => string | undefined
  readonly ids: (name: string) => readonly string[]
  readonly flag: (name: string, otherwise: boolean) => boolean
  /** Without the slash at its end. */
  readonly url: (name: string, otherwise: string) => string
  /** PEM. */
  readonly ca: (name: string) => string | undefined
  readonly fault: (name: string, message: string) => void
}

const MAX_TEXT = 10_000
const MAX_CA = 1_000_000

export function readAccount<Account>(
  value: unknown,
  properties: readonly (keyof Account & string)[],
  read: (reader: AccountReader) => Account,
): { readonly account: Account } | { readonly faults: readonly AccountFault[] } {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { faults: [{ pointer: '', message: 'The account must be an object.' }] }
  const faults: AccountFault[] = []
  const fault = (name: string, message: string): void => {
    faults.push({ pointer: `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, message })
  }
  const known: readonly string[] = properties
  for (const name of Object.keys(value)) if (!known.includes(name)) fault(name, `There is no property ${name}.`)
  const account = read(readerOf({ ...value }, fault))
  return faults.length === 0 ? { account } : { faults }
}

function readerOf(fields: Fields, fault: AccountReader['fault']): AccountReader {
  const has = (name: string): boolean => pick(fields, name) !== undefined && pick(fields, name) !== null
  const required = (name: string): boolean => {
    if (!has(name)) fault(name, `${name} is missing.`)
    return has(name)
  }
  const formed = (name: string, text: string | undefined, form: Form | undefined, max = MAX_TEXT): string => {
    if (text === undefined || text.trim() === '') fault(name, `${name} must be a text that isn't empty.`)
    else if (text.length > max) fault(name, `${name} is too long.`)
    else if (form !== undefined && !form.pattern.test(text)) fault(name, `${name} must be ${form.means}.`)
    return text ?? ''
  }
  const textAt = (name: string): string | undefined => {
    const value = pick(fields, name)
    return typeof value === 'string' ? value : undefined
  }
  const text: AccountReader['text'] = (name, form) => (required(name) ? formed(name, textAt(name), form) : '')
  const optional: AccountReader['optional'] = (name, form) => (has(name) ? formed(name, textAt(name), form) : undefined)
  const optionalId: AccountReader['optionalId'] = (name, form) =>
    has(name) ? formed(name, asId(pick(fields, name)), form) : undefined
  return {
    text,
    optional,
    id: (name, form) => (required(name) ? (optionalId(name, form) ?? '') : ''),
    optionalId,
    ids: (name) => {
      const list = has(name) ? pick(fields, name) : []
      const ids = Array.isArray(list) ? list.map(asId) : [undefined]
      if (ids.includes(undefined)) fault(name, `${name} must be a list of ids.`)
      return ids.flatMap((id) => id ?? [])
    },
    flag: (name, otherwise) => {
      const value = has(name) ? pick(fields, name) : otherwise
      if (typeof value !== 'boolean') fault(name, `${name} must be true or false.`)
      return value === true
    },
    url: (name, otherwise) => {
      const url = optional(name) ?? otherwise
      if (!isBaseUrl(url))
        fault(name, `${name} must be an http or https address without name, password, query and hash.`)
      return url.replace(/\/+$/u, '')
    },
    ca: (name) => {
      const pem = has(name) ? formed(name, textAt(name), undefined, MAX_CA) : undefined
      if (pem?.includes('-----BEGIN CERTIFICATE-----') === false)
        fault(name, `${name} must be certificates as PEM text (-----BEGIN CERTIFICATE-----).`)
      return pem
    },
    fault,
  }
}

function isBaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, search, hash } = new URL(text)
  return (protocol === 'https:' || protocol === 'http:') && `${username}${password}${search}${hash}` === ''
}

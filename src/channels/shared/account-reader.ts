// Reads an account as it stands in a configuration and gathers every fault before anything is refused: who sets up a
// channel wants the whole list. What is wrong reads as its fallback meanwhile; nobody gets the account then.
import type { AccountFault } from '../../ports/channel-adapter.js'
import { asFields, type Fields } from './read.js'

const MAX_TEXT = 10_000

export interface AccountReader {
  readonly faults: AccountFault[]
  readonly fault: (name: string, message: string) => void
  /** A property that must be there and say something. */
  readonly text: (name: string, pattern?: RegExp, says?: string) => string
  readonly optionalText: (name: string, pattern?: RegExp, says?: string) => string | undefined
  /** An https address without the slash at its end; http only to this machine, as stand-ins have it. */
  readonly url: (name: string, fallback: string) => string
  readonly texts: (name: string, fallback: readonly string[], pattern?: RegExp, says?: string) => readonly string[]
  readonly flag: (name: string, fallback: boolean) => boolean
  /** A whole number from `least` to `most`. */
  readonly number: (name: string, fallback: number, least: number, most: number) => number
  readonly oneOf: <T extends string>(name: string, values: readonly T[], fallback: T) => T
  /** PEM of a certificate. */
  readonly ca: (name?: string) => string | undefined
  /** An object inside, with the properties it may have; undefined where it isn't given. */
  readonly part: (name: string, known: readonly string[]) => AccountReader | undefined
}

/** `known`: every property there is; another one is a fault, as a typing error would pass for "not set". */
export function accountReader(value: unknown, known: readonly string[]): AccountReader {
  const faults: AccountFault[] = []
  const fields = asFields(value)
  if (fields === undefined) faults.push({ pointer: '', message: 'An account is an object' })
  return readerOf(fields ?? {}, known, '', faults)
}

function readerOf(fields: Fields, known: readonly string[], at: string, faults: AccountFault[]): AccountReader {
  const fault = (name: string, message: string): void => {
    faults.push({ pointer: `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, message })
  }
  for (const name of Object.keys(fields))
    if (!known.includes(name)) fault(name, `There is no such property; there are ${known.join(', ')}`)
  const get = (name: string): unknown => (Object.hasOwn(fields, name) ? fields[name] : undefined)

  const optionalText = (name: string, pattern?: RegExp, says = `match ${pattern}`): string | undefined => {
    const one = get(name)
    if (one === undefined) return undefined
    const isFit = typeof one === 'string' && one.trim() !== '' && one.length <= MAX_TEXT
    if (!isFit) fault(name, 'Must be a text that says something')
    else if (pattern !== undefined && !pattern.test(one)) fault(name, `Must ${says}`)
    else return one
    return undefined
  }
  return {
    faults,
    fault,
    optionalText,
    text: (name, pattern, says) => {
      if (get(name) === undefined) fault(name, 'Is missing')
      return optionalText(name, pattern, says) ?? ''
    },
    url: (name, fallback) => {
      const one = get(name)
      if (one === undefined) return fallback
      if (typeof one === 'string' && isSafeAddress(one)) return one.replace(/\/+$/u, '')
      fault(name, 'Must be an https address (http to this machine only) without user, query and fragment')
      return fallback
    },
    texts: (name, fallback, pattern, says = `match ${pattern}`) => {
      const one = get(name)
      if (one === undefined) return fallback
      const isFit = Array.isArray(one) && one.every((item) => typeof item === 'string' && item.trim() !== '')
      if (!isFit) fault(name, 'Must be a list of texts')
      else if (pattern !== undefined && !one.every((item) => pattern.test(item))) fault(name, `Each must ${says}`)
      else return one
      return fallback
    },
    flag: (name, fallback) => {
      const one = get(name)
      if (one !== undefined && typeof one !== 'boolean') fault(name, 'Must be true or false')
      return typeof one === 'boolean' ? one : fallback
    },
    number: (name, fallback, least, most) => {
      const one = get(name)
      if (one === undefined) return fallback
      if (typeof one === 'number' && Number.isInteger(one) && one >= least && one <= most) return one
      fault(name, `Must be a whole number from ${least} to ${most}`)
      return fallback
    },
    oneOf: (name, values, fallback) => {
      const one = get(name)
      const found = values.find((item) => item === one)
      if (one !== undefined && found === undefined) fault(name, `Must be one of ${values.join(', ')}`)
      return found ?? fallback
    },
    ca: (name = 'ca') => optionalText(name, /-----BEGIN CERTIFICATE-----/u, 'be a certificate in PEM'),
    part: (name, inside) => {
      const one = get(name)
      if (one === undefined) return undefined
      const object = asFields(one)
      if (object === undefined) fault(name, 'Must be an object')
      return readerOf(object ?? {}, inside, `${at}/${name}`, faults)
    },
  }
}

/** The account, unless there were faults. */
export function accountFrom<Account>(
  reader: AccountReader,
  account: Account,
): { readonly account: Account } | { readonly faults: readonly AccountFault[] } {
  return reader.faults.length === 0 ? { account } : { faults: reader.faults }
}

/** https, or http to this machine; nothing of a user, a query or a fragment. */
export function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, search, hash, hostname } = new URL(text)
  if (username !== '' || password !== '' || search !== '' || hash !== '') return false
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
}

export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/u.test(hostname)
}

// Reads the fields of one parsed JSON object and remembers the first fault. Only own properties count, so that
// `__proto__` in a file is nothing but a strange name.
import type { Json } from '../core/json.js'
import type { ProblemCode } from './problem.js'

export interface Fault {
  readonly code: ProblemCode
  readonly message: string
  readonly field?: string
}

export interface Fields {
  readonly has: (name: string) => boolean
  readonly raw: (name: string) => unknown
  /** A text that must be there and not empty. Numbers are taken as their digits: exports write ids both ways. */
  readonly id: (name: string) => string
  /** A text that must be there and may be empty. */
  readonly text: (name: string) => string
  readonly optionalId: (name: string) => string | undefined
  readonly optionalText: (name: string) => string | null | undefined
  readonly flag: (name: string) => boolean | undefined
  readonly oneOf: <Name extends string>(name: string, values: readonly Name[]) => Name | undefined
  readonly list: (name: string) => readonly string[] | undefined
  readonly object: (name: string) => Fields | undefined
  readonly json: (name: string) => { readonly [key: string]: Json } | undefined
  readonly fail: (fault: Fault) => void
}

export function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function fieldsOf(source: { readonly [key: string]: unknown }, fail: (fault: Fault) => void, at = ''): Fields {
  const has = (name: string) => Object.hasOwn(source, name) && source[name] !== undefined
  const raw = (name: string) => (has(name) ? source[name] : undefined)
  const missing = (name: string) =>
    fail({ code: 'missing-field', message: `"${at}${name}" is missing`, field: at + name })
  const wrong = (name: string, what: string) =>
    fail({ code: 'bad-field', message: `"${at}${name}" must be ${what}`, field: at + name })

  const optionalId = (name: string): string | undefined => {
    const value = raw(name)
    if (value === undefined || value === null) return undefined
    if (typeof value === 'string' && value !== '') return value
    if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value)
    wrong(name, 'a text that is not empty')
    return undefined
  }

  return {
    has,
    raw,
    fail,
    optionalId,
    id(name) {
      if (raw(name) === undefined || raw(name) === null) missing(name)
      return optionalId(name) ?? ''
    },
    text(name) {
      const value = raw(name)
      if (typeof value === 'string') return value
      if (value === undefined || value === null) missing(name)
      else wrong(name, 'a text')
      return ''
    },
    optionalText(name) {
      const value = raw(name)
      if (value === undefined || value === null || typeof value === 'string') return value
      wrong(name, 'a text or null')
      return undefined
    },
    flag(name) {
      const value = raw(name)
      if (value === undefined || typeof value === 'boolean') return value
      wrong(name, 'true or false')
      return undefined
    },
    oneOf(name, values) {
      const value = raw(name)
      if (value === undefined) return undefined
      const found = values.find((one) => one === value)
      if (found === undefined) wrong(name, `one of ${values.join(', ')}`)
      return found
    },
    list(name) {
      const value = raw(name)
      if (value === undefined) return undefined
      if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value
      wrong(name, 'a list of texts')
      return undefined
    },
    object(name) {
      const value = raw(name)
      if (value === undefined || value === null) return undefined
      if (isObject(value)) return fieldsOf(value, fail, `${at}${name}.`)
      wrong(name, 'an object')
      return undefined
    },
    json(name) {
      const value = raw(name)
      if (value === undefined || value === null) return undefined
      if (isJsonObject(value)) return value
      wrong(name, 'an object')
      return undefined
    },
  }
}

/** What JSON.parse gave can't be anything else. */
function isJsonObject(value: unknown): value is { readonly [key: string]: Json } {
  return isObject(value)
}

// Small readers of JSON that a stranger wrote: each gives what it is called after, or undefined, and throws for nothing.

export interface Fields {
  readonly [name: string]: unknown
}

/** What the desk takes as an id, less the room that a key of several ids needs. */
const MAX_ID = 200

/** Own properties only, so `constructor` and `__proto__` are nothing. A number in the path is a place in a list. */
export function pick(value: unknown, ...path: readonly (string | number)[]): unknown {
  let one: unknown = value
  for (const step of path) {
    if (typeof one !== 'object' || one === null || !Object.hasOwn(one, step)) return undefined
    one = Reflect.get(one, step)
  }
  return one
}

export function asFields(value: unknown): Fields | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return Object.fromEntries(Object.entries(value))
}

/** Empty for what is no list. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** A text that says something, cut to `max` UTF-16 units: names, titles. */
export function asLabel(value: unknown, max = 200): string | undefined {
  if (typeof value !== 'string' || value.trim() === '') return undefined
  const text = value.trim()
  return text.length <= max ? text : text.slice(0, max).replace(/[\uD800-\uDBFF]$/u, '')
}

/** Ids are text, whatever the provider writes. Undefined for empty, endless or broken ones and for rounded numbers. */
export function asId(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined
  if (typeof value !== 'string' || value.length > MAX_ID || value.trim() === '') return undefined
  return /\0|\p{Surrogate}/u.test(value) ? undefined : value
}

export function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** A whole number from 0, as of bytes or seconds; also where the provider writes it as a text. */
export function asCount(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,15}$/u.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined
}

/** True for `true` only. */
export function isTrue(value: unknown): boolean {
  return value === true
}

/** An address to fetch from: http or https, no longer than the desk takes. */
export function asUrl(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 10_000 || !URL.canParse(value)) return undefined
  const { protocol } = new URL(value)
  return protocol === 'https:' || protocol === 'http:' ? value : undefined
}

/** Without the properties that are undefined, as `exactOptionalPropertyTypes` wants it. */
export function given<T extends object>(value: T): { [name in keyof T]: Exclude<T[name], undefined> } {
  const entries = Object.entries(value).filter(([, one]) => one !== undefined)
  return Object.fromEntries(entries) as { [name in keyof T]: Exclude<T[name], undefined> }
}

/** A JSON object, as opposed to a list or `null`. Only own properties of it may be trusted. */
export interface UnknownRecord {
  readonly [key: string]: unknown
}

export function isRecord(value: unknown): value is UnknownRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An own property, so that `__proto__` and `constructor` never lead anywhere. */
export function own(record: UnknownRecord, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

/** One more step of a JSON pointer. */
export function pointerTo(pointer: string, key: string | number): string {
  if (typeof key === 'number') return `${pointer}/${key}`
  return `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
}

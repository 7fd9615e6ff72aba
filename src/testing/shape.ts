// Checks plain data against a shape and names every fault with its JSON pointer, all at once. Small on purpose:
// the test kit has no use for a schema compiler, and it runs in a browser as well.

export interface Fault {
  /** JSON pointer to what is wrong. */
  readonly pointer: string
  readonly message: string
}

export type Shape = (value: unknown, pointer: string) => readonly Fault[]

const fault = (pointer: string, message: string): readonly Fault[] => [{ pointer, message }]

export function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function pointerTo(pointer: string, key: string | number): string {
  return `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`
}

export const anything: Shape = () => []

export const text: Shape = (value, pointer) => (typeof value === 'string' ? [] : fault(pointer, 'must be a text'))

export const flag: Shape = (value, pointer) =>
  typeof value === 'boolean' ? [] : fault(pointer, 'must be true or false')

export const whole =
  (least: number): Shape =>
  (value, pointer) =>
    Number.isSafeInteger(value) && Number(value) >= least
      ? []
      : fault(pointer, `must be a whole number of at least ${least}`)

export const oneOf =
  (...allowed: readonly unknown[]): Shape =>
  (value, pointer) =>
    allowed.includes(value)
      ? []
      : fault(
          pointer,
          `must be ${allowed.map((one) => JSON.stringify(one)).join(' or ')}, not ${JSON.stringify(value)}`,
        )

export const nullOr =
  (shape: Shape): Shape =>
  (value, pointer) =>
    value === null ? [] : shape(value, pointer)

export const list =
  (shape: Shape): Shape =>
  (value, pointer) =>
    Array.isArray(value)
      ? value.flatMap((item, index) => shape(item, pointerTo(pointer, index)))
      : fault(pointer, 'must be a list')

/** A text that `accepts` doesn't turn down. */
export const textThat =
  (says: string, accepts: (value: string) => boolean): Shape =>
  (value, pointer) =>
    typeof value === 'string' && accepts(value) ? [] : fault(pointer, `${says}, not ${JSON.stringify(value)}`)

/** An object with any keys; `__proto__` and its like are turned down. */
export const mapOf =
  (shape: Shape): Shape =>
  (value, pointer) => {
    if (!isObject(value)) return fault(pointer, 'must be an object')
    return Object.entries(value).flatMap(([key, item]) =>
      key === '__proto__' || key === 'constructor' || key === 'prototype'
        ? fault(pointerTo(pointer, key), 'is not allowed as a name')
        : shape(item, pointerTo(pointer, key)),
    )
  }

/** An object with these keys only. */
export const object =
  (shapes: { readonly [key: string]: Shape }, required: readonly string[] = []): Shape =>
  (value, pointer) => {
    if (!isObject(value)) return fault(pointer, 'must be an object')
    const known = new Map(Object.entries(shapes))
    const missing = required.filter((key) => !Object.hasOwn(value, key))
    return [
      ...missing.flatMap((key) => fault(pointer, `needs "${key}"`)),
      ...Object.entries(value).flatMap(([key, item]) => {
        const shape = known.get(key)
        const at = pointerTo(pointer, key)
        return shape === undefined
          ? fault(at, `is unknown here; known are ${[...known.keys()].join(', ')}`)
          : shape(item, at)
      }),
    ]
  }

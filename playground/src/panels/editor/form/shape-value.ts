import type { Shape } from './schema-shape.js'

/** Whether a value looks like it was meant as this shape; what is wrong inside is the check's to say. */
export function isOfShape(value: unknown, shape: Shape): boolean {
  switch (shape.kind) {
    case 'constant':
      return value === shape.value
    case 'choice':
      return typeof value === 'string' && shape.values.includes(value)
    case 'yes-no':
      return typeof value === 'boolean'
    case 'number':
      return typeof value === 'number'
    case 'text':
      return typeof value === 'string'
    case 'texts':
      return isObject(value)
    case 'list':
      return Array.isArray(value)
    case 'record': {
      if (!isObject(value)) return false
      return shape.fields.every(({ name, isRequired, shape: inner }) =>
        inner.kind === 'constant' ? value[name] === inner.value : !isRequired || Object.hasOwn(value, name),
      )
    }
    case 'one-of':
      return shape.shapes.some((one) => isOfShape(value, one))
    case 'any':
      return true
    default:
      return shape satisfies never
  }
}

/** What a field begins with when it is chosen. */
export function emptyOf(shape: Shape): unknown {
  switch (shape.kind) {
    case 'constant':
      return shape.value
    case 'choice':
      return shape.values[0] ?? ''
    case 'yes-no':
      return true
    case 'number':
      return shape.least ?? 0
    case 'text':
      return ''
    case 'texts':
      return { en: '', ru: '' }
    case 'list':
      return []
    case 'record':
      return Object.fromEntries(
        shape.fields.filter(({ isRequired }) => isRequired).map(({ name, shape: inner }) => [name, emptyOf(inner)]),
      )
    case 'one-of':
      return shape.shapes[0] === undefined ? null : emptyOf(shape.shapes[0])
    case 'any':
      return ''
    default:
      return shape satisfies never
  }
}

export function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

import type { Json } from '../json.js'

// What traces show of a value: JSON, and small, because a trace is stored with every message.
const LONGEST_TEXT = 500
const LONGEST_LIST = 50
const DEEPEST = 6
/** A character of two units that the cut went through: databases refuse the first alone. */
const HALF = /[\uD800-\uDBFF]$/u

/** The value as JSON; long texts end in `…`, long lists and objects are cut, what JSON can't say is `null`. */
export function shown(value: unknown, depth = 0): Json {
  switch (typeof value) {
    case 'string':
      return value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT).replace(HALF, '')}…` : value
    case 'number':
      return Number.isFinite(value) ? value : null
    case 'boolean':
      return value
    case 'bigint':
      return value.toString()
    case 'object':
      return shownObject(value, depth)
    default:
      return null
  }
}

function shownObject(value: object | null, depth: number): Json {
  if (value === null) return null
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (depth >= DEEPEST) return '…'
  if (Array.isArray(value)) return value.slice(0, LONGEST_LIST).map((one) => shown(one, depth + 1))
  const entries = Object.entries(value).slice(0, LONGEST_LIST)
  // fromEntries makes own properties, whatever they are called.
  return Object.fromEntries(entries.map(([key, one]) => [key, shown(one, depth + 1)]))
}

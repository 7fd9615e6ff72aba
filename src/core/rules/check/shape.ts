import { pointerTo } from '../record.js'
import type { Report } from './report.js'

/** Levels of lists and objects. 50 levels of conditions take 105, the rest is for values. */
export const DEEPEST_JSON = 130
/** 100,000 rules have about 5 million values. */
const MOST_VALUES = 20_000_000

interface Step {
  readonly value: object
  readonly depth: number
  readonly key: string | number
  readonly parent: Step | null
}

/**
 * Whether everything else may walk the value by recursion: JSON, not too deep, not endless. Only this one uses a
 * stack of its own.
 */
export function hasSoundShape(input: unknown, report: Report): boolean {
  const open: Step[] = []
  let seen = 0
  /** Takes a value of the step, the root's parent being `null`; `false` when that is the end. */
  const take = (value: unknown, key: string | number, parent: Step | null): boolean => {
    seen += 1
    if (typeof value === 'string' || typeof value === 'boolean' || value === null || value === undefined) return true
    const said = notJson(value)
    const depth = parent === null ? 0 : parent.depth + 1
    if (said !== undefined) {
      report.error('not-json', pointerOf(key, parent), `JSON can't say ${said}.`)
      return false
    }
    if (typeof value !== 'object') return true
    if (depth >= DEEPEST_JSON) {
      report.error('too-deep', pointerOf(key, parent), `Nested more than ${DEEPEST_JSON} levels deep.`)
      return false
    }
    open.push({ value, depth, key, parent })
    return true
  }
  if (!take(input, '', null)) return false
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    const { value } = step
    const keys: readonly (string | number)[] | undefined = Array.isArray(value) ? undefined : Object.keys(value)
    const values: readonly unknown[] = Array.isArray(value) ? value : Object.values(value)
    if (seen + values.length > MOST_VALUES) {
      report.error('too-large', '', `There are more than ${MOST_VALUES} values, or the value contains itself.`)
      return false
    }
    for (let at = values.length - 1; at >= 0; at -= 1) {
      if (!take(values[at], keys?.[at] ?? at, step)) return false
    }
  }
  return true
}

function notJson(value: unknown): string | undefined {
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') return `a ${typeof value}`
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : undefined
}

function pointerOf(key: string | number, parent: Step | null): string {
  const keys: (string | number)[] = parent === null ? [] : [key]
  for (let here = parent; here !== null && here.parent !== null; here = here.parent) keys.push(here.key)
  return keys.reverse().reduce<string>(pointerTo, '')
}

import { pointerTo } from '../record.js'
import type { Report } from './report.js'

/** Levels of lists and objects. 50 levels of conditions take 105, the rest is for values. */
export const DEEPEST_JSON = 130
/** 100,000 rules have about 5 million values. */
const MOST_VALUES = 20_000_000

interface Step {
  readonly value: unknown
  readonly depth: number
  readonly key: string | number
  readonly parent: Step | null
}

/**
 * Whether everything else may walk the value by recursion: JSON, not too deep, not endless. Only this one uses a
 * stack of its own.
 */
export function hasSoundShape(input: unknown, report: Report): boolean {
  const open: Step[] = [{ value: input, depth: 0, key: '', parent: null }]
  let seen = 0
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    seen += 1
    if (seen > MOST_VALUES) {
      report.error('too-large', '', `There are more than ${MOST_VALUES} values, or the value contains itself.`)
      return false
    }
    const { value, depth } = step
    if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
      report.error('not-json', pointerOf(step), `JSON can't say a ${typeof value}.`)
      return false
    }
    if (typeof value === 'number' && !Number.isFinite(value)) {
      report.error('not-json', pointerOf(step), `JSON can't say ${value}.`)
      return false
    }
    if (typeof value !== 'object' || value === null) continue
    if (depth >= DEEPEST_JSON) {
      report.error('too-deep', pointerOf(step), `Nested more than ${DEEPEST_JSON} levels deep.`)
      return false
    }
    if (Array.isArray(value)) {
      for (let key = value.length - 1; key >= 0; key -= 1) {
        open.push({ value: value[key], depth: depth + 1, key, parent: step })
      }
    } else {
      for (const [key, inner] of Object.entries(value).reverse()) {
        open.push({ value: inner, depth: depth + 1, key, parent: step })
      }
    }
  }
  return true
}

function pointerOf(step: Step): string {
  const keys: (string | number)[] = []
  for (let here: Step = step; here.parent !== null; here = here.parent) keys.push(here.key)
  return keys.reverse().reduce<string>(pointerTo, '')
}

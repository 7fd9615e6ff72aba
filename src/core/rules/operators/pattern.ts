import { RE2JS } from 're2js'
import { notA, type RuleOperator } from './operator.js'

/** Longest pattern, in characters: RE2 is linear in the text, but also in the pattern's size. */
export const LONGEST_PATTERN = 2000
const MANY = 2048

type Compiled = RE2JS | string

/** RE2 syntax: linear time, no look-around and no back references; `(?i)` in front ignores case. */
export function patternOperators(): readonly RuleOperator[] {
  const known = new Map<string, Compiled>()
  const compiled = (pattern: string): Compiled => {
    let found = known.get(pattern)
    if (found === undefined) {
      if (known.size >= MANY) known.clear()
      found = compilePattern(pattern)
      known.set(pattern, found)
    }
    return found
  }
  return [
    {
      name: 'matches',
      help: 'The text matches this RE2 pattern somewhere.',
      facts: ['text', 'time', 'clock'],
      valueProblem(value) {
        if (typeof value !== 'string') return notA('A pattern', value)
        const pattern = compiled(value)
        return typeof pattern === 'string' ? pattern : undefined
      },
      judge(fact, value) {
        if (typeof fact !== 'string') return notA('A text', fact)
        if (typeof value !== 'string') return notA('A pattern', value)
        const pattern = compiled(value)
        return typeof pattern === 'string' ? pattern : pattern.test(fact)
      },
    },
  ]
}

export function compilePattern(pattern: string): Compiled {
  if (pattern === '') return 'The pattern is empty'
  if (pattern.length > LONGEST_PATTERN) return `The pattern is longer than ${LONGEST_PATTERN} characters`
  try {
    return RE2JS.compile(pattern)
  } catch (error) {
    return `RE2 refuses the pattern: ${error instanceof Error ? error.message : String(error)}`
  }
}

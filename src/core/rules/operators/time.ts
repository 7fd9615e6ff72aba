import { momentBefore, parseSpan } from '../duration.js'
import { isClockTime, parseMoment } from '../moment.js'
import { type Judgement, notA, type RuleOperator } from './operator.js'

const NOW: unique symbol = Symbol('now')

/** A side of a comparison that knows the snapshot's `now`; json-rules-engine hands operators nothing else. */
export interface Dated {
  readonly [NOW]: number
  readonly value: unknown
}

/** Every element of a list gets its own, so that `someValue` and `everyValue` find a list. */
export function dated(value: unknown, now: number): unknown {
  if (Array.isArray(value)) return value.map((one) => dated(one, now))
  const side: Dated = { [NOW]: now, value }
  return side
}

function isDated(value: unknown): value is Dated {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, NOW)
}

export const TIME_OPERATORS: readonly RuleOperator[] = [
  order('before', 'Earlier than this time.', (fact, value) => fact < value),
  order('after', 'Later than this time.', (fact, value) => fact > value),
  // The boundary counts as older: a rule that comes `after: PT2H` finds its own moment two hours old.
  age('olderThan', 'At least this long ago (ISO 8601 duration).', (at, limit) => at <= limit),
  age('youngerThan', 'Less than this long ago (ISO 8601 duration), or still to come.', (at, limit) => at > limit),
]

function order(name: string, help: string, test: (fact: number | string, value: number | string) => boolean) {
  const operator: RuleOperator = {
    name,
    help,
    facts: ['time', 'clock'],
    compares: 'same',
    valueProblem: (value) =>
      isClockTime(value) || parseMoment(value) !== undefined
        ? undefined
        : 'A time such as 2026-03-02T09:00:00Z, or 09:00 of a day, is needed',
    judge(fact, value): Judgement {
      if (isClockTime(fact) && isClockTime(value)) return test(fact, value)
      const at = parseMoment(fact)
      if (at === undefined) return notA('A time', fact)
      const other = parseMoment(value)
      return other === undefined ? notA('A time to compare with', value) : test(at, other)
    },
  }
  return operator
}

function age(name: string, help: string, test: (at: number, limit: number) => boolean): RuleOperator {
  return {
    name,
    help,
    facts: ['time'],
    dated: true,
    valueProblem: (value) =>
      typeof value === 'string' && parseSpan(value) !== undefined
        ? undefined
        : 'An ISO 8601 duration such as PT2H or P1D is needed',
    judge(fact, value): Judgement {
      // `swap` brings the dated side to the left.
      const now = isDated(value) ? value[NOW] : isDated(fact) ? fact[NOW] : undefined
      if (now === undefined) return 'The present moment is not known here'
      const at = parseMoment(bare(fact))
      if (at === undefined) return notA('A time', bare(fact))
      const length = bare(value)
      const span = typeof length === 'string' ? parseSpan(length) : undefined
      return span === undefined ? notA('A duration such as PT2H', length) : test(at, momentBefore(now, span))
    },
  }
}

function bare(side: unknown): unknown {
  return isDated(side) ? side.value : side
}

import { isClockTime, parseMoment } from '../moment.js'
import { isList, type Judgement, notA, type RuleOperator } from './operator.js'

const NEEDED = 'Two bounds, both numbers or both times'

export const RANGE_OPERATORS: readonly RuleOperator[] = [
  {
    name: 'between',
    help: 'From the first to the second of the two bounds, both included; a clock range may run over midnight.',
    facts: ['number', 'time', 'clock'],
    compares: 'same-listed',
    valueProblem(value) {
      const bounds = readBounds(value)
      if (typeof bounds === 'string') return bounds
      const [low, high] = bounds
      return typeof low === 'number' && typeof high === 'number' && low > high
        ? 'Nothing lies between: the first bound is above the second'
        : undefined
    },
    judge(fact, value): Judgement {
      const bounds = readBounds(value)
      if (typeof bounds === 'string') return bounds
      const [low, high, kind] = bounds
      switch (kind) {
        case 'clock':
          if (!isClockTime(fact)) return notA('A time of day', fact)
          return low <= high ? low <= fact && fact <= high : low <= fact || fact <= high
        case 'number':
          if (typeof fact !== 'number') return notA('A number', fact)
          return low <= fact && fact <= high
        case 'time': {
          const at = parseMoment(fact)
          return at === undefined ? notA('A time', fact) : low <= at && at <= high
        }
        default:
          return kind satisfies never
      }
    },
  },
]

type Bounds =
  | readonly [low: number, high: number, kind: 'number' | 'time']
  | readonly [low: string, high: string, kind: 'clock']

function readBounds(value: unknown): Bounds | string {
  if (!isList(value) || value.length !== 2) return NEEDED
  const [low, high] = value
  if (Number.isFinite(low) && Number.isFinite(high)) return [Number(low), Number(high), 'number']
  if (isClockTime(low) && isClockTime(high)) return [low, high, 'clock']
  const from = parseMoment(low)
  const to = parseMoment(high)
  return from === undefined || to === undefined ? NEEDED : [from, to, 'time']
}

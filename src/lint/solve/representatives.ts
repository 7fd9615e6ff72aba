// For a variable of a kind whose values can be divided by the rule's constants into few cells, one value of each: if none
// of them makes the comparisons come out as they have to, no value does.
import { parseSpan } from '../../core/rules/duration.js'
import { MISSING } from '../../core/rules/missing.js'
import { isClockTime, parseMoment } from '../../core/rules/moment.js'
import { splitOperator } from '../../core/rules/operators/engine-operators.js'
import { isList } from '../../core/rules/operators/operator.js'
import { hasFixedValue } from './compare.js'
import type { Literal } from './formula.js'
import { canBeMissing, type Occasion, settledValue } from './trigger-values.js'
import type { Variable } from './variable.js'

/** The moment that ages are measured from; any would do. */
export const SOME_NOW = Date.UTC(2026, 2, 2, 9)

export interface Cells {
  /** Of these the values are representative; others may say anything. */
  readonly literals: readonly Literal[]
  readonly values: readonly unknown[]
}

const ANY_KIND = ['equal', 'notEqual', 'in', 'notIn', 'isBlank']
const ORDERED = ['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive']
const OPERATORS: { readonly [kind: string]: ReadonlySet<string> } = {
  number: new Set([...ANY_KIND, ...ORDERED, 'between']),
  time: new Set(['before', 'after', 'between', 'isBlank']),
  clock: new Set([...ANY_KIND, ...ORDERED, 'before', 'after', 'between']),
  list: new Set(['contains', 'doesNotContain', 'hasNone', 'isBlank']),
  record: new Set(['isBlank']),
}
/** Subsets of these are tried: 2⁸ lists. */
const MOST_MEMBERS = 8

/** Every way of dividing the variable's values; a contradiction in one of them is one. */
export function cellsOf(variable: Variable, literals: readonly Literal[], on: Occasion | null): readonly Cells[] {
  const fixed = literals.filter(isFixed)
  const settled = settledValue(variable, on)
  if (settled !== undefined) return [{ literals: fixed, values: [settled.value] }]
  const equalTo = constantCells(fixed)
  return [...equalTo, ...kindCells(variable, fixed, on)]
}

/** Operators that see nothing but the two sides. */
function isFixed({ leaf, isForeign }: Literal): boolean {
  return !isForeign && hasFixedValue(leaf)
}

/** `equal` or `in` that has to hold leaves only its own constants. */
function constantCells(literals: readonly Literal[]): readonly Cells[] {
  const sure = literals.find(({ leaf, holds }) => holds && (leaf.operator === 'equal' || leaf.operator === 'in'))
  if (sure === undefined) return []
  const { value } = sure.leaf
  const values: readonly unknown[] = sure.leaf.operator === 'in' && Array.isArray(value) ? value : [value]
  const ageless = literals.filter((one) => !isAge(one))
  return [{ literals: ageless, values }]
}

function kindCells(variable: Variable, literals: readonly Literal[], on: Occasion | null): readonly Cells[] {
  const { type } = variable
  const absent = absentValues(variable, on)
  const taking = (kind: string) => literals.filter(({ leaf }) => OPERATORS[kind]?.has(bareName(leaf.operator)))
  switch (type.kind) {
    case 'boolean':
      return [{ literals: literals.filter((one) => !isAge(one)), values: [true, false, ...absent] }]
    case 'text':
      if (type.values === undefined) return []
      return [{ literals: literals.filter((one) => !isAge(one)), values: [...type.values, ...absent] }]
    case 'number': {
      const known = taking('number').filter(({ leaf }) => constants(leaf.value).every((one) => typeof one === 'number'))
      const numbers = known.flatMap(({ leaf }) => constants(leaf.value)).filter((one) => typeof one === 'number')
      return [{ literals: known, values: [...around(numbers), ...absent] }]
    }
    case 'clock': {
      const known = taking('clock').filter(({ leaf }) => constants(leaf.value).every(isClockTime))
      const times = known.flatMap(({ leaf }) => constants(leaf.value).filter(isClockTime))
      return [{ literals: known, values: [...minutesAround(times), ...absent] }]
    }
    case 'time': {
      const known = taking('time').filter(({ leaf }) => constants(leaf.value).every((one) => at(one) !== undefined))
      const moments = known.flatMap(({ leaf }) => constants(leaf.value).map((one) => at(one) ?? 0))
      const ages = literals.filter((one) => isAge(one) || bareName(one.leaf.operator) === 'isBlank')
      const limits = ages.filter(isAge).map(({ leaf }) => SOME_NOW - (parseSpan(String(leaf.value))?.ms ?? 0))
      return [
        { literals: known, values: [...iso(moments), ...absent] },
        { literals: ages, values: [...iso(limits), ...absent] },
      ]
    }
    case 'list': {
      const known = taking('list')
      const asked = known.filter(({ leaf }) => bareName(leaf.operator) !== 'isBlank')
      const members = [...new Set(asked.flatMap(({ leaf }) => (isList(leaf.value) ? leaf.value : [leaf.value])))]
      if (members.length > MOST_MEMBERS) return []
      return [{ literals: known, values: [...subsets(members), ...absent] }]
    }
    case 'record':
      return [{ literals: taking('record'), values: [{}, ...absent] }]
    case 'unknown':
      return []
    default:
      return type satisfies never
  }
}

function absentValues({ type, fact }: Variable, on: Occasion | null): readonly unknown[] {
  const none = type.kind !== 'unknown' && type.nullable === true ? [null, undefined] : []
  return canBeMissing(fact, on) ? [...none, MISSING] : none
}

function isAge({ leaf }: Literal): boolean {
  const name = bareName(leaf.operator)
  const isOne = name === 'olderThan' || name === 'youngerThan'
  return isOne && parseSpan(String(leaf.value))?.months === 0
}

/** Without `not:`; of other decorators nothing is known. */
function bareName(operator: string): string {
  const { decorators, name } = splitOperator(operator)
  return decorators.every((one) => one === 'not') ? name : ''
}

function constants(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : typeof value === 'boolean' || value === null ? [] : [value]
}

function at(value: unknown): number | undefined {
  return parseMoment(value)
}

/** Each number, one below and above all, and one between each two. */
function around(numbers: readonly number[]): readonly number[] {
  const sorted = [...new Set(numbers)].sort((one, other) => one - other)
  const [first = 0, last = 0] = [sorted[0], sorted.at(-1)]
  const between = sorted.slice(1).map((one, index) => (one + (sorted[index] ?? one)) / 2)
  return [first - 1, ...sorted, ...between, last + 1]
}

function iso(moments: readonly number[]): readonly string[] {
  return moments
    .flatMap((moment) => [moment - 1, moment, moment + 1].map((one) => new Date(one).toISOString()))
    .concat(new Date(SOME_NOW).toISOString())
}

/** Each time of day with the minutes beside it, and both ends of the day. */
function minutesAround(times: readonly string[]): readonly string[] {
  const minutes = times.flatMap((time) => {
    const minute = Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
    return [minute - 1, minute, minute + 1]
  })
  return [...new Set([0, 720, 1439, ...minutes.map((minute) => (minute + 1440) % 1440)])].map((minute) =>
    [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':'),
  )
}

function subsets(members: readonly unknown[]): readonly (readonly unknown[])[] {
  const foreign = { nobody: 'names this' }
  const all = Array.from({ length: 2 ** members.length }, (_, bits) =>
    members.filter((_one, index) => (bits >> index) % 2 === 1),
  )
  return [...all, ...all.map((one) => [...one, foreign])]
}

// Values that a fact could have so that a comparison turns out otherwise: made from the operator's own constants. They
// are guesses, in the order of how natural they are; what a comparison makes of them is for the engine to say.

import type { FactType } from '../../rules/facts.js'
import { splitOperator } from '../../rules/operators/engine-operators.js'
import { foldText } from '../../rules/operators/fold-text.js'
import { isList } from '../../rules/operators/operator.js'
import { isRecord, own } from '../../rules/record.js'
import { around, knownValues, otherThan } from './other-values.js'
import { samplePattern } from './sample-pattern.js'

const UNKNOWN: FactType = { kind: 'unknown' }
/** Of longer lists in rules only so many elements are tried one by one. */
const MOST = 20
const PHONE = '+79161234567'
const EMAIL = 'anna@example.com'
/** Stands for a text that says something else. */
const ELSE = '…'

/** `actual` is what the fact is now, `expected` the value of the comparison (both after any fact in its place was read). */
export function candidatesFor(
  operator: string,
  type: FactType,
  actual: unknown,
  expected: unknown,
): readonly unknown[] {
  const { decorators, name } = splitOperator(operator)
  const [decorator, ...rest] = decorators
  const inner = [...rest, name].join(':')
  switch (decorator) {
    case undefined:
      return [...plain(name, type, actual, expected), ...knownValues(type)]
    case 'someFact':
    case 'everyFact': {
      const list = isList(actual) ? actual : []
      const one = candidatesFor(inner, type.kind === 'list' ? type.of : UNKNOWN, list[0], expected)
      return [...one.flatMap((value) => [[...list, value], [value]]), []]
    }
    case 'someValue':
    case 'everyValue': {
      const values = isList(expected) ? expected.slice(0, MOST) : []
      const list = isList(actual) ? actual : []
      return [
        ...values.flatMap((value) => candidatesFor(inner, type, actual, value)),
        values.join(' '),
        [...list, ...values],
      ]
    }
    case 'swap':
      return [expected, ...(isList(expected) ? expected.slice(0, MOST) : []), ...otherThan([expected].flat(), type)]
    default:
      return candidatesFor(inner, type, actual, expected)
  }
}

function plain(name: string, type: FactType, actual: unknown, expected: unknown): readonly unknown[] {
  const values = isList(expected) ? expected.slice(0, MOST) : [expected]
  switch (name) {
    case 'in':
    case 'notIn':
      return [...values, ...otherThan(isList(expected) ? expected : [expected], type)]
    case 'lessThan':
    case 'lessThanInclusive':
    case 'greaterThan':
    case 'greaterThanInclusive':
    case 'before':
    case 'after':
    case 'between':
      return values.flatMap(around)
    case 'contains':
    case 'doesNotContain':
    case 'hasAny':
    case 'hasAll':
    case 'hasNone':
      return lists(isList(actual) ? actual : [], values)
    case 'containsText':
    case 'containsWord':
    case 'containsAnyText':
    case 'containsAllText':
      return containing(actual, texts(values))
    case 'startsWith':
      return texts(values).flatMap((text) => [`${text} ${textOf(actual)}`.trim(), `${ELSE} ${textOf(actual)}`.trim()])
    case 'endsWith':
      return texts(values).flatMap((text) => [`${textOf(actual)} ${text}`.trim(), `${textOf(actual)} ${ELSE}`.trim()])
    case 'matches':
      return patterned(actual, texts(values))
    case 'isBlank':
      return type.kind === 'list' ? [[], ['x']] : [null, '', EMAIL]
    case 'isEmail':
      return [EMAIL, null, ELSE]
    case 'isPhone':
      return [PHONE, null, ELSE]
    case 'changedTo':
    case 'changedFrom':
      return otherThan([expected], UNKNOWN).flatMap((other) => [
        { from: other, to: expected },
        { from: expected, to: other },
        { from: actualSide(actual, 'from'), to: other },
      ])
    default:
      return [expected, ...otherThan([expected], type)]
  }
}

function actualSide(actual: unknown, side: string): unknown {
  return isRecord(actual) ? (own(actual, side) ?? null) : null
}

function lists(list: readonly unknown[], values: readonly unknown[]): readonly unknown[] {
  const without = list.filter((one) => !values.includes(one))
  return [
    ...values.map((value) => (list.includes(value) ? list : [...list, value])),
    [...list, ...values.filter((value) => !list.includes(value))],
    ...values.map((value) => list.filter((one) => one !== value)),
    without,
  ]
}

function containing(actual: unknown, sought: readonly string[]): readonly unknown[] {
  const text = textOf(actual)
  const missing = sought.filter((one) => !foldText(text).includes(foldText(one)))
  return [
    ...sought.map((one) => `${text} ${one}`.trim()),
    `${text} ${missing.join(' ')}`.trim(),
    ...sought.map((one) => without(text, [one]) || ELSE),
    without(text, sought) || ELSE,
    ELSE,
  ]
}

function patterned(actual: unknown, patterns: readonly string[]): readonly unknown[] {
  const text = textOf(actual)
  return [...patterns.map(samplePattern).flatMap((sample) => [`${text} ${sample}`.trim(), sample]), ELSE]
}

/** The text with these taken out, written however: upper or lower case, ё or е. */
function without(text: string, sought: readonly string[]): string {
  let left = text
  for (const one of sought.map(plainly).filter((word) => word !== '')) {
    for (let at = plainly(left).indexOf(one); at >= 0; at = plainly(left).indexOf(one)) {
      left = `${left.slice(0, at)}${left.slice(at + one.length)}`
    }
  }
  return left.replace(/\s+/gu, ' ').trim()
}

/** Folded as far as lengths stay the same, so that places in it are places in the text. */
function plainly(text: string): string {
  return [...text]
    .map((sign) => {
      const lower = sign.toLowerCase()
      return lower.length === sign.length ? lower.replace('ё', 'е') : sign
    })
    .join('')
}

function texts(values: readonly unknown[]): readonly string[] {
  return values.filter((one): one is string => typeof one === 'string')
}

function textOf(actual: unknown): string {
  return typeof actual === 'string' ? actual : ''
}

/** A list or a text of each length. */
export function ofLength(actual: unknown, lengths: readonly unknown[]): readonly unknown[] {
  return lengths
    .filter((one): one is number => Number.isInteger(one) && Number(one) >= 0 && Number(one) <= 1000)
    .map((length) =>
      typeof actual === 'string'
        ? actual.slice(0, length).padEnd(length, ELSE)
        : Array.from({ length }, (_, at) => (isList(actual) && at < actual.length ? actual[at] : `x${at}`)),
    )
}

import type { FactType } from '../facts.js'
import { isClockTime, parseMoment } from '../moment.js'
import { DECORATORS, splitOperator } from '../operators/engine-operators.js'
import { isList, kindOf, type RuleOperator } from '../operators/operator.js'
import type { Known } from './known.js'
import { meant, type Report } from './report.js'

/** A leaf whose fact has been looked up; `otherType`: the value is a fact of this type. */
export interface Comparison {
  readonly type: FactType
  readonly operator: string
  readonly value: unknown
  readonly otherType: FactType | undefined
  readonly pointer: string
}

const UNKNOWN: FactType = { kind: 'unknown' }
const ORDERED: ReadonlySet<string> = new Set(['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'])
const KIND_NAMES: { readonly [kind: string]: string } = {
  text: 'a text',
  number: 'a number',
  boolean: 'true or false',
  time: 'a time',
  clock: 'a time of day (HH:MM)',
  list: 'a list',
  record: 'an object',
}

/** Whether operator, decorators and value exist and can ever fit the fact. */
export function checkComparison(comparison: Comparison, known: Known, report: Report): void {
  const { decorators, name } = splitOperator(comparison.operator)
  const pointer = `${comparison.pointer}/operator`
  const prefix = decorators.map((decorator) => `${decorator}:`).join('')
  const operator = known.operators.get(name)
  if (operator === undefined) {
    const { hint, fix } = meant(name, known.operators.keys(), pointer, (right) => prefix + right)
    report.error('unknown-operator', pointer, `There is no operator \`${name}\`.${hint}`, fix)
  }
  for (const decorator of decorators) {
    if (DECORATORS.some((one) => one === decorator)) continue
    const { hint, fix } = meant(decorator, DECORATORS, pointer, (right) =>
      [...decorators.map((one) => (one === decorator ? right : one)), name].join(':'),
    )
    report.error('unknown-decorator', pointer, `There is no decorator \`${decorator}\`.${hint}`, fix)
    return
  }
  if (operator !== undefined) checkDecorated(comparison, decorators, operator, report)
}

function checkDecorated(
  comparison: Comparison,
  decorators: readonly string[],
  operator: RuleOperator,
  report: Report,
): void {
  let type = comparison.type
  let otherType = comparison.otherType
  // Pointers of the single values, once a decorator takes the list apart.
  let values: readonly (readonly [pointer: string, value: unknown])[] = [
    [`${comparison.pointer}/value`, comparison.value],
  ]
  for (const decorator of decorators) {
    if (decorator === 'swap') return
    if (decorator === 'someFact' || decorator === 'everyFact') {
      if (type.kind !== 'unknown' && type.kind !== 'list') {
        report.error(
          'type-mismatch',
          `${comparison.pointer}/operator`,
          `\`${decorator}\` needs a list; the fact is ${KIND_NAMES[type.kind]}.`,
        )
        return
      }
      type = type.kind === 'list' ? type.of : UNKNOWN
    } else if (decorator === 'someValue' || decorator === 'everyValue') {
      if (otherType !== undefined) {
        otherType = otherType.kind === 'list' ? otherType.of : UNKNOWN
        continue
      }
      const misfit = values.find(([, value]) => !isList(value))
      if (misfit !== undefined) {
        report.error('bad-value', misfit[0], `\`${decorator}\` needs a list of values.`)
        return
      }
      values = values.flatMap(([pointer, value]) =>
        isList(value) ? value.map((one, index) => [`${pointer}/${index}`, one] as const) : [],
      )
    }
  }
  if (!takesFact(operator, type)) {
    const wanted = [operator.facts].flat().map((kind) => KIND_NAMES[kind] ?? kind)
    const message = `\`${operator.name}\` asks of ${wanted.join(' or ')}; the fact is ${KIND_NAMES[type.kind] ?? 'something else'}.`
    report.error('type-mismatch', `${comparison.pointer}/operator`, message)
    return
  }
  if (otherType !== undefined) checkOther(comparison, type, otherType, operator, report)
  else for (const [pointer, value] of values) checkValue(type, value, operator, pointer, report)
}

function takesFact(operator: RuleOperator, type: FactType): boolean {
  return operator.facts === 'any' || type.kind === 'unknown' || operator.facts.includes(type.kind)
}

function checkOther(at: Comparison, type: FactType, other: FactType, operator: RuleOperator, report: Report): void {
  if (operator.compares !== 'same' || type.kind === 'unknown' || other.kind === 'unknown') return
  if (type.kind === other.kind) return
  const message = `${KIND_NAMES[type.kind]} is compared with ${KIND_NAMES[other.kind]}.`
  report.error('type-mismatch', `${at.pointer}/value`, capital(message))
}

function checkValue(type: FactType, value: unknown, operator: RuleOperator, pointer: string, report: Report): void {
  const problem = operator.valueProblem?.(value)
  if (problem !== undefined) {
    const code = operator.name === 'matches' ? 'bad-pattern' : operator.dated === true ? 'bad-duration' : 'bad-value'
    // json-rules-engine does order anything, by JavaScript's rules; of an unknown fact that may be meant.
    if (ORDERED.has(operator.name) && type.kind === 'unknown') report.warning(code, pointer, sentence(problem))
    else report.error(code, pointer, sentence(problem))
    return
  }
  switch (operator.compares) {
    case 'same':
      checkSame(type, value, pointer, report)
      return
    case 'same-listed':
      eachOf(value, pointer, (one, at) => checkSame(type, one, at, report))
      return
    case 'element':
      if (type.kind === 'list') checkSame(type.of, value, pointer, report)
      return
    case 'element-listed':
      if (type.kind === 'list') eachOf(value, pointer, (one, at) => checkSame(type.of, one, at, report))
      return
    case undefined:
      return
    default:
      operator.compares satisfies never
  }
}

function eachOf(value: unknown, pointer: string, check: (one: unknown, pointer: string) => void): void {
  if (!isList(value)) return
  for (const [index, one] of value.entries()) check(one, `${pointer}/${index}`)
}

function checkSame(type: FactType, value: unknown, pointer: string, report: Report): void {
  if (type.kind === 'unknown') return
  if (value === null) {
    if (type.nullable !== true) report.warning('never-occurs', pointer, 'The fact is never null.')
    return
  }
  if (type.kind === 'list' || type.kind === 'record') {
    report.error(
      'type-mismatch',
      pointer,
      `The fact is ${KIND_NAMES[type.kind]}, which is equal to nothing that a rule can write.`,
    )
    return
  }
  if (!hasKind(type.kind, value)) {
    report.error('type-mismatch', pointer, `The fact is ${KIND_NAMES[type.kind]}; this is ${kindOf(value)}.`)
    return
  }
  if (type.kind === 'text' && type.values !== undefined && typeof value === 'string' && !type.values.includes(value)) {
    const { hint, fix } = meant(value, type.values, pointer)
    report.warning(
      'never-occurs',
      pointer,
      `The fact is never \`${value}\`; it is one of ${type.values.join(', ')}.${hint}`,
      fix,
    )
  }
}

function hasKind(kind: 'text' | 'number' | 'boolean' | 'time' | 'clock', value: unknown): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string'
    case 'number':
      return typeof value === 'number'
    case 'boolean':
      return typeof value === 'boolean'
    case 'time':
      return parseMoment(value) !== undefined
    case 'clock':
      return isClockTime(value)
    default:
      return kind satisfies never
  }
}

function sentence(problem: string): string {
  return problem.endsWith('.') ? problem : `${problem}.`
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

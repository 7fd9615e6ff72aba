// Values that a place might have so that all comparisons of it come out: made of the comparisons' own constants, each tried
// by the engine's operators.
import { parseSpan } from '../../core/rules/duration.js'
import { splitOperator } from '../../core/rules/operators/engine-operators.js'
import { isList } from '../../core/rules/operators/operator.js'
import { isRecord } from '../../core/rules/record.js'
import { type Comparer, compares, hasFixedValue } from './compare.js'
import type { Literal } from './formula.js'
import { cellsOf } from './representatives.js'
import { samplesOf } from './sample-pattern.js'
import type { Occasion } from './trigger-values.js'
import type { Variable } from './variable.js'

const MOST = 6
const NAMES: { readonly [step: string]: string } = {
  name: 'Anna',
  email: 'anna@example.com',
  phone: '+79161234567',
  language: 'en',
  text: 'Hello',
  subject: 'A question',
  agent: 'olga',
  group: 'support',
}
const PHONES: { readonly [country: string]: string } = { RU: '+79161234567', US: '+12133734253', DE: '+4915123456789' }

/** Best first; empty when none of the guesses will do. */
export function valuesFor(
  variable: Variable,
  literals: readonly Literal[],
  on: Occasion | null,
  by: Comparer,
): readonly unknown[] {
  const fixed = literals.filter(
    ({ leaf }) => hasFixedValue(leaf) && by.operators.get(splitOperator(leaf.operator).name)?.dated !== true,
  )
  const fits = (value: unknown) => fixed.every(({ leaf, holds }) => compares(leaf, value, leaf.value, 0, by) === holds)
  const seen = new Set<string>()
  const found: unknown[] = []
  for (const value of guesses(variable, fixed, on)) {
    const key = typeof value === 'symbol' ? 'missing' : (JSON.stringify(value) ?? 'undefined')
    if (seen.has(key) || typeof value === 'symbol') continue
    seen.add(key)
    if (fits(value)) found.push(value)
    if (found.length === MOST) break
  }
  return found
}

function* guesses(variable: Variable, literals: readonly Literal[], on: Occasion | null): Generator<unknown> {
  const { type, steps } = variable
  const usual = NAMES[String(steps.at(-1))]
  if (type.kind !== 'unknown' && type.nullable === true) yield null
  else if (type.kind === 'text' && usual !== undefined) yield usual
  for (const { leaf } of literals) {
    if (['equal', 'in'].includes(leaf.operator)) yield* isList(leaf.value) ? leaf.value : [leaf.value]
  }
  const change = wantedChange(literals)
  if (change !== null) yield change
  if (type.kind === 'list' || literals.some(({ leaf }) => LISTED.has(leaf.operator))) yield* lists(literals)
  if (type.kind === 'text' || type.kind === 'unknown') yield* texts(literals, usual)
  for (const { values } of cellsOf(variable, literals, on)) yield* values.toReversed().filter(isPlain)
  if (type.kind === 'number') yield* wholeNumbers(literals)
  if (type.kind === 'unknown') yield* [...scalars(literals), ...wholeNumbers(literals)]
  if (type.kind === 'record') yield { from: null, to: 'x' }
  yield* [null, undefined, usual ?? 'x', true, false, 1, 0, []]
}

const LISTED: ReadonlySet<string> = new Set(['contains', 'doesNotContain', 'hasNone', 'hasAny', 'hasAll'])

function isPlain(value: unknown): boolean {
  return typeof value !== 'number' || Number.isInteger(value)
}

function* lists(literals: readonly Literal[]): Generator<readonly unknown[]> {
  const wanted = literals
    .filter(({ leaf, holds }) => holds && leaf.operator === 'contains')
    .map(({ leaf }) => leaf.value)
  const all = [...new Set(wanted)]
  const named = literals.flatMap(({ leaf }) => (isList(leaf.value) ? leaf.value : [leaf.value]))
  yield* [all, [...all, 'other'], [...all, ...named.slice(0, 1)], [...new Set([...all, ...named])]]
}

function* texts(literals: readonly Literal[], usual: string | undefined): Generator<string> {
  const wanted = (operator: string) =>
    literals.flatMap(({ leaf, holds }) =>
      holds && leaf.operator === operator && typeof leaf.value === 'string' ? [leaf.value] : [],
    )
  const parts = [...new Set([...wanted('containsText'), ...wanted('containsWord')])]
  const [start, end] = [longest(wanted('startsWith')), longest(wanted('endsWith'))]
  const samples = wanted('matches').flatMap(samplesOf)
  const join = (middle: readonly string[], between: string) =>
    [start, ...middle, end].filter((one) => one !== '').join(between)
  for (const sample of ['', ...samples]) {
    const middle = sample === '' ? parts : [sample, ...parts]
    yield* [join(middle, ' '), join(middle, ''), join([...middle].reverse(), ' '), `${join(middle, '. ')}!`]
  }
  for (const { leaf } of literals) {
    const { name } = splitOperator(leaf.operator)
    if (name === 'isEmail') yield* ['anna@example.com', 'not an address']
    if (name === 'isPhone') yield* [phoneOf(leaf.value), 'not a number']
    if (typeof leaf.value === 'string')
      yield* [leaf.value, `${leaf.value}x`, `x ${leaf.value} x`, leaf.value.toUpperCase()]
    if (isList(leaf.value)) for (const one of leaf.value) if (typeof one === 'string') yield one
  }
  yield* [usual ?? 'Hello', 'Good day', 'x', ' ']
}

function phoneOf(value: unknown): string {
  const country = isRecord(value) && typeof value.country === 'string' ? value.country : 'RU'
  return PHONES[country] ?? '+79161234567'
}

function longest(texts: readonly string[]): string {
  return texts.reduce((best, one) => (one.length > best.length ? one : best), '')
}

function* wholeNumbers(literals: readonly Literal[]): Generator<number> {
  for (const { leaf } of literals) {
    for (const one of isList(leaf.value) ? leaf.value : [leaf.value]) {
      if (typeof one === 'number') yield* [one, Math.floor(one) + 1, Math.ceil(one) - 1]
    }
  }
}

function scalars(literals: readonly Literal[]): readonly unknown[] {
  return literals.flatMap(({ leaf }) => (isList(leaf.value) ? leaf.value : [leaf.value]))
}

/** What `changedTo` and `changedFrom` ask for together. */
function wantedChange(literals: readonly Literal[]): { readonly from: unknown; readonly to: unknown } | null {
  const of = (operator: string) => literals.find(({ leaf, holds }) => holds && leaf.operator === operator)
  const [to, from, tags] = [of('changedTo'), of('changedFrom'), literals[0]?.variable.steps.at(-1) === 'tags']
  const present = literals.some(({ leaf, holds }) => leaf.operator === 'isBlank' && leaf.value === !holds)
  if (to === undefined && from === undefined) {
    if (!present) return null
    return tags ? { from: [], to: ['x'] } : { from: null, to: sampleChange(literals) }
  }
  const side = (literal: Literal | undefined, otherwise: unknown) =>
    literal === undefined ? otherwise : tags && !isList(literal.leaf.value) ? [literal.leaf.value] : literal.leaf.value
  return { from: side(from, tags ? [] : null), to: side(to, tags ? [] : sampleChange(literals)) }
}

function sampleChange(literals: readonly Literal[]): unknown {
  switch (literals[0]?.variable.steps.at(-1)) {
    case 'priority':
      return 'high'
    case 'status':
      return 'pending'
    case 'assignee':
      return { agent: 'olga' }
    case 'fields':
      return { x: 'x' }
    case 'tags':
      return ['x']
    default:
      return 'Something else'
  }
}

/** Ages that the comparisons of times draw the line at, in milliseconds, with what lies just beside it. */
export function agesIn(literals: readonly Literal[]): readonly number[] {
  const ages = literals.flatMap(({ leaf }) => {
    const { name } = splitOperator(leaf.operator)
    const ms =
      name === 'olderThan' || name === 'youngerThan' ? (parseSpan(String(leaf.value)) ?? { months: 0, ms: 0 }) : null
    return ms === null ? [] : [ms.ms + ms.months * 31 * 86_400_000]
  })
  return [...new Set(ages)].sort((one, other) => one - other)
}

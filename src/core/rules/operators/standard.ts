import { isList, kindOf, notA, type RuleOperator } from './operator.js'

// What json-rules-engine's own ten operators take, for the checks and for reasons. They are judged by its own code
// (operators/engine-operators.ts); `judge` here only names why that code was false without comparing.

type Standard = Omit<RuleOperator, 'judge'> & {
  readonly misfit?: (fact: unknown, value: unknown) => string | undefined
}

const listValue = (value: unknown): string | undefined => (isList(value) ? undefined : notA('A list', value))
const listFact = (fact: unknown): string | undefined => (isList(fact) ? undefined : notA('A list', fact))
const indexable = (_fact: unknown, value: unknown): string | undefined =>
  isList(value) || typeof value === 'string' ? undefined : notA('A list to look in', value)
const numeric = (fact: unknown): string | undefined =>
  Number.isNaN(Number.parseFloat(String(fact))) ? notA('A number', fact) : undefined
const orderedValue = (value: unknown): string | undefined =>
  typeof value === 'number' || typeof value === 'string'
    ? undefined
    : `${kindOf(value)} has no order; a number is needed`

export const STANDARD_OPERATORS: readonly Standard[] = [
  { name: 'equal', facts: 'any', compares: 'same', help: 'The same value (texts to the letter).' },
  { name: 'notEqual', facts: 'any', compares: 'same', help: 'Another value.' },
  {
    name: 'in',
    facts: 'any',
    compares: 'same-listed',
    valueProblem: listValue,
    misfit: indexable,
    help: 'One of these.',
  },
  {
    name: 'notIn',
    facts: 'any',
    compares: 'same-listed',
    valueProblem: listValue,
    misfit: indexable,
    help: 'None of these.',
  },
  { name: 'contains', facts: ['list'], compares: 'element', misfit: listFact, help: 'The list has this one.' },
  {
    name: 'doesNotContain',
    facts: ['list'],
    compares: 'element',
    misfit: listFact,
    help: "The list doesn't have this one.",
  },
  ordered('lessThan', 'Less than this number.'),
  ordered('lessThanInclusive', 'At most this number.'),
  ordered('greaterThan', 'More than this number.'),
  ordered('greaterThanInclusive', 'At least this number.'),
]

/** ISO times compare as texts: json-rules-engine takes what begins with a number. */
function ordered(name: string, help: string): Standard {
  return {
    name,
    help,
    facts: ['number', 'time', 'clock'],
    compares: 'same',
    valueProblem: orderedValue,
    misfit: numeric,
  }
}

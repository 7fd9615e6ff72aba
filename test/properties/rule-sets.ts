import fc from 'fast-check'
import type { CustomOperators } from '../../src/core/rules/operators/custom.js'
import { DECORATORS, operatorTable } from '../../src/core/rules/operators/engine-operators.js'
import type { Condition, RuleSet, TopLevelCondition } from '../../src/core/rules/rule-set.js'

// Rule sets and facts of all kinds: nesting, every operator and decorator, priorities, named conditions, mixed types.

export const NOW = '2026-03-02T09:00:00.000Z'
export const FACTS = ['x', 'y', 'list', 'deep'] as const
const NAMED = ['first', 'second', 'third'] as const

/** An operator of an embedder's that fails now and then. */
export const CUSTOM: CustomOperators = {
  fragile: (fact, value) => {
    if (fact === 5 || fact === 'a') throw new Error('fragile broke')
    return fact === value
  },
}
export const TABLE = operatorTable(CUSTOM)

const scalar = fc.oneof(
  fc.constantFrom(null, true, false, 0, 1, 2, -1, 5, '', 'a', 'A', 'ab a', '5', '12:30', '2026-03-02T08:00:00Z', 'ё'),
  fc.integer({ min: -3, max: 12 }),
)
const fact = fc.oneof(
  scalar,
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY),
  fc.array(scalar, { maxLength: 3 }),
  fc.constantFrom(new Date('2026-03-02T08:00:00Z'), new Date(Number.NaN)),
  fc.record({ a: scalar, b: fc.array(scalar, { maxLength: 2 }), from: scalar, to: scalar }, { requiredKeys: [] }),
)
export const facts = fc.record({
  x: fact,
  y: fact,
  list: fc.array(fact, { maxLength: 3 }),
  deep: fc.record(
    { a: fact, b: fc.record({ c: fact, 'd e': fact }, { requiredKeys: [] }), l: fc.array(fact, { maxLength: 3 }) },
    { requiredKeys: [] },
  ),
})
const path = fc.constantFrom(
  '$',
  '$.a',
  '$.b.c',
  "$.b['d e']",
  '$["a"]',
  '$.l[0]',
  '$.l[1].a',
  '$[0]',
  '$[2]',
  '$.b',
  '$.none.deeper',
  '$.l.length',
)
const reference = fc.record({ fact: fc.constantFrom(...FACTS), path }, { requiredKeys: ['fact'] })

const text = fc.constantFrom('a', 'A', 'b', 'ab', '5', 'е')
const texts = fc.array(text, { minLength: 1, maxLength: 2 })
const scalars = fc.array(scalar, { minLength: 1, maxLength: 3 })
/** Values that each operator accepts when they are written in a rule. */
const valueFor: { readonly [operator: string]: fc.Arbitrary<unknown> } = {
  in: scalars,
  notIn: scalars,
  lessThan: fc.oneof(fc.integer({ min: -1, max: 6 }), text),
  containsText: text,
  containsAnyText: texts,
  containsAllText: texts,
  containsWord: text,
  startsWith: text,
  endsWith: text,
  matches: fc.constantFrom('a', '^a', '\\d', '(?i)A$', 'б|ё'),
  isBlank: fc.boolean(),
  isEmail: fc.boolean(),
  isPhone: fc.boolean(),
  between: fc.constantFrom([0, 3], ['12:00', '13:00'], ['2026-03-01', '2026-03-03']),
  hasAny: scalars,
  hasAll: scalars,
  hasNone: scalars,
  before: fc.constantFrom('2026-03-02', '2027-01-01T00:00:00+03:00', '13:00'),
  after: fc.constantFrom('2026-03-02', '2027-01-01T00:00:00+03:00', '13:00'),
  olderThan: fc.constantFrom('PT1H', 'PT1H1S', 'P1M'),
  youngerThan: fc.constantFrom('PT1H', 'PT1H1S', 'P1M'),
}

const operators = fc
  .tuple(fc.constantFrom(...TABLE.keys()), fc.array(fc.constantFrom(...DECORATORS), { maxLength: 3 }))
  .chain(([name, decorators]) => {
    let value = valueFor[name] ?? scalar
    // What stands in front of `swap` takes the fact apart afterwards, so that any value may be written.
    const before = decorators.includes('swap') ? decorators.slice(0, decorators.indexOf('swap')) : decorators
    for (const decorator of [...before].reverse()) {
      if (decorator === 'someValue' || decorator === 'everyValue')
        value = fc.array(value, { minLength: 1, maxLength: 2 })
    }
    return fc.record({
      operator: fc.constant([...decorators, name].join(':')),
      value: fc.oneof({ weight: 5, arbitrary: value }, { weight: 1, arbitrary: reference }),
    })
  })

const priority = fc.record({ priority: fc.integer({ min: 1, max: 3 }) }, { requiredKeys: [] })
const leaf = fc
  .tuple(fc.record({ fact: fc.constantFrom(...FACTS), path }, { requiredKeys: ['fact'] }), operators, priority)
  .map(([of, how, order]) => ({ ...of, ...how, ...order }))

function conditionTree(names: readonly string[]): fc.Arbitrary<TopLevelCondition> {
  const { top } = fc.letrec<{ top: TopLevelCondition; inner: Condition }>((tie) => ({
    inner: fc.oneof({ maxDepth: 3, depthSize: 'small' }, leaf, tie('top')),
    top: fc.oneof(
      { maxDepth: 3 },
      fc.tuple(fc.array(leaf, { maxLength: 3 }), priority).map(([all, order]) => ({ all, ...order })),
      fc.tuple(fc.array(tie('inner'), { maxLength: 3 }), priority).map(([all, order]) => ({ all, ...order })),
      fc.tuple(fc.array(tie('inner'), { maxLength: 3 }), priority).map(([any, order]) => ({ any, ...order })),
      fc.tuple(tie('inner'), priority).map(([not, order]) => ({ not, ...order })),
      ...(names.length === 0 ? [] : [fc.constantFrom(...names).map((condition) => ({ condition }))]),
    ),
  }))
  return top
}

export const ruleSets: fc.Arbitrary<RuleSet> = fc
  .record({
    conditions: fc.record({
      first: conditionTree([]),
      second: conditionTree(['first']),
      third: conditionTree(['first', 'second']),
    }),
    whens: fc.array(fc.tuple(conditionTree(NAMED), fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 12 }),
  })
  .map(({ conditions, whens }) => ({
    conditions,
    rules: whens.map(([when, order], index) => ({
      id: `r${index}`,
      on: 'message.received',
      when,
      priority: order,
      then: [{ do: 'add-tags', tags: ['t'] }],
    })),
  }))

import { expect } from 'chai'
import fc from 'fast-check'
import { Engine, type RuleProperties } from 'json-rules-engine'
import { judgeRule } from '../../src/core/rules/judge.js'
import { loadRuleSet } from '../../src/core/rules/load-rule-set.js'
import { DECORATORS, operatorTable } from '../../src/core/rules/operators/engine-operators.js'
import { dated } from '../../src/core/rules/operators/time.js'
import type { Condition, RuleSet, TopLevelCondition } from '../../src/core/rules/rule-set.js'
import { type FactSource, newSnapshot } from '../../src/core/rules/snapshot.js'

// Rules judged by us against json-rules-engine used plainly: its own `run`, its own JSONPath, its own operators and
// decorators, ours added as they are. Facts are all present: a missing one is where we differ on purpose.

const NOW = '2026-03-02T09:00:00.000Z'
const FACTS = ['x', 'y', 'list', 'deep'] as const
const NAMED = ['first', 'second', 'third'] as const
const TABLE = operatorTable()

const scalar = fc.oneof(
  fc.constantFrom(null, true, false, 0, 1, 2, -1, 5, '', 'a', 'A', 'ab a', '5', '12:30', '2026-03-02T08:00:00Z', 'ё'),
  fc.integer({ min: -3, max: 12 }),
)
const fact = fc.oneof(
  scalar,
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY),
  fc.array(scalar, { maxLength: 3 }),
  fc.record({ a: scalar, b: fc.array(scalar, { maxLength: 2 }), from: scalar, to: scalar }, { requiredKeys: [] }),
)
const facts = fc.record({
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

const ruleSets: fc.Arbitrary<RuleSet> = fc
  .record({
    conditions: fc.record({
      first: conditionTree([]),
      second: conditionTree(['first']),
      third: conditionTree(['first', 'second']),
    }),
    whens: fc.array(fc.tuple(conditionTree(NAMED), fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 6 }),
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

function plainEngine(set: RuleSet, rules: NonNullable<RuleSet['rules']>): Engine {
  const properties = rules.map(({ id, when, priority: order }): RuleProperties => {
    // The engine changes what it is given.
    return structuredClone({ name: id, event: { type: id }, priority: order ?? 1, conditions: when ?? { all: [] } })
  })
  const engine = new Engine(properties, { allowUndefinedFacts: true })
  const standard = new Set(engine.operators.operators.keys())
  for (const { name, judge, dated: isDated } of TABLE.values()) {
    if (standard.has(name)) continue
    engine.addOperator(
      name,
      (fact: unknown, value: unknown) => judge(fact, isDated === true ? dated(value, Date.parse(NOW)) : value) === true,
    )
  }
  for (const [name, condition] of Object.entries(set.conditions ?? {}))
    engine.setCondition(name, structuredClone(condition))
  return engine
}

/** Ids of the rules that hold, or `null` where the engine throws (a value of another fact that is no list). */
async function plainly(set: RuleSet, rules: NonNullable<RuleSet['rules']>, values: object): Promise<string[] | null> {
  try {
    const { events } = await plainEngine(set, rules).run({ ...values })
    return events.map(({ type }) => type).sort()
  } catch {
    return null
  }
}

async function ours(set: RuleSet, values: object): Promise<string[]> {
  const loaded = loadRuleSet(set, { facts: FACTS })
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics))
  const snapshot = newSnapshot(loaded.rules, { ...values, now: NOW })
  const rules = loaded.rules.rulesFor('message.received')
  const judged = await Promise.all(rules.map((rule) => judgeRule(rule, snapshot)))
  // Facts that have to be waited for go to json-rules-engine's own evaluation, all others don't: down to the finding alike.
  const waited = newSnapshot(loaded.rules, { ...waitedFor(values), now: NOW })
  expect(await Promise.all(rules.map((rule) => judgeRule(rule, waited)))).to.deep.equal(judged)
  const held = rules.filter((_, index) => judged[index]?.kind === 'matched')
  for (const one of judged) {
    expect(one.kind).to.not.equal('error')
    if (one.kind === 'failed') expect(JSON.parse(JSON.stringify(one.finding))).to.deep.equal(one.finding)
  }
  return held.map(({ rule }) => rule.id).sort()
}

function waitedFor(values: object): FactSource {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, async () => value]))
}

describe('rules judged by us and by json-rules-engine alone', () => {
  it('match alike, one by one and all together', async function () {
    this.timeout(60_000)
    let held = 0
    let judged = 0
    await fc.assert(
      fc.asyncProperty(ruleSets, facts, async (set, values) => {
        const rules = set.rules ?? []
        const mine = await ours(set, values)
        for (const rule of rules) {
          const alone = await plainly(set, [rule], values)
          if (alone === null) continue
          judged += 1
          held += alone.length
          expect(mine.includes(rule.id), rule.id).to.equal(alone.length === 1)
        }
        const together = await plainly(set, rules, values)
        if (together !== null) expect(mine).to.deep.equal(together)
      }),
      { numRuns: 3000 },
    )
    // The generator must not drift to rules that never, or always, hold.
    expect(held / judged).to.be.within(0.2, 0.8)
  })
})

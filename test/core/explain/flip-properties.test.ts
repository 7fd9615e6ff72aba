// Conditions at random over a few facts with few values: the tree says what the engine says, flips flip, and where a flip
// takes two facts, no single one does it (every value of every fact is tried).
import { expect } from 'chai'
import fc from 'fast-check'
import { conditionFacts, type PassFacts } from '../../../src/core/automation/facts.js'
import { explainRule } from '../../../src/core/explain/explain-rule.js'
import type { ExplainedNode } from '../../../src/core/explain/explained-node.js'
import { type FactChange, smallestFlip } from '../../../src/core/explain/flip/smallest-flip.js'
import { rankAlmost } from '../../../src/core/explain/rank-almost.js'
import type { CompiledRules } from '../../../src/core/rules/compiled-rules.js'
import { parseFactPath } from '../../../src/core/rules/fact-path.js'
import type { EvaluatedCondition } from '../../../src/core/rules/json-rules-engine.js'
import { judgeRule } from '../../../src/core/rules/judge.js'
import { newSnapshot } from '../../../src/core/rules/snapshot.js'
import { FACTS_THEN, ruleWith } from './facts-of.js'

const RUNS = Number(process.env.CASELINE_RUNS ?? 80)

const WORDS = ['red', 'blue', 'green'] as const
const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const
const HOURS = Array.from({ length: 48 }, (_, at) => new Date(Date.UTC(2026, 2, 6, at)).toISOString())

/** Every value that a fact has in these tests. */
const DOMAIN: readonly { readonly fact: string; readonly path: string; readonly values: readonly unknown[] }[] = [
  { fact: 'message', path: '$.text', values: subsets(WORDS).map((words) => words.join(' ')) },
  { fact: 'chat', path: '$.priority', values: PRIORITIES },
  { fact: 'chat', path: '$.tags', values: subsets(WORDS) },
  { fact: 'chat', path: '$.counts.customer', values: [0, 1, 2, 3, 4, 5, 6] },
  { fact: 'customer', path: '$.language', values: ['en', 'ru', 'de', 'xx', null] },
  { fact: 'now', path: '$', values: HOURS },
]

function subsets<T>(all: readonly T[]): readonly (readonly T[])[] {
  return all.reduce<readonly (readonly T[])[]>((found, one) => [...found, ...found.map((set) => [...set, one])], [[]])
}

const word = fc.constantFrom(...WORDS)
const words = fc.uniqueArray(word, { minLength: 1 })
const negated = (operator: string) => fc.constantFrom(operator, `not:${operator}`)
const leafOf = (
  fact: string,
  path: string,
  operator: fc.Arbitrary<string>,
  value: fc.Arbitrary<unknown>,
  rest: object = {},
) =>
  fc.record({ fact: fc.constant(fact), path: fc.constant(path), operator, value }).map((leaf) => ({ ...leaf, ...rest }))
const support = { params: { name: 'support' } }
const leaf = fc.oneof(
  leafOf('message', '$.text', negated('containsText'), word),
  leafOf('message', '$.text', fc.constantFrom('containsAnyText', 'containsAllText'), words),
  leafOf('message', '$.text', fc.constantFrom('startsWith', 'endsWith', 'containsWord'), word),
  leafOf('chat', '$.priority', fc.constantFrom('equal', 'notEqual'), fc.constantFrom(...PRIORITIES)),
  leafOf(
    'chat',
    '$.priority',
    fc.constantFrom('in', 'notIn'),
    fc.uniqueArray(fc.constantFrom(...PRIORITIES), { minLength: 1, maxLength: 3 }),
  ),
  leafOf('chat', '$.tags', fc.constantFrom('hasAny', 'hasAll', 'hasNone'), words),
  leafOf('chat', '$.tags', fc.constantFrom('contains', 'doesNotContain', 'someFact:equal'), word),
  leafOf(
    'chat',
    '$.counts.customer',
    fc.constantFrom('lessThan', 'greaterThanInclusive', 'equal', 'not:greaterThan'),
    fc.integer({ min: 1, max: 5 }),
  ),
  leafOf('customer', '$.language', fc.constantFrom('equal', 'notEqual'), fc.constantFrom('en', 'ru', 'de')),
  leafOf('schedule', '$.open', fc.constant('equal'), fc.boolean(), support),
  leafOf('schedule', '$.weekday', fc.constant('equal'), fc.constantFrom('fri', 'sat'), support),
)
const { condition } = fc.letrec<{ condition: unknown; group: unknown }>((tie) => ({
  group: fc.oneof(
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 4 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
  condition: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf, tie('group')),
}))
const when = fc.oneof(
  fc.array(condition, { minLength: 1, maxLength: 4 }).map((all) => ({ all })),
  fc.array(condition, { minLength: 1, maxLength: 4 }).map((any) => ({ any })),
)
const facts = fc
  .tuple(...DOMAIN.map(({ values }) => fc.constantFrom(...values)))
  .map((values) =>
    values.reduce<PassFacts>((all, value, at) => put(all, DOMAIN[at] ?? { fact: '', path: '$' }, value), FACTS_THEN),
  )

/** The facts with one of them changed; written apart from the code under test. */
function put(
  all: PassFacts,
  { fact, path }: { readonly fact: string; readonly path?: string },
  to: unknown,
): PassFacts {
  const copy = structuredClone(all)
  const parsed = parseFactPath(path ?? '$')
  const steps = [fact, ...(parsed.ok ? parsed.steps.map(String) : [])]
  const last = steps.pop() ?? ''
  const holder: object = steps.reduce<object>((here, step) => Reflect.get(here, step), copy)
  Reflect.set(holder, last, to)
  return copy
}

async function verdict(rules: CompiledRules, all: PassFacts): Promise<string> {
  const rule = rules.byId.get('r')
  if (rule === undefined) throw new Error('there is no rule `r`')
  return (await judgeRule(rule, newSnapshot(rules, conditionFacts(all, { rules, facts: {} })))).kind
}

function applied(all: PassFacts, changes: readonly FactChange[]): PassFacts {
  return changes.reduce((next, change) => put(next, change, change.to), all)
}

/** The tree beside what the engine noted of its own run. */
function agrees(node: ExplainedNode, seen: EvaluatedCondition): void {
  expect(node.lookedAt, node.pointer).to.equal(seen.result !== undefined)
  if (seen.result !== undefined) expect(node.holds, node.pointer).to.equal(seen.result)
  if (node.kind === 'all' || node.kind === 'any')
    for (const [at, part] of node.parts.entries()) agrees(part, seen[node.kind]?.[at] ?? {})
  if (node.kind === 'not') agrees(node.part, seen.not ?? {})
}

const prioritised = fc
  .tuple(when, fc.infiniteStream(fc.constantFrom(undefined, 1, 2, 9)))
  .map(([condition, priorities]) => withPriorities(condition, priorities))

function withPriorities(condition: unknown, priorities: Iterator<number | undefined>): unknown {
  if (Array.isArray(condition)) return condition.map((one) => withPriorities(one, priorities))
  if (typeof condition !== 'object' || condition === null) return condition
  const priority: unknown = priorities.next().value
  const inside = Object.entries(condition).map(([key, value]) =>
    key === 'all' || key === 'any' || key === 'not' ? [key, withPriorities(value, priorities)] : [key, value],
  )
  return { ...Object.fromEntries(inside), ...(priority === undefined ? {} : { priority }) }
}

describe('explanations of conditions at random', () => {
  it('say what json-rules-engine says, part by part, and what it looked at', async () => {
    await fc.assert(
      fc.asyncProperty(prioritised, facts, async (condition, all) => {
        const rules = ruleWith(condition)
        const rule = rules.byId.get('r')
        const explained = await explainRule(rules, 'r', all)
        const snapshot = newSnapshot(rules, conditionFacts(all, { rules, facts: {} }))
        const run = rule === undefined ? undefined : await rules.engineRule(rule).evaluate(snapshot.almanac())
        if (!explained?.tree || run === undefined) throw new Error('the rule has a condition')
        expect(explained.tree.holds).to.equal(run.result === true)
        expect(explained.verdict).to.equal(explained.tree.holds ? 'matched' : 'failed')
        expect(explained.missing === 0).to.equal(explained.tree.holds)
        // The root's result stands at the rule.
        agrees(explained.tree, { ...run.conditions, result: run.result })
      }),
      { numRuns: RUNS },
    )
  })

  it('flip what they say they flip, always in the same way', async () => {
    let found = 0
    await fc.assert(
      fc.asyncProperty(when, facts, async (condition, all) => {
        const rules = ruleWith(condition)
        const flip = await smallestFlip(rules, 'r', all)
        if (flip === null) return
        found += 1
        expect(await verdict(rules, all)).to.equal(flip.from)
        expect(await verdict(rules, applied(all, flip.changes)))
          .to.equal(flip.to)
          .and.not.equal(flip.from)
        expect(await smallestFlip(rules, 'r', all)).to.deep.equal(flip)
      }),
      { numRuns: RUNS },
    )
    expect(found).to.be.above(RUNS / 2)
  })

  it('change two facts only where one is not enough, and find one where there is one', async () => {
    await fc.assert(
      fc.asyncProperty(when, facts, async (condition, all) => {
        const rules = ruleWith(condition)
        const flip = await smallestFlip(rules, 'r', all)
        if (flip?.changes.length === 1) return
        const now = await verdict(rules, all)
        for (const { values, ...place } of DOMAIN) {
          for (const value of values) {
            expect(
              await verdict(rules, put(all, place, value)),
              `${place.fact}${place.path} ${String(value)}`,
            ).to.equal(now)
          }
        }
      }),
      { numRuns: RUNS },
    )
  })

  it('rank a rule as missing as many comparisons as its explanation says', async () => {
    await fc.assert(
      fc.asyncProperty(when, facts, async (condition, all) => {
        const rules = ruleWith(condition)
        const explained = await explainRule(rules, 'r', all)
        const [ranked] = await rankAlmost(rules, ['r'], all)
        const missing = explained?.verdict === 'failed' ? (explained.missing ?? undefined) : undefined
        expect(ranked?.missing).to.equal(missing)
        if (missing !== undefined)
          expect(ranked).to.include({ comparisons: explained?.comparisons, held: explained?.held })
      }),
      { numRuns: RUNS },
    )
  })
})

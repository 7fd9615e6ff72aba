import { readdirSync, readFileSync } from 'node:fs'
import { expect } from 'chai'
import fc from 'fast-check'
import { loadRuleSet } from '../../src/core/rules/load-rule-set.js'
import { MISSING } from '../../src/core/rules/missing.js'
import { operatorTable } from '../../src/core/rules/operators/engine-operators.js'
import type { Condition, Rule, RuleAction, RuleSet } from '../../src/core/rules/rule-set.js'
import { lintRules } from '../../src/lint/lint-rules.js'
import { parseRuleFile } from '../../src/lint/place.js'
import { isImpossible } from '../../src/lint/solve/branches.js'
import { isSatisfied } from '../../src/lint/solve/fact-values.js'
import { type Formula, formulaOf } from '../../src/lint/solve/formula.js'
import { samplesOf } from '../../src/lint/solve/sample-pattern.js'
import { leaf, OFFICE, playsOut, text } from './linting.js'

const RUNS = Number(process.env.CASELINE_RUNS ?? 12)

const WORDS = ['refund', 'refund please', 'invoice', 'Invoice', 'hi']
const word = fc.constantFrom(...WORDS)
const tag = fc.constantFrom('vip', 'gold', 'new')
const number = fc.integer({ min: 1, max: 4 })
const comparison: fc.Arbitrary<Condition> = fc.oneof(
  fc
    .tuple(fc.constantFrom('containsText', 'containsWord', 'startsWith', 'endsWith', 'equal', 'notEqual'), word)
    .map(([how, one]) => text(how, one)),
  fc.uniqueArray(word, { minLength: 1, maxLength: 3 }).map((words) => text('containsAnyText', words)),
  fc.constantFrom(
    text('matches', '(?i)^re(fund|call)'),
    text('matches', '\\d{4,}'),
    text('isBlank', true),
    text('isEmail', true),
  ),
  fc
    .tuple(fc.constantFrom('contains', 'doesNotContain'), tag)
    .map(([how, one]) => leaf('customer', '$.tags', how, one)),
  fc
    .tuple(fc.constantFrom('hasAny', 'hasAll', 'hasNone'), fc.uniqueArray(tag, { minLength: 1 }))
    .map(([how, tags]) => leaf('chat', '$.tags', how, tags)),
  fc
    .tuple(fc.constantFrom('lessThan', 'greaterThanInclusive', 'equal'), number)
    .map(([how, one]) => leaf('customer', '$.chatsOnChannel', how, one)),
  fc.constantFrom('active', 'awaiting-split').map((state) => leaf('chat', '$.state', 'equal', state)),
  fc.constantFrom('open', 'pending').map((status) => leaf('before', '$.status', 'equal', status)),
  fc.boolean().map((open) => ({ ...leaf('schedule', '$.open', 'equal', open), params: { name: 'office' } })),
  fc.constantFrom('olderThan', 'youngerThan').map((how) => leaf('chat', '$.startedAt', how, 'PT2H')),
  fc.boolean().map((blank) => leaf('customer', '$.email', 'isBlank', blank)),
  fc.constantFrom('low', 'high').map((priority) => leaf('chat', '$.priority', 'equal', priority)),
)
const negated = fc.oneof(
  { weight: 3, arbitrary: comparison },
  { weight: 1, arbitrary: comparison.map((not): Condition => ({ not })) },
)
const condition: fc.Arbitrary<{ all: Condition[] } | { any: Condition[] }> = fc.oneof(
  fc.array(negated, { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
  fc.array(negated, { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
  fc.tuple(negated, fc.array(negated, { minLength: 1, maxLength: 2 })).map(([one, any]) => ({ all: [one, { any }] })),
)
const action: fc.Arbitrary<RuleAction> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom<RuleAction>(
      { do: 'send-message', text: 'Hello' },
      { do: 'send-message', text: 'Hi', onlyFirstChatOnChannel: false, once: 'chat' },
    ),
  },
  { weight: 1, arbitrary: tag.map((one): RuleAction => ({ do: 'add-tags', tags: [one] })) },
  { weight: 1, arbitrary: tag.map((one): RuleAction => ({ do: 'remove-tags', tags: [one] })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<RuleAction>(
      { do: 'set-priority', priority: 'high' },
      { do: 'set-priority', priority: 'low' },
      { do: 'finish', status: 'open' },
      { do: 'add-note', text: 'n' },
    ),
  },
)
const EVENTS: readonly Rule['on'][] = [
  'chat.started',
  'message.received',
  'message.received',
  'chat.reopened',
  'chat.updated',
  'note.added',
  { after: 'PT2H', since: 'message.received' },
]
const rule = fc.record({
  on: fc.constantFrom(...EVENTS),
  when: condition,
  then: fc.array(action, { minLength: 1, maxLength: 2 }),
  stop: fc.constantFrom(true, false, false),
  channels: fc.constantFrom<string[] | undefined>(undefined, undefined, ['telegram'], ['vk'], ['email']),
})
const ruleSet = fc.array(rule, { minLength: 2, maxLength: 6 }).map(
  (rules): RuleSet => ({
    schedules: OFFICE,
    rules: rules.map(({ channels, ...one }, index) => ({
      ...one,
      ...(channels === undefined ? {} : { channels }),
      id: `r${index}`,
    })),
  }),
)

describe('witnesses', function () {
  this.timeout(120_000)

  it('show their fault whenever the scenario runner plays them', async () => {
    let shown = 0
    await fc.assert(
      fc.asyncProperty(ruleSet, async (set) => {
        for (const found of await lintRules(set)) {
          if (found.witness === null || found.witness === undefined) continue
          shown += 1
          await playsOut(found, set)
        }
      }),
      { numRuns: RUNS },
    )
    expect(shown).to.be.greaterThan(0)
  })
})

describe('proofs', () => {
  const loaded = loadRuleSet({ schedules: OFFICE, rules: [] })
  if (!loaded.ok) throw new Error('An empty set is sound')
  const { rules } = loaded
  const terms = { conditions: rules.conditions, builtIn: new Set(operatorTable().keys()) }
  const maybe = <T>(values: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 4, arbitrary: values }, { weight: 1, arbitrary: fc.constant(null) })
  const state = fc.constantFrom(
    { state: 'active', status: null },
    { state: 'awaiting-split', status: null },
    { state: 'finished-open', status: 'open' },
    { state: 'finished-pending', status: 'pending' },
  )
  const view = fc
    .record({
      of: state,
      tags: fc.subarray(['vip', 'gold', 'new']),
      priority: fc.constantFrom('low', 'normal', 'high', 'urgent'),
    })
    .map(({ of, ...rest }) => ({ ...of, ...rest, startedAt: '2026-03-02T07:00:00.000Z' }))
  const facts = fc.record({
    message: maybe(
      fc.record({
        text: fc
          .array(fc.constantFrom(...WORDS, '1234', '', 'a@example.com'), { maxLength: 3 })
          .map((words) => words.join(' ')),
      }),
    ),
    chat: view,
    before: maybe(view),
    customer: fc.record({
      tags: fc.subarray(['vip', 'gold']),
      chatsOnChannel: fc.integer({ min: 1, max: 6 }),
      email: maybe(fc.constant('a@example.com')),
    }),
    schedule: fc.boolean().map((open) => ({ open, kind: open ? 'business' : 'off-hours' })),
    now: fc.constantFrom('2026-03-02T08:59:59.999Z', '2026-03-02T09:00:00.000Z', '2026-03-02T12:00:00.000Z'),
  })

  it('of a contradiction are never wrong: no facts whatever make the condition hold', () => {
    let proven = 0
    fc.assert(
      fc.property(
        fc.array(negated, { minLength: 2, maxLength: 4 }),
        fc.array(facts, { minLength: 12, maxLength: 12 }),
        (all, many) => {
          const formula = formulaOf({ all }, true, terms)
          if (formula === null || !isImpossible(formula, { rules, on: null, budget: { left: 10_000 } })) return
          proven += 1
          for (const one of many) expect(holds(formula, one), JSON.stringify([all, one])).to.equal(false)
        },
      ),
      { numRuns: RUNS * 30 },
    )
    expect(proven).to.be.greaterThan(RUNS / 3)
  })

  function holds(
    formula: Formula,
    { message, before, ...rest }: { readonly message: unknown; readonly before: unknown; readonly now: string },
  ): boolean {
    if (formula.kind === 'literal')
      return isSatisfied(formula, { ...rest, message: message ?? MISSING, before: before ?? MISSING }, rules)
    const each = (one: Formula) => holds(one, { ...rest, message, before })
    return formula.kind === 'all' ? formula.of.every(each) : formula.of.some(each)
  }
})

describe('samples of patterns', () => {
  it('match the pattern that they are made of', () => {
    const matches = operatorTable().get('matches')
    for (const pattern of [
      'refund',
      '(?i)^hello\\b',
      '\\d{4,6}',
      '[^a-z]+$',
      '(a|b)*c',
      '№\\s*\\d+',
      'x{0}y',
      '[а-яё]{3}',
      '\\$\\d+\\.\\d{2}',
      '(?P<n>ab)?c',
      '^$|x',
      '\\pL\\PL',
      '[[:digit:]]z',
    ])
      expect(
        samplesOf(pattern).some((one) => matches?.judge(one, pattern) === true),
        pattern,
      ).to.equal(true)
  })

  it('are none where the pattern is not understood', () => {
    expect(samplesOf('(?=a)b')).to.deep.equal([])
    expect(samplesOf('a(b')).to.deep.equal([])
  })
})

describe('the packs that ship', () => {
  it('give the lint nothing to warn of, together and each with the hours', async () => {
    const folder = new URL('../../rules/', import.meta.url)
    const packs = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.rules.json'),
    )
    expect(packs.length).to.be.greaterThan(7)
    const sources = packs.map((name) => ({
      name,
      value: parseRuleFile(readFileSync(new URL(name, folder), 'utf8'), name).value,
    }))
    const found = await lintRules(sources)
    expect(
      found.filter(({ severity }) => severity !== 'info').map(({ code, message }) => `${code} ${message}`),
    ).to.deep.equal([])
  })
})

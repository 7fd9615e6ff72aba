import { expect } from 'chai'
import { judgeRule } from '../../../src/core/rules/judge.js'
import type { LoadOptions } from '../../../src/core/rules/load-rule-set.js'
import { type FactSource, newSnapshot } from '../../../src/core/rules/snapshot.js'
import { loaded } from './judging.js'

// What json-rules-engine publishes (README, docs/rules.md, examples 02 to 06, 08 to 10, 13 of 7.3.1) goes through our
// loader and gives the documented results, facts at hand and facts waited for. Left out: rule chaining, facts in event
// parameters and an almanac of one's own, which are made of the engine's own events; ours are actions.

interface Conditions {
  readonly [id: string]: unknown
}

/** Ids of the rules that succeed. */
async function succeeding(
  conditions: Conditions,
  facts: FactSource,
  options: LoadOptions = {},
  named: object = {},
): Promise<readonly string[]> {
  const rules = Object.entries(conditions).map(([id, when]) => ({
    id,
    on: 'message.received',
    when,
    then: [{ do: 'add-tags', tags: ['t'] }],
  }))
  const compiled = loaded({ conditions: named, rules }, { facts: Object.keys(facts), ...options })
  const snapshot = newSnapshot(compiled, facts)
  const verdicts = await Promise.all(
    compiled
      .rulesFor('message.received')
      .map(async (rule) => ({ id: rule.rule.id, ...(await judgeRule(rule, snapshot)) })),
  )
  return verdicts.filter(({ kind }) => kind === 'matched').map(({ id }) => id)
}

const leaf = (fact: string, operator: string, value: unknown, rest: object = {}) => ({ fact, operator, value, ...rest })

const FOULS = {
  readme: {
    any: [
      { all: [leaf('gameDuration', 'equal', 40), leaf('personalFoulCount', 'greaterThanInclusive', 5)] },
      { all: [leaf('gameDuration', 'equal', 48), leaf('personalFoulCount', 'greaterThanInclusive', 6)] },
    ],
  },
  example02: {
    any: [
      {
        all: [leaf('gameDuration', 'equal', 40), leaf('personalFoulCount', 'greaterThanInclusive', 5)],
        name: 'short foul limit',
      },
      {
        all: [leaf('gameDuration', 'equal', 48), { not: leaf('personalFoulCount', 'lessThan', 6) }],
        name: 'long foul limit',
      },
    ],
  },
}

describe('what json-rules-engine publishes, through our loader', () => {
  it('nests all, any and not (README, 02)', async () => {
    const fouledOut = (personalFoulCount: number, gameDuration: number) =>
      succeeding(FOULS, { personalFoulCount, gameDuration })
    expect(await fouledOut(6, 40)).to.deep.equal(['readme', 'example02'])
    expect(await fouledOut(4, 40)).to.deep.equal([])
    expect(await fouledOut(5, 48)).to.deep.equal([])
    expect(await fouledOut(6, 48)).to.deep.equal(['readme', 'example02'])
  })

  it('asks an asynchronous fact once for three conditions with paths (README, 03)', async () => {
    const rule = {
      all: [
        leaf('account-information', 'equal', 'microsoft', { path: '$.company' }),
        leaf('account-information', 'in', ['active', 'paid-leave'], { path: '$.status' }),
        leaf('account-information', 'contains', '2016-12-25', { path: '$.ptoDaysTaken' }),
      ],
    }
    let asked = 0
    const account = { company: 'microsoft', status: 'active', ptoDaysTaken: ['2016-02-21', '2016-12-25', '2016-03-28'] }
    const information = async () => {
      asked += 1
      return account
    }
    expect(await succeeding({ pto: rule }, { 'account-information': information })).to.deep.equal(['pto'])
    expect(asked).to.equal(1)
    expect(await succeeding({ pto: rule }, { 'account-information': account })).to.deep.equal(['pto'])
    expect(
      await succeeding({ pto: rule }, { 'account-information': { ...account, status: 'terminated' } }),
    ).to.deep.equal([])
  })

  it('gives facts their parameters (04)', async () => {
    const rules = {
      terminated: {
        all: [
          leaf('account-information', 'equal', 'microsoft', { path: '$.company' }),
          leaf('account-information', 'equal', 'terminated', { path: '$.status' }),
        ],
      },
      tenure: { all: [leaf('employee-tenure', 'greaterThanInclusive', 5, { params: { unit: 'years' } })] },
    }
    const facts = (status: string, years: number): FactSource => ({
      'account-information': { company: 'microsoft', status },
      'employee-tenure': ({ unit }: { readonly unit?: unknown }) => (unit === 'years' ? years : years * 31_536_000_000),
    })
    expect(await succeeding(rules, facts('terminated', 4))).to.deep.equal(['terminated'])
    expect(await succeeding(rules, facts('active', 6))).to.deep.equal(['tenure'])
  })

  it('spares a fact when a condition of higher priority has decided (05; ours have priorities, facts have none)', async () => {
    let asked = 0
    const slow = async () => {
      asked += 1
      return true
    }
    const rule = { all: [leaf('slow', 'equal', true), leaf('date', 'lessThan', 10, { priority: 100 })] }
    expect(await succeeding({ rule }, { slow, date: async () => 11 })).to.deep.equal([])
    expect(asked).to.equal(0)
    expect(await succeeding({ rule }, { slow, date: async () => 9 })).to.deep.equal(['rule'])
    expect(asked).to.equal(1)
  })

  it('takes operators of one’s own (06)', async () => {
    const rules = { a: { all: [leaf('word', 'firstLetter', 'a')] }, b: { all: [leaf('word', 'firstLetter', 'b')] } }
    const operators = {
      firstLetter: (fact: unknown, value: unknown) => String(fact)[0]?.toLowerCase() === String(value).toLowerCase(),
    }
    expect(await succeeding(rules, { word: 'bacon' }, { operators })).to.deep.equal(['b'])
    expect(await succeeding(rules, { word: 'Antelope' }, { operators })).to.deep.equal(['a'])
  })

  it('compares facts with facts, both with parameters and paths (08)', async () => {
    const rule = {
      all: [
        leaf(
          'account',
          'greaterThanInclusive',
          { fact: 'product', path: '$.price', params: { productId: 'giftCard' } },
          {
            path: '$.balance',
            params: { accountType: 'customer' },
          },
        ),
      ],
    }
    const facts = (balance: number): FactSource => ({
      account: ({ accountType }: { readonly accountType?: unknown }) =>
        [
          { type: 'customer', balance },
          { type: 'partner', balance: 0 },
        ].find(({ type }) => type === accountType),
      product: ({ productId }: { readonly productId?: unknown }) =>
        [
          { id: 'giftCard', price: 50 },
          { id: 'widget', price: 45 },
        ].find(({ id }) => id === productId),
    })
    expect(await succeeding({ rule }, facts(500))).to.deep.equal(['rule'])
    expect(await succeeding({ rule }, facts(30))).to.deep.equal([])
  })

  it('tells which condition failed and what the fact was (09, rule results)', async () => {
    const rules = loaded(
      {
        rules: [
          {
            id: 'r',
            on: 'message.received',
            when: { all: [leaf('grade', 'equal', 'A'), leaf('my-fact', 'equal', 'some-value')] },
            then: [{ do: 'add-tags', tags: ['t'] }],
          },
        ],
      },
      { facts: ['grade', 'my-fact'] },
    )
    const rule = rules.byId.get('r')
    if (rule === undefined) throw new Error('there is no rule')
    expect(await judgeRule(rule, newSnapshot(rules, { grade: 'A', 'my-fact': 'other-value' }))).to.deep.equal({
      kind: 'failed',
      finding: {
        fact: 'my-fact',
        operator: 'equal',
        expected: 'some-value',
        actual: 'other-value',
        pointer: '/all/1',
      },
    })
  })

  it('shares conditions by name, negated ones too (10)', async () => {
    const named = { likes: { all: [leaf('drinksOrangeJuice', 'equal', true), leaf('enjoysVodka', 'equal', true)] } }
    const sociable = leaf('isSociable', 'equal', true)
    const rules = {
      invite: { all: [{ condition: 'likes' }, sociable] },
      other: { all: [{ not: { condition: 'likes' } }, sociable] },
    }
    const person = { drinksOrangeJuice: true, enjoysVodka: true, isSociable: true }
    expect(await succeeding(rules, person, {}, named)).to.deep.equal(['invite'])
    expect(await succeeding(rules, { ...person, enjoysVodka: false }, {}, named)).to.deep.equal(['other'])
    expect(await succeeding(rules, { ...person, isSociable: false }, {}, named)).to.deep.equal([])
  })

  it('decorates operators, several at once (13, docs/rules.md)', async () => {
    const rules = {
      valid: { all: [leaf('tags', 'everyFact:in', { fact: 'validTags' })] },
      some: { all: [leaf('tags', 'someFact:in', { fact: 'validTags' })] },
      below: { all: [leaf('numbers', 'everyFact:everyValue:lessThan', [7, 8])] },
      swapped: { all: [leaf('word', 'swap:not:startsWith', 'antelope')] },
    }
    const facts = { validTags: ['dev', 'staging', 'prod'], numbers: [1, 6], word: 'b' }
    expect(await succeeding(rules, { ...facts, tags: ['dev', 'prod'] })).to.deep.equal([
      'valid',
      'some',
      'below',
      'swapped',
    ])
    expect(await succeeding(rules, { ...facts, tags: ['dev', 'deleted'], numbers: [1, 7] })).to.deep.equal([
      'some',
      'swapped',
    ])
    expect(await succeeding(rules, { ...facts, tags: 'dev', word: 'a' })).to.deep.equal(['below'])
  })
})

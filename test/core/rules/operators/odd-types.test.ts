import { expect } from 'chai'
import { operatorTable } from '../../../../src/core/rules/operators/engine-operators.js'
import { holds, reason } from '../judging.js'

const NOTHING = [null, undefined]

describe('isBlank, isEmail and isPhone', () => {
  it('call blank what is not there, empty or white space', async () => {
    for (const blank of [null, '', '  \n\u00a0', []]) {
      expect(await holds(blank, 'isBlank', true)).to.equal(true)
      expect(await holds(blank, 'isBlank', false)).to.equal(false)
    }
    for (const there of ['a', 0, false, [null], {}]) {
      expect(await holds(there, 'isBlank', true)).to.equal(false)
      expect(await holds(there, 'isBlank', false)).to.equal(true)
    }
  })

  it('call a missing property blank', async () => {
    expect(await holds({ name: 'A' }, 'isBlank', true, { path: '$.email' })).to.equal(true)
  })

  it('know addresses', async () => {
    for (const good of ['a@b.ru', ' anna.k+tag@mail.example.com ', 'почта@пример.рф', "o'neil@x-y.io"]) {
      expect(await holds(good, 'isEmail', true), good).to.equal(true)
    }
    for (const bad of [
      '',
      'a',
      '@b.ru',
      'a@b',
      'a@b..ru',
      'a b@c.ru',
      'a@b.ru, c@d.ru',
      'a@127.0.0.1',
      '.a@b.ru',
      `${'a'.repeat(65)}@b.ru`,
    ]) {
      expect(await holds(bad, 'isEmail', true), bad).to.equal(false)
      expect(await holds(bad, 'isEmail', false), bad).to.equal(true)
    }
    expect(await holds(`${'a.'.repeat(50_000)}@`, 'isEmail', true)).to.equal(false)
    expect(await holds(null, 'isEmail', false)).to.equal(true)
    expect(await reason(5, 'isEmail', true)).to.match(/text is needed/)
  })

  it('know phone numbers, abroad and in a country', async () => {
    expect(await holds('+7 912 345-67-89', 'isPhone', true)).to.equal(true)
    expect(await holds('8 912 345-67-89', 'isPhone', true)).to.equal(false)
    expect(await holds('8 912 345-67-89', 'isPhone', { country: 'RU' })).to.equal(true)
    expect(await holds('123', 'isPhone', { country: 'RU' })).to.equal(false)
    expect(await holds('call me', 'isPhone', false)).to.equal(true)
    expect(await holds(79123456789, 'isPhone', true)).to.equal(false)
  })
})

describe('between', () => {
  it('includes both bounds, of numbers, times and times of day', async () => {
    for (const [x, expected] of [
      [1, true],
      [3, true],
      [0.99, false],
      [3.01, false],
    ] as const) {
      expect(await holds(x, 'between', [1, 3])).to.equal(expected)
    }
    expect(await holds('2026-03-02T12:00:00+03:00', 'between', ['2026-03-02T09:00:00Z', '2026-03-03'])).to.equal(true)
    expect(await holds('2026-03-03T00:00:00.001Z', 'between', ['2026-03-02', '2026-03-03'])).to.equal(false)
    expect(await holds('12:30', 'between', ['12:00', '13:00'])).to.equal(true)
    expect(await holds('23:30', 'between', ['22:00', '06:00'])).to.equal(true)
    expect(await holds('12:30', 'between', ['22:00', '06:00'])).to.equal(false)
  })

  it('is false, with a reason, of other types, and never counts null as zero', async () => {
    for (const odd of [null, '2', 'a', Number.NaN, [2], { a: 2 }])
      expect(await holds(odd, 'between', [-1, 3])).to.equal(false)
    expect(await reason(null, 'between', [-1, 3])).to.equal('A number is needed, this is nothing')
    expect(await reason('soon', 'between', ['2026-03-02', '2026-03-03'])).to.equal('A time is needed, this is a text')
  })
})

describe('list operators', () => {
  it('compare lists', async () => {
    expect(await holds(['a', 'b'], 'hasAny', ['b', 'c'])).to.equal(true)
    expect(await holds(['a', 'b'], 'hasAny', ['c'])).to.equal(false)
    expect(await holds(['a', 'b'], 'hasAll', ['b', 'a'])).to.equal(true)
    expect(await holds(['a'], 'hasAll', ['b', 'a'])).to.equal(false)
    expect(await holds(['a'], 'hasNone', ['b'])).to.equal(true)
    expect(await holds(['a', 'b'], 'hasNone', ['b'])).to.equal(false)
    expect(await holds(['a', 'b'], 'hasNone', ['b', 'c'])).to.equal(false)
    expect(await holds([], 'hasNone', ['b'])).to.equal(true)
    expect(await holds([1], 'hasAny', ['1'])).to.equal(false)
  })

  it('are false of what is no list', async () => {
    for (const odd of [null, 'ab', 5, { a: 1 }]) {
      for (const operator of ['hasAny', 'hasAll', 'hasNone']) expect(await holds(odd, operator, ['a'])).to.equal(false)
    }
    expect(await reason('a', 'hasNone', ['b'])).to.equal('A list is needed, this is a text')
  })
})

describe('time operators', () => {
  it('compare moments whatever their offset, and times of day', async () => {
    expect(await holds('2026-03-02T10:00:00+03:00', 'before', '2026-03-02T07:00:01Z')).to.equal(true)
    expect(await holds('2026-03-02T10:00:00+03:00', 'before', '2026-03-02T07:00:00Z')).to.equal(false)
    expect(await holds('2026-03-02T10:00:00+0300', 'after', '2026-03-02T06:59:59.999Z')).to.equal(true)
    expect(await holds('2026-03-02', 'after', '2026-03-01')).to.equal(true)
    expect(await holds('09:00', 'before', '12:00')).to.equal(true)
    expect(await holds('09:00', 'after', '12:00')).to.equal(false)
  })

  it('measure age from `now`, the boundary being old', async () => {
    expect(await holds('2026-03-02T07:00:00Z', 'olderThan', 'PT2H')).to.equal(true)
    expect(await holds('2026-03-02T07:00:00.001Z', 'olderThan', 'PT2H')).to.equal(false)
    expect(await holds('2026-03-02T07:00:00Z', 'youngerThan', 'PT2H')).to.equal(false)
    expect(await holds('2026-03-02T07:00:00.001Z', 'youngerThan', 'PT2H')).to.equal(true)
    expect(await holds('2026-03-05T07:00:00Z', 'youngerThan', 'PT2H')).to.equal(true)
    expect(await holds('2026-02-02T09:00:00Z', 'olderThan', 'P1M')).to.equal(true)
    expect(await holds('2026-02-02T09:00:00.001Z', 'olderThan', 'P1M')).to.equal(false)
    expect(await holds('2025-03-02T09:00:00Z', 'olderThan', 'P1Y')).to.equal(true)
  })

  it('work under every decorator', async () => {
    const old = '2026-03-01T00:00:00Z'
    const young = '2026-03-02T08:59:00Z'
    expect(await holds([old, young], 'someFact:olderThan', 'PT2H')).to.equal(true)
    expect(await holds([old, young], 'everyFact:olderThan', 'PT2H')).to.equal(false)
    expect(await holds(young, 'someValue:olderThan', ['PT2H', 'PT1M'])).to.equal(true)
    expect(await holds(young, 'everyValue:olderThan', ['PT2H', 'PT1M'])).to.equal(false)
    expect(await holds(young, 'not:olderThan', 'PT2H')).to.equal(true)
    expect(await holds('PT2H', 'swap:olderThan', old)).to.equal(true)
    expect(await holds('PT2H', 'swap:olderThan', young)).to.equal(false)
  })

  it('are false of what is no time', async () => {
    for (const odd of [...NOTHING, 'yesterday', 5, '2026-02-30', '2026-13-01', ['2026-03-01'], {}]) {
      for (const operator of ['olderThan', 'youngerThan'])
        expect(await holds({ x: odd }, operator, 'PT1S', { path: '$.x' })).to.equal(false)
      for (const operator of ['before', 'after'])
        expect(await holds({ x: odd }, operator, '2026-03-02', { path: '$.x' })).to.equal(false)
    }
    expect(await reason(null, 'olderThan', 'PT1H')).to.equal('A time is needed, this is nothing')
  })
})

describe('changedTo and changedFrom', () => {
  const change = (from: unknown, to: unknown): unknown => ({ changes: { detail: { from, to } } })
  const path = { path: '$.changes.detail' }

  it('compare one detail of a change', async () => {
    expect(await holds(change('open', 'pending'), 'changedTo', 'pending', path)).to.equal(true)
    expect(await holds(change('open', 'pending'), 'changedFrom', 'open', path)).to.equal(true)
    expect(await holds(change('open', 'pending'), 'changedTo', 'open', path)).to.equal(false)
    expect(await holds(change(null, { agent: 'olga' }), 'changedTo', { agent: 'olga' }, path)).to.equal(true)
    expect(await holds(change({ agent: 'olga' }, null), 'changedTo', null, path)).to.equal(true)
  })

  it('tell what a list gained and lost', async () => {
    expect(await holds(change(['a'], ['a', 'vip']), 'changedTo', 'vip', path)).to.equal(true)
    expect(await holds(change(['a'], ['a', 'vip']), 'changedTo', 'a', path)).to.equal(false)
    expect(await holds(change(['a', 'vip'], ['a']), 'changedFrom', 'vip', path)).to.equal(true)
    expect(await holds(change(['a'], ['b']), 'changedTo', ['b'], path)).to.equal(true)
  })

  it('are false when that detail did not change', async () => {
    expect(await holds({ changes: {} }, 'changedTo', 'open', path)).to.equal(false)
    expect(await holds({}, 'changedFrom', null, path)).to.equal(false)
    expect(await reason('open', 'changedTo', 'open')).to.match(/change with `from` and `to`/)
  })
})

describe("json-rules-engine's own operators", () => {
  it('are false with a reason where they would throw', async () => {
    expect(await holds({ a: 5 }, 'in', { fact: 'x', path: '$.b' }, { path: '$.a' })).to.equal(false)
    expect(await reason({ toString: 5 }, 'lessThan', 5)).to.equal('The two sides have no order')
    expect(await holds(5, 'someValue:equal', { fact: 'x' })).to.equal(false)
  })

  it('never find null less than anything', async () => {
    for (const operator of ['lessThan', 'lessThanInclusive', 'between', 'before']) {
      const value = operator === 'between' ? [-5, 5] : operator === 'before' ? '2999-01-01' : 5
      expect(await holds(null, operator, value)).to.equal(false)
      expect(await holds({}, operator, value, { path: '$.nothing' })).to.equal(false)
    }
  })
})

describe('every operator', () => {
  const odd = [
    undefined,
    null,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '',
    ' ',
    'a',
    [],
    [[]],
    [null],
    {},
    { fact: 1 },
    true,
    -0,
  ]

  it('answers true, false or a reason of whatever it gets, and never throws', () => {
    for (const operator of operatorTable().values()) {
      for (const one of [operator, operator.exact ?? operator]) {
        for (const fact of [...odd, { toString: 1 }, { from: {}, to: [] }]) {
          for (const value of odd)
            expect(one.judge(fact, value), one.name).to.satisfy(
              (is: unknown) => typeof is === 'boolean' || typeof is === 'string',
            )
        }
      }
    }
  })
})

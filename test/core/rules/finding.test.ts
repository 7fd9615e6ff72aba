import { expect } from 'chai'
import type { Finding } from '../../../src/core/rules/verdict.js'
import { asked, judged, reason, under } from './judging.js'

const NEEDS_LIST = 'A list is needed, this is a text'
const NEEDS_LISTED = 'A list of values is needed, this is a text'
const NEEDS_TEXT = 'A text is needed, this is a number'
const NOTHING_BESIDE = 'The fact to compare with is missing: unknown, failed or late'
const SIMPLY_FALSE = undefined
const NOW = '2026-03-02T09:00:00.000Z'

async function findingOf(leaf: object, facts: object): Promise<Finding | undefined> {
  const result = await judged(under({ all: [leaf] }), { now: NOW, ...facts }, { facts: ['x', 'y'] })
  return result.kind === 'failed' ? result.finding : undefined
}

describe('why a comparison could not be made', () => {
  for (const [x, operator, value, why] of [
    [5, 'containsText', 'a', NEEDS_TEXT],
    ['b', 'containsText', 'a', SIMPLY_FALSE],
    ['a', 'someFact:equal', 'a', NEEDS_LIST],
    ['a', 'everyFact:equal', 'a', NEEDS_LIST],
    [['a'], 'someFact:equal', 'b', SIMPLY_FALSE],
    [['a', 'b'], 'everyFact:equal', 'a', SIMPLY_FALSE],
    // A list holds what can't be compared: of one among several no reason is told.
    [[5], 'someFact:containsText', 'a', SIMPLY_FALSE],
    [['a', 5], 'everyFact:containsText', 'a', SIMPLY_FALSE],
    ['b', 'not:containsText', 'b', SIMPLY_FALSE],
  ] as const) {
    it(`is told of ${operator} on ${JSON.stringify(x)}: ${why}`, async () => {
      expect(await reason(x, operator, value)).to.equal(why)
    })
  }

  for (const [x, operator, y, why] of [
    ['a', 'someValue:equal', 'b', NEEDS_LISTED],
    ['a', 'everyValue:equal', 'b', NEEDS_LISTED],
    ['a', 'someValue:equal', ['b'], SIMPLY_FALSE],
    ['a', 'everyValue:equal', ['b', 'a'], SIMPLY_FALSE],
    ['a', 'someValue:containsText', [5], SIMPLY_FALSE],
    ['a', 'swap:containsText', 5, NEEDS_TEXT],
    [5, 'swap:containsText', 'a', 'A text to look for is needed, this is a number'],
    ['a', 'swap:containsText', 'b', SIMPLY_FALSE],
    ['a', 'swap:someFact:equal', 'b', NEEDS_LIST],
    ['a', 'swap:someFact:equal', ['b'], SIMPLY_FALSE],
    [['a'], 'swap:someValue:equal', 'b', SIMPLY_FALSE],
    ['b', 'swap:someValue:equal', 'a', NEEDS_LISTED],
    ['a', 'swap:swap:someFact:equal', ['b'], NEEDS_LIST],
    ['a', 'containsText', undefined, NOTHING_BESIDE],
    ['a', 'someValue:equal', undefined, NOTHING_BESIDE],
    [undefined, 'containsText', 'a', 'The fact `x` is missing: unknown, failed or late'],
  ] as const) {
    it(`is told of ${operator} with ${JSON.stringify(y)} beside ${JSON.stringify(x)}: ${why}`, async () => {
      expect(await asked(x, operator, y)).to.equal(why)
    })
  }

  it('is that of the exact operator where that was asked for', async () => {
    const exact = { fact: 'x', operator: 'containsText', value: 'A', params: { exact: true } }
    expect((await findingOf(exact, { x: 5 }))?.reason).to.equal(NEEDS_TEXT)
    expect(await findingOf(exact, { x: 'a' })).to.not.have.property('reason')
    expect(await findingOf({ ...exact, params: { exact: false } }, { x: 'a' })).to.equal(undefined)
  })
})

describe('what a comparison saw', () => {
  it('is the value as written, or the other fact’s value, with the path only where there is one', async () => {
    const place = { pointer: '/all/0' }
    const equal = { fact: 'x', operator: 'equal' }
    expect(await findingOf({ ...equal, value: { fact: 'y' } }, { x: 5, y: 6 })).to.deep.equal({
      ...equal,
      expected: 6,
      actual: 5,
      ...place,
    })
    expect(await findingOf({ ...equal, value: { fact: 'y' } }, { x: 5 })).to.deep.equal({
      ...equal,
      expected: null,
      actual: 5,
      reason: NOTHING_BESIDE,
      ...place,
    })
    const text = { fact: 'x', path: '$.a', operator: 'containsText' }
    expect(await findingOf({ ...text, value: 'A' }, { x: { a: 5 } })).to.deep.equal({
      ...text,
      expected: 'A',
      actual: 5,
      reason: NEEDS_TEXT,
      ...place,
    })
    expect(await findingOf({ ...text, value: 'A' }, { x: { a: 'b' } })).to.deep.equal({
      ...text,
      expected: 'A',
      actual: 'b',
      ...place,
    })
    expect(await findingOf({ ...text, value: 'A' }, {})).to.deep.equal({
      ...text,
      expected: 'A',
      actual: null,
      missing: true,
      reason: 'The fact `x` is missing: unknown, failed or late',
      ...place,
    })
  })

  it('is a span as it was written, also as another fact’s, though the operator was handed the moment with it', async () => {
    const older = { fact: 'x', operator: 'olderThan' }
    expect(await findingOf({ ...older, value: 'PT1H' }, { x: NOW })).to.deep.equal({
      ...older,
      expected: 'PT1H',
      actual: NOW,
      pointer: '/all/0',
    })
    expect((await findingOf({ ...older, value: { fact: 'y' } }, { x: NOW, y: 'PT2H' }))?.expected).to.deep.equal({
      fact: 'y',
    })
  })

  it('says of an empty list in a named condition where it is', async () => {
    const conditions = { none: { not: { all: [] } } }
    const result = await judged(under({ all: [{ condition: 'none' }] }, { conditions }), {})
    expect(result).to.deep.equal({
      kind: 'failed',
      finding: {
        fact: '',
        operator: 'all',
        expected: null,
        actual: null,
        reason: 'An empty list always holds',
        pointer: '/all/0',
        within: { condition: 'none', pointer: '/not' },
      },
    })
  })
})

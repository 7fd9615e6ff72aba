import { expect } from 'chai'
import { sameJson } from '../../../../src/core/rules/operators/same-json.js'
import { compare, holds, reason } from '../judging.js'

const NEEDED = 'A change with `from` and `to` is needed, such as $.changes.status of the event'

describe('changedTo and changedFrom', () => {
  it('hold of what came or went, not of any change', async () => {
    const change = { from: 'open', to: 'pending' }
    expect(await holds(change, 'changedTo', 'closed')).to.equal(false)
    expect(await holds(change, 'changedFrom', 'closed')).to.equal(false)
    expect(await holds({ from: 'open', to: 'open' }, 'changedTo', 'open')).to.equal(false)
    expect(await holds({ from: ['a'], to: ['a', 'b'] }, 'changedTo', ['a', 'b'])).to.equal(true)
    expect(await holds({ from: ['a'], to: ['a', 'b'] }, 'changedTo', ['b'])).to.equal(false)
    expect(await holds({ from: null, to: ['a'] }, 'changedTo', 'a')).to.equal(true)
    expect(await holds({ from: ['a'], to: null }, 'changedFrom', 'a')).to.equal(true)
  })

  it('have nothing to say where that detail did not change', async () => {
    for (const [x, path] of [
      [null, '$'],
      [{}, '$.changes'],
    ] as const) {
      const said = await compare(x, 'changedTo', 'open', { path })
      expect(said.kind).to.equal('failed')
      expect(said.kind === 'failed' && said.finding.reason).to.equal(undefined)
    }
  })

  it('say that half a change is none', async () => {
    for (const half of ['open', {}, { from: 'open' }, { to: 'open' }, ['open']]) {
      expect(await reason(half, 'changedTo', 'open'), JSON.stringify(half)).to.equal(NEEDED)
      expect(await reason(half, 'changedFrom', 'open')).to.equal(NEEDED)
    }
  })
})

describe('two JSON values', () => {
  it('are the same where they say the same, in whatever order of names', () => {
    for (const [one, other] of [
      [
        { a: 1, b: [1, { c: null }] },
        { b: [1, { c: null }], a: 1 },
      ],
      [[], []],
      [{}, {}],
      [null, null],
    ])
      expect(sameJson(one, other)).to.equal(true)
  })

  it('are not where anything differs', () => {
    for (const [one, other] of [
      [[1], [1, 2]],
      [[1, 2], [1]],
      [
        [1, 2],
        [2, 1],
      ],
      [[], {}],
      [{}, []],
      [{ 0: 1 }, [1]],
      [{ a: 1 }, { a: 1, b: 2 }],
      [{ a: 1, b: 2 }, { a: 1 }],
      [{ a: undefined }, { b: undefined }],
      [{ a: 1 }, { a: 2 }],
      [{ a: 1 }, null],
      [null, { a: 1 }],
      [1, '1'],
      ['a', 'b'],
    ])
      expect(sameJson(one, other), JSON.stringify([one, other])).to.equal(false)
  })

  it('are compared fifty levels deep, not further', () => {
    const deep = (levels: number, end: unknown): unknown => (levels === 0 ? end : [deep(levels - 1, end)])
    expect(sameJson(deep(51, []), deep(51, []))).to.equal(false)
    expect(sameJson(deep(50, []), deep(50, []))).to.equal(true)
    expect(sameJson(deep(49, 1), deep(49, 1))).to.equal(true)
    const record = (levels: number): unknown => (levels === 0 ? {} : { a: record(levels - 1) })
    expect(sameJson(record(51), record(51))).to.equal(false)
    expect(sameJson(record(50), record(50))).to.equal(true)
  })
})

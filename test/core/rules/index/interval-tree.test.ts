import { expect } from 'chai'
import fc from 'fast-check'
import { findIntervals, intervalTree } from '../../../../src/core/rules/index/interval-tree.js'

describe('the interval tree', () => {
  it('finds exactly the intervals that hold a number, bounds included', () => {
    const bound = fc.oneof(fc.integer({ min: -5, max: 15 }), fc.constantFrom(-Infinity, Infinity, 0.5))
    const intervals = fc.array(fc.tuple(bound, bound), { maxLength: 40 })
    const number = fc.oneof(fc.integer({ min: -6, max: 16 }), fc.constantFrom(0.5, Infinity, -Infinity, Number.NaN))
    fc.assert(
      fc.property(intervals, number, (bounds, sought) => {
        const found: number[] = []
        findIntervals(intervalTree(bounds.map(([low, high], owner) => ({ low, high, owner }))), sought, found)
        const expected = bounds.flatMap(([low, high], owner) => (low <= sought && sought <= high ? [owner] : []))
        expect(found.sort((one, other) => one - other)).to.deep.equal(expected)
      }),
      { numRuns: 500 },
    )
  })
})

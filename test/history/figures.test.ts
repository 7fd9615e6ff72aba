import { expect } from 'chai'
import { spread } from '../../src/history/figures.js'

describe('figures of a replay', () => {
  it('are percentiles by the nearest rank', () => {
    expect(spread([])).to.deep.equal({ count: 0, median: null, p90: null, max: null })
    expect(spread([5])).to.deep.equal({ count: 1, median: 5, p90: 5, max: 5 })
    expect(spread([10, 1, 2, 3, 4, 5, 6, 7, 8, 9])).to.deep.equal({ count: 10, median: 5, p90: 9, max: 10 })
  })
})

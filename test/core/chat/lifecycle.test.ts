import { expect } from 'chai'
import { isLive, stateOf, statusOf } from '../../../src/core/chat/lifecycle.js'

describe('the states of a chat', () => {
  it('show a status once they are finished, and are what the status leads to', () => {
    const finished = { 'finished-open': 'open', 'finished-pending': 'pending', closed: 'closed' } as const
    for (const state of ['finished-open', 'finished-pending', 'closed'] as const) {
      expect(statusOf(state)).to.equal(finished[state])
      expect(stateOf(finished[state])).to.equal(state)
      expect(isLive(state)).to.equal(false)
    }
  })

  it('show none while they are live or merged away', () => {
    for (const state of ['active', 'awaiting-split', 'merged'] as const) expect(statusOf(state)).to.equal(null)
    expect((['active', 'awaiting-split', 'merged'] as const).map(isLive)).to.deep.equal([true, true, false])
  })
})

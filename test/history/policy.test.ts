import { expect } from 'chai'
import type { HistoryEntry } from '../../src/history/entry.js'
import { closingsAfter, isPlayed, isPolicy } from '../../src/history/policy.js'

const minute = (count: number) => new Date(Date.UTC(2026, 2, 2, 9, count)).toISOString()

describe('policies of the comparison', () => {
  it('leave out of an endless chat all that would finish or divide it', () => {
    const target = { channel: 'tg', customer: { id: '42' } }
    const finish: HistoryEntry = { type: 'finish', at: minute(0), target, agent: 'olga', status: 'closed' }
    const tags: HistoryEntry = { type: 'update', at: minute(0), target, changes: { tags: [] } }
    expect(isPlayed(finish, 'endless')).to.equal(false)
    expect(isPlayed(finish, 'silence')).to.equal(true)
    expect(isPlayed(tags, 'endless')).to.equal(true)
    expect(isPlayed({ ...tags, status: 'open' }, 'endless')).to.equal(false)
  })

  it('are known by their own names only', () => {
    expect(isPolicy('finish')).to.equal(true)
    expect(isPolicy('toString')).to.equal(false)
  })

  it('close a thread once, a stretch after its last message', () => {
    const closings = closingsAfter(10 * 60_000)
    expect(closings.next()).to.equal(null)
    closings.add('a', minute(0))
    closings.add('b', minute(2))
    closings.add('a', minute(5))
    expect(closings.next()).to.equal(minute(12))
    expect(closings.take(minute(11))).to.deep.equal([])
    expect(closings.take(minute(12))).to.deep.equal(['b'])
    expect(closings.next()).to.equal(minute(15))
    expect(closings.take(minute(30))).to.deep.equal(['a'])
    expect(closings.next()).to.equal(null)
  })
})

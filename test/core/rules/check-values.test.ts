import { expect } from 'chai'
import { codes, only, set, withAction, withLeaf } from './checking.js'

describe('values', () => {
  it('must fit the type of the fact where that is known', () => {
    const mismatch = (leaf: object): string => only(withLeaf(leaf)).code
    expect(mismatch({ fact: 'chat', path: '$.activation', operator: 'containsText', value: 'a' })).to.equal(
      'type-mismatch',
    )
    expect(mismatch({ fact: 'chat', path: '$.activation', operator: 'equal', value: '2' })).to.equal('type-mismatch')
    expect(mismatch({ fact: 'chat', path: '$.tags', operator: 'equal', value: 'vip' })).to.equal('type-mismatch')
    expect(mismatch({ fact: 'chat', path: '$.tags', operator: 'containsText', value: 'vip' })).to.equal('type-mismatch')
    expect(mismatch({ fact: 'chat', path: '$.tags', operator: 'contains', value: 5 })).to.equal('type-mismatch')
    expect(mismatch({ fact: 'chat', path: '$.tags', operator: 'hasAny', value: ['a', 5] })).to.equal('type-mismatch')
    expect(mismatch({ fact: 'chat', path: '$.subject', operator: 'lessThan', value: 5 })).to.equal('type-mismatch')
    expect(mismatch({ fact: 'chat', path: '$.subject', operator: 'someFact:equal', value: 'a' })).to.equal(
      'type-mismatch',
    )
    expect(mismatch({ fact: 'chat', path: '$.startedAt', operator: 'lessThan', value: 5 })).to.equal('type-mismatch')
    expect(mismatch({ fact: 'chat', path: '$.startedAt', operator: 'before', value: '09:00' })).to.equal(
      'type-mismatch',
    )
    expect(mismatch({ fact: 'message', path: '$.late', operator: 'equal', value: 'true' })).to.equal('type-mismatch')
    expect(mismatch({ fact: 'chat', path: '$.number', operator: 'olderThan', value: 'PT1H' })).to.equal('type-mismatch')
    expect(mismatch({ fact: 'chat', path: '$.activation', operator: 'in', value: [1, 'two'] })).to.equal(
      'type-mismatch',
    )
    expect(mismatch({ fact: 'chat', path: '$.activation', operator: 'equal', value: { fact: 'now' } })).to.equal(
      'type-mismatch',
    )
    expect(mismatch({ fact: 'chat', path: '$.number', operator: 'equal', value: null })).to.equal('never-occurs')
    expect(mismatch({ fact: 'chat', path: '$.state', operator: 'in', value: ['active', 'done'] })).to.equal(
      'never-occurs',
    )
  })

  it('must be such that the operator can do something with them', () => {
    const problem = (operator: string, value: unknown): string =>
      only(withLeaf({ fact: 'x', operator, value }), { facts: ['x'] }).code
    expect(problem('matches', 'a(?=b)')).to.equal('bad-pattern')
    expect(problem('matches', '(a)\\1')).to.equal('bad-pattern')
    expect(problem('not:matches', '[')).to.equal('bad-pattern')
    expect(problem('matches', 'a'.repeat(3000))).to.equal('bad-pattern')
    expect(problem('olderThan', '2 hours')).to.equal('bad-duration')
    expect(problem('in', 'a')).to.equal('bad-value')
    expect(problem('someValue:equal', 'a')).to.equal('bad-value')
    expect(problem('containsText', ' ')).to.equal('bad-value')
    expect(problem('containsAnyText', [])).to.equal('bad-value')
    expect(problem('between', [3, 1])).to.equal('bad-value')
    expect(problem('between', [1])).to.equal('bad-value')
    expect(problem('isBlank', 'yes')).to.equal('bad-value')
    expect(problem('isPhone', { country: 'Russia' })).to.equal('bad-value')
    expect(problem('hasAny', 'vip')).to.equal('bad-value')
    expect(problem('after', 'tomorrow')).to.equal('bad-value')
    expect(only(withLeaf({ fact: 'x', operator: 'lessThan', value: null }), { facts: ['x'] }).severity).to.equal(
      'warning',
    )
  })

  it('that are durations, addresses or schedules must be readable', () => {
    for (const bad of ['2h', 'P', 'PT', 'PT0S', '-PT1H', 'P1.5M', 'PT1H30', 'pt1h', '']) {
      expect(only(set({ on: { after: bad, since: 'chat.started' } })).code, bad).to.equal('bad-duration')
    }
    expect(only(withAction({ do: 'send-message', text: 'x', delay: 'soon' })).code).to.equal('bad-duration')
    expect(only(withAction({ do: 'send-message', text: 'x', once: { per: 'PT', of: 'chat' } })).code).to.equal(
      'bad-duration',
    )
    for (const bad of ['ftp://a.ru', 'a.ru', 'https://', 'https:// a.ru', 'javascript:alert(1)']) {
      expect(only(withAction({ do: 'webhook', url: bad })).code, bad).to.equal('bad-address')
    }
    const schedule = (definition: object): string[] => codes({ schedules: { s: definition } })
    expect(schedule({ zone: 'Mars/Base', week: {} })).to.deep.equal(['unknown-zone /schedules/s/zone'])
    expect(schedule({ zone: 'UTC', week: { funday: ['09:00-10:00'], mon: ['9-10'] } })).to.deep.equal([
      'bad-days /schedules/s/week/funday',
      'bad-stretch /schedules/s/week/mon/0',
    ])
    expect(
      schedule({ zone: 'UTC', week: {}, holidays: [{ date: '2026-02-30' }, { date: '12-31' }, { date: '12-31' }] }),
    ).to.deep.equal(['bad-holiday-date /schedules/s/holidays/0/date', 'duplicate-holiday /schedules/s/holidays/2/date'])
    expect(schedule({ zone: 'UTC', week: { mon: '09:00-10:00' } })).to.deep.equal(['wrong-type /schedules/s/week/mon'])
  })

  it('that do nothing are pointed out', () => {
    expect(only(set({ then: [] }))).to.include({ severity: 'warning', code: 'no-effect' })
    expect(only(set({ on: [] }))).to.include({ severity: 'warning', code: 'no-effect' })
  })
})

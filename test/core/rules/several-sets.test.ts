import { expect } from 'chai'
import { loadRuleSet } from '../../../src/core/rules/load-rule-set.js'
import { loaded } from './judging.js'

const rule = (id: string, rest: object = {}) => ({
  id,
  on: 'message.received',
  then: [{ do: 'add-tags', tags: [id] }],
  ...rest,
})
const OPEN = { zone: 'UTC', week: { mon: ['09:00-18:00'] } }
const LEAF = { all: [{ fact: 'message', path: '$.text', operator: 'equal', value: 'a' }] }

/** Places and words of what is wrong. */
const faultsOf = (sets: unknown) => {
  const result = loadRuleSet(sets)
  return result.ok ? [] : result.diagnostics.map(({ source, pointer, code }) => [source, pointer, code])
}

describe('several rule sets', () => {
  it('are one: the first name that is given is theirs, rules stand in the order of the sets, higher priority first', () => {
    const sets = [
      { rules: [rule('a'), rule('b', { priority: 2 })] },
      { name: 'second', rules: [rule('c'), rule('d', { priority: 2 }), rule('e', { priority: 3 })] },
      { name: 'third' },
    ]
    const rules = loaded(sets)
    expect(rules.name).to.equal('second')
    expect(rules.rulesFor('message.received').map((one) => one.rule.id)).to.deep.equal(['e', 'b', 'd', 'a', 'c'])
    expect(rules.rulesFor('chat.started')).to.deep.equal([])
    expect(loaded([{ rules: [rule('a')] }]).name).to.equal('')
    const plain = loaded([{ rules: [rule('z'), rule('y')] }, { rules: [rule('x')] }])
    expect(plain.rulesFor('message.received').map((one) => one.rule.id)).to.deep.equal(['z', 'y', 'x'])
  })

  it('are named by their files, by their place where they have none, and not at all where there is one', () => {
    const faulty = { rules: [rule('a', { on: 'nothing' })] }
    expect(faultsOf(faulty)).to.deep.equal([[undefined, '/rules/0/on', 'wrong-value']])
    expect(faultsOf([faulty])).to.deep.equal([[undefined, '/rules/0/on', 'wrong-value']])
    expect(faultsOf([{ rules: [] }, faulty])).to.deep.equal([['#2', '/rules/0/on', 'wrong-value']])
    expect(
      faultsOf([
        { name: 'a.json', value: { rules: [] } },
        { name: 'b.json', value: faulty },
      ]),
    ).to.deep.equal([['b.json', '/rules/0/on', 'wrong-value']])
    expect(faultsOf([{ name: 'b.json', value: faulty }])).to.deep.equal([['b.json', '/rules/0/on', 'wrong-value']])
  })

  it('may not define a rule, condition or schedule twice; it is told in the later one', () => {
    const one = { rules: [rule('a')], conditions: { c: LEAF }, schedules: { s: OPEN } }
    expect(faultsOf([one, one])).to.deep.equal([
      ['#2', '/schedules/s', 'duplicate-schedule'],
      ['#2', '/conditions/c', 'duplicate-condition'],
      ['#2', '/rules/0/id', 'duplicate-id'],
    ])
  })

  it('know each other’s conditions and schedules', () => {
    const uses = rule('uses', {
      when: {
        all: [
          { condition: 'c' },
          { fact: 'schedule', params: { name: 's' }, path: '$.open', operator: 'equal', value: true },
        ],
      },
    })
    expect(faultsOf([{ rules: [uses] }, { conditions: { c: LEAF }, schedules: { s: OPEN } }])).to.deep.equal([])
    expect(faultsOf([{ rules: [uses] }]).map(([, , code]) => code)).to.include('unknown-condition')
  })
})

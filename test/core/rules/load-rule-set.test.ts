import { expect } from 'chai'
import { loadRuleSet } from '../../../src/core/rules/load-rule-set.js'
import { loaded } from './judging.js'

const rule = (id: string, rest: object = {}): object => ({
  id,
  on: 'message.received',
  then: [{ do: 'add-tags', tags: ['t'] }],
  ...rest,
})

describe('a loaded rule set', () => {
  it('gives the rules of a trigger by priority, then in file order, over all files', () => {
    const rules = loaded([
      {
        name: 'one.json',
        value: {
          name: 'Desk',
          rules: [rule('a'), rule('b', { priority: 5 }), rule('c', { on: ['chat.started', 'message.received'] })],
        },
      },
      { name: 'two.json', value: { rules: [rule('d', { priority: 5, enabled: false }), rule('e', { priority: 9 })] } },
    ])
    expect(rules.rulesFor('message.received').map((one) => one.rule.id)).to.deep.equal(['e', 'b', 'd', 'a', 'c'])
    expect(rules.rulesFor('chat.started').map((one) => one.rule.id)).to.deep.equal(['c'])
    expect(rules.rulesFor('note.added')).to.deep.equal([])
    expect(rules.name).to.equal('Desk')
    expect(rules.byId.get('d')?.order).to.equal(3)
  })

  it('takes plain sets in a list as well, and an empty one', () => {
    expect(loaded([{ rules: [rule('a')] }, { rules: [rule('b')] }]).byId.size).to.equal(2)
    expect(loaded([]).byId.size).to.equal(0)
    expect(loaded({}).byId.size).to.equal(0)
  })

  it('keeps time rules apart', () => {
    const wait = { after: 'PT2H', since: 'message.received' }
    const rules = loaded({
      rules: [rule('a', { on: wait }), rule('b', { on: ['chat.started', { ...wait, after: 'P1D' }] }), rule('c')],
    })
    expect(rules.timeRules.map((one) => one.rule.id)).to.deep.equal(['a', 'b'])
    expect(rules.byId.get('b')?.timeTriggers).to.deep.equal([{ after: 'P1D', since: 'message.received' }])
  })

  it('knows which facts each rule reads, through named conditions and values', () => {
    const rules = loaded({
      conditions: { old: { all: [{ fact: 'chat', path: '$.startedAt', operator: 'olderThan', value: 'P1D' }] } },
      rules: [
        rule('a', {
          when: {
            not: {
              any: [
                { condition: 'old' },
                { fact: 'event', path: '$.at', operator: 'after', value: { fact: 'customer', path: '$.firstSeenAt' } },
              ],
            },
          },
        }),
        rule('b'),
      ],
    })
    expect([...(rules.byId.get('a')?.facts ?? [])].sort()).to.deep.equal(['chat', 'customer', 'event', 'now'])
    expect(rules.byId.get('b')?.facts.size).to.equal(0)
  })

  it('has its templates compiled, by pointer, with what they read', () => {
    const actions = [
      { do: 'send-message', text: { ru: '{{ customer.name }}', en: 'Hi' } },
      { do: 'send-email', to: 'customer', subject: 'S', text: 'T' },
      { do: 'webhook', url: 'https://example.com/x', body: { a: ['{{ chat.number }}'] } },
      { do: 'call', name: 'f', args: ['{{ now }}'] },
      { do: 'set-field', of: 'chat', field: 'f', value: '{{ message.text }}' },
      { do: 'set-field', of: 'chat', field: 'f', value: 5 },
    ]
    const compiled = loaded({ rules: [rule('a', { then: actions })] }).byId.get('a')?.actions ?? []
    expect(compiled.map(({ texts, bodies }) => [...texts.keys(), ...bodies.keys()])).to.deep.equal([
      ['/text'],
      ['/subject', '/text'],
      ['/body'],
      ['/args'],
      ['/value'],
      [],
    ])
    expect(compiled.map(({ variables }) => variables)).to.deep.equal([
      ['customer.name'],
      [],
      ['chat.number'],
      ['now'],
      ['message.text'],
      [],
    ])
  })

  it('has a version that follows the content, not the order of names', () => {
    const version = (value: unknown): string => loaded(value).version
    const one = version({ rules: [{ id: 'a', on: 'chat.started', then: [] }] })
    expect(version({ rules: [{ then: [], on: 'chat.started', id: 'a' }] })).to.equal(one)
    expect(version({ rules: [{ then: [], on: 'chat.reopened', id: 'a' }] })).to.not.equal(one)
    expect(one).to.match(/^[0-9a-f]{16}$/)
    const many = new Set(Array.from({ length: 1000 }, (_, index) => version({ rules: [rule(`r${index}`)] })))
    expect(many.size).to.equal(1000)
  })

  it('does not depend on, nor change, what it was made from', () => {
    const set = {
      rules: [rule('a', { when: { all: [{ fact: 'now', operator: 'after', value: '2026-01-01', priority: 2 }] } })],
    }
    const before = JSON.stringify(set)
    loaded(set)
    expect(JSON.stringify(set)).to.equal(before)
  })

  it('is refused with all findings when several files clash', () => {
    const file = {
      schedules: { s: { zone: 'UTC', week: {} } },
      conditions: { c: { all: [] } },
      rules: [rule('a', { name: 'A' })],
    }
    const result = loadRuleSet([
      { name: 'one.json', value: file },
      { name: 'two.json', value: file },
    ])
    expect(result.ok).to.equal(false)
    const found = result.ok ? [] : result.diagnostics.map(({ source, code, pointer }) => [source, code, pointer])
    expect(found).to.have.deep.members([
      ['two.json', 'duplicate-schedule', '/schedules/s'],
      ['two.json', 'duplicate-condition', '/conditions/c'],
      ['two.json', 'duplicate-id', '/rules/0/id'],
      ['two.json', 'duplicate-name', '/rules/0/name'],
    ])
  })

  it('loads 10,000 rules', function () {
    this.timeout(60_000)
    const rules = Array.from({ length: 10_000 }, (_, index) =>
      rule(`r${index}`, {
        when: { all: [{ fact: 'message', path: '$.text', operator: 'containsWord', value: `word${index}` }] },
      }),
    )
    expect(loaded({ rules }).byId.size).to.equal(10_000)
  })
})

import { expect } from 'chai'
import type { Json } from '../../../src/core/json.js'
import { checkRuleSet } from '../../../src/core/rules/check-rule-set.js'
import { codes, LEAF, only, SCHEDULES, set, TAG, withLeaf } from './checking.js'

describe('checking a rule set', () => {
  it('finds nothing wrong with a right one', () => {
    const rules = [
      {
        id: 'away',
        name: 'Away',
        on: [
          'chat.started',
          { after: 'PT2H', since: 'message.received', businessHours: 'support', unless: ['message.sent'] },
        ],
        channels: ['telegram'],
        when: {
          all: [
            {
              fact: 'schedule',
              params: { name: 'support' },
              path: '$.kind',
              operator: 'in',
              value: ['off-hours', 'holiday'],
            },
            {
              fact: 'schedule',
              params: { name: 'support' },
              path: '$.time',
              operator: 'between',
              value: ['22:00', '06:00'],
            },
            { fact: 'chat', path: '$.status', operator: 'equal', value: null },
            { fact: 'chat', path: '$.assignee.agent', operator: 'isBlank', value: true },
            { fact: 'chat', path: '$.fields.plan', operator: 'equal', value: 'gold' },
            { fact: 'chat', path: '$.counts.customer', operator: 'greaterThan', value: 3 },
            { fact: 'chat', path: '$.startedAt', operator: 'lessThan', value: '2026-03-01T00:00:00Z' },
            { fact: 'chat', path: '$.waitingSince', operator: 'olderThan', value: 'PT1H' },
            { fact: 'event', path: '$.changes.tags', operator: 'changedTo', value: 'vip' },
            { fact: 'message', path: '$.attachments[0].kind', operator: 'equal', value: 'image' },
            { fact: 'message', path: '$.attachments.length', operator: 'lessThan', value: 2 },
            { fact: 'customer', path: '$.tags', operator: 'someFact:startsWith', value: 'vip' },
            { fact: 'customer', path: "$['email']", operator: 'not:someValue:endsWith', value: ['@a.ru', '@b.ru'] },
            { fact: 'agents', params: { id: 'olga' }, path: '$.status', operator: 'equal', value: 'online' },
            { fact: 'before', path: '$.state', operator: 'swap:equal', value: 'finished-open' },
            { fact: 'now', operator: 'after', value: { fact: 'customer', path: '$.firstSeenAt' } },
          ],
        },
        then: [
          {
            do: 'send-message',
            text: {
              ru: '{% for tag in customer.tags %}{{ tag }}{% endfor %}',
              en: "{{ schedule.support.nextOpening | date: 'HH:mm' }}",
            },
            once: { per: 'absence', schedule: 'support' },
            delay: 'PT10S',
          },
          { do: 'assign', none: true },
          {
            do: 'set-field',
            of: 'customer',
            field: 'email',
            value: '{{ message.text }}',
            once: { per: 'PT12H', of: 'chat' },
          },
          {
            do: 'webhook',
            url: 'https://example.com:8080/a?b=c#d',
            body: { text: '{{ message.attachments.first.url }} {{ chat.tags.size }}' },
          },
        ],
      },
    ]
    expect(checkRuleSet({ $schema: '../x.json', name: 'S', schedules: SCHEDULES, rules })).to.deep.equal([])
  })

  it('says in which file what is wrong, and warnings are no errors', () => {
    const found = only(withLeaf({ fact: 'chat', path: '$.state', operator: 'equal', value: 'activ' }))
    expect(found).to.include({ severity: 'warning', code: 'never-occurs', pointer: `${LEAF}/value` })
    expect(found.fix).to.deep.equal({ title: 'Change to `active`', pointer: `${LEAF}/value`, value: 'active' })
    expect(found).not.to.have.property('source')
  })

  it('takes anything for a rule set and never throws', () => {
    for (const odd of [
      null,
      undefined,
      5,
      'x',
      [],
      [1],
      true,
      new Map(),
      { rules: null },
      { rules: [null, [], 'x'] },
      { rules: {} },
    ]) {
      expect(checkRuleSet(odd).length, JSON.stringify(odd)).to.be.at.least(odd instanceof Map ? 0 : 1)
    }
    expect(codes({ rules: [{ id: 'r', on: 'chat.started', then: [() => 1] }] })).to.deep.equal([
      'not-json /rules/0/then/0',
    ])
    expect(codes({ rules: [{ id: 'r', on: 'chat.started', priority: Number.NaN, then: [] }] })).to.deep.equal([
      'not-json /rules/0/priority',
    ])
  })

  it('refuses what is nested 10,000 deep or contains itself', () => {
    let deep: Json = { all: [] }
    for (let level = 0; level < 10_000; level += 1) deep = { all: [deep] }
    expect(codes(set({ when: deep }))[0]).to.match(/^too-deep \/rules\/0\/when\/all/)
    const circle: { [key: string]: unknown } = {}
    circle.rules = [circle, circle]
    expect(codes(circle)[0]).to.match(/^too-deep/)
  })

  it('takes 50 levels of conditions and refuses 51', () => {
    const nested = (levels: number): Json => {
      let when: Json = { all: [{ fact: 'now', operator: 'after', value: '2026-01-01' }] }
      for (let level = 2; level < levels; level += 1) when = { any: [when] }
      return when
    }
    expect(codes(set({ when: nested(50) }))).to.deep.equal([])
    expect(codes(set({ when: nested(51) }))[0]).to.match(/^too-deep/)
  })

  it('refuses named conditions that unfold without end', () => {
    const conditions = Object.fromEntries(
      Array.from({ length: 18 }, (_, index) => [
        `c${index}`,
        { all: [{ condition: `c${index + 1}` }, { condition: `c${index + 1}` }] },
      ]),
    )
    const leaf = { fact: 'now', operator: 'after', value: '2026-01-01' }
    const found = codes({ conditions: { ...conditions, c18: { all: [leaf, leaf] } }, rules: [] })
    expect(found).to.include('too-deep /conditions/c0')
    const chain = Object.fromEntries(
      Array.from({ length: 5000 }, (_, index) => [`c${index}`, { condition: `c${index + 1}` }]),
    )
    expect(codes({ conditions: { ...chain, c5000: { all: [] } } })[0]).to.match(/^too-deep/)
  })

  it('names the whole circle of conditions, once', () => {
    const conditions = {
      a: { all: [{ condition: 'b' }] },
      b: { not: { condition: 'c' } },
      c: { any: [{ condition: 'a' }] },
    }
    const found = only({ conditions })
    expect(found).to.include({ code: 'circular-condition', pointer: '/conditions/c/any/0/condition' })
    expect(found.message).to.include('a → b → c → a')
    expect(only({ conditions: { a: { condition: 'a' } } }).code).to.equal('circular-condition')
  })

  it('lists no more than a thousand faults, and says how many more there are', () => {
    const rules = Array.from({ length: 3000 }, (_, index) => ({ id: `r${index}`, on: 'nothing', then: [TAG] }))
    const found = checkRuleSet({ rules })
    expect(found).to.have.length(1001)
    expect(found.at(-1)).to.include({ code: 'too-many-faults', message: '2000 more faults are not listed.' })
  })
})

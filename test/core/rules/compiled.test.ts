// What a loaded rule knows of itself: its facts, its templates, its version.
import { expect } from 'chai'
import type { RuleAction } from '../../../src/core/rules/rule-set.js'
import { contentVersion, rulesVersion } from '../../../src/core/rules/rule-set-version.js'
import { loaded, under } from './judging.js'

function factsOf(when: unknown, conditions: object = {}): readonly string[] {
  const rules = loaded(under(when, { conditions }), { facts: ['x', 'y', 'z'] })
  return [...(rules.byId.get('r')?.facts ?? [])].sort()
}

function compiled(action: RuleAction) {
  const schedules = { support: { zone: 'UTC', week: { mon: ['09:00-18:00'] } } }
  const workflows = [{ id: 'flow', start: 'end', steps: { end: { end: {} } } }]
  const set = { schedules, workflows, rules: [{ id: 'r', on: 'message.received', then: [action] }] }
  const [one] = loaded(set, { functions: ['f'], secrets: ['s'] }).byId.get('r')?.actions ?? []
  if (one === undefined) throw new Error('No action')
  const { texts, bodies, variables } = one
  return { texts: [...texts.keys()], bodies: [...bodies.keys()], variables }
}

describe('the facts of a rule', () => {
  const leaf = (fact: string, more: object = {}) => ({ fact, operator: 'equal', value: 1, ...more })

  it('are those of its comparisons, on both sides, however deep', () => {
    expect(factsOf({ all: [leaf('x'), { any: [{ not: leaf('y') }] }] })).to.deep.equal(['x', 'y'])
    expect(factsOf({ any: [leaf('x', { value: { fact: 'z' } })] })).to.deep.equal(['x', 'z'])
    expect(factsOf({ not: leaf('x') })).to.deep.equal(['x'])
    expect(factsOf({ all: [] })).to.deep.equal([])
  })

  it('have the present moment where an age is measured, and only there', () => {
    expect(factsOf({ all: [leaf('x', { operator: 'olderThan', value: 'PT1H' })] })).to.deep.equal(['now', 'x'])
    expect(factsOf({ all: [leaf('x', { operator: 'not:youngerThan', value: 'PT1H' })] })).to.deep.equal(['now', 'x'])
    expect(factsOf({ all: [leaf('x', { operator: 'before', value: '2026-03-02' })] })).to.deep.equal(['x'])
  })

  it('are those of named conditions too, and of the ones these name', () => {
    const conditions = {
      one: { all: [{ condition: 'two' }, leaf('x')] },
      two: { any: [leaf('y')] },
      three: { any: [leaf('z')] },
    }
    expect(factsOf({ all: [{ condition: 'one' }, { condition: 'one' }] }, conditions)).to.deep.equal(['x', 'y'])
    expect(factsOf({ condition: 'three' }, conditions)).to.deep.equal(['z'])
  })
})

describe('the templates of an action', () => {
  const text = 'Dear {{ customer.name }}, {{ chat.number }} {{ customer.name }}'
  const variables = ['customer.name', 'chat.number']

  it('are its texts, each at its place', () => {
    for (const action of [
      { do: 'send-message', text },
      { do: 'add-note', text },
      { do: 'notify', to: { agents: ['ann'] }, text },
    ] as const)
      expect(compiled({ ...action } as RuleAction), action.do).to.deep.equal({
        texts: ['/text'],
        bodies: [],
        variables,
      })
    expect(compiled({ do: 'set-subject', subject: text })).to.deep.equal({ texts: ['/subject'], bodies: [], variables })
    expect(compiled({ do: 'send-email', to: 'customer', subject: '{{ chat.number }}', text })).to.deep.equal({
      texts: ['/subject', '/text'],
      bodies: [],
      variables: ['chat.number', 'customer.name'],
    })
  })

  it('are the value of a field where that is a text', () => {
    const field = { do: 'set-field', of: 'chat', field: 'f' } as const
    expect(compiled({ ...field, value: text })).to.deep.equal({ texts: ['/value'], bodies: [], variables })
    expect(compiled({ ...field, value: 5 })).to.deep.equal({ texts: [], bodies: [], variables: [] })
  })

  it('are in what is sent elsewhere', () => {
    const url = 'https://x.test/'
    expect(compiled({ do: 'webhook', url, secret: 's', body: { a: [text] } })).to.deep.equal({
      texts: [],
      bodies: ['/body'],
      variables,
    })
    expect(compiled({ do: 'webhook', url, secret: 's' }).bodies).to.deep.equal([])
    expect(compiled({ do: 'call', name: 'f', args: { a: text } })).to.deep.equal({
      texts: [],
      bodies: ['/args'],
      variables,
    })
  })

  it('are none of the rest', () => {
    for (const action of [
      { do: 'set-priority', priority: 'high' },
      { do: 'add-tags', tags: ['a'] },
      { do: 'remove-tags', tags: ['a'] },
      { do: 'assign', agent: 'ann' },
      { do: 'finish', status: 'open' },
      { do: 'start-workflow', workflow: 'flow' },
    ] as const)
      expect(compiled({ ...action } as RuleAction), action.do).to.deep.equal({ texts: [], bodies: [], variables: [] })
  })
})

describe('the version of rules', () => {
  it('is sixteen digits of what they say, whatever the order of names', () => {
    expect(contentVersion({ a: 1, b: [{ c: 2, d: null }] })).to.equal(contentVersion({ b: [{ d: null, c: 2 }], a: 1 }))
    expect(contentVersion({ a: 1, b: undefined })).to.equal(contentVersion({ a: 1 }))
    expect(contentVersion({})).to.match(/^[0-9a-f]{16}$/)
  })

  it('is the same in every release: journals and roll-outs name it', () => {
    expect(contentVersion({ b: [1, null], a: 'x', c: { d: true } })).to.equal('13dae573dd8efa2c')
    expect(contentVersion('')).to.equal('da43f519045a0b03')
    expect(contentVersion([undefined])).to.equal(contentVersion([null]))
  })

  it('is another for everything else', () => {
    const all = [
      {},
      [],
      null,
      0,
      '0',
      '',
      [1, 2],
      [12],
      [2, 1],
      ['1,2'],
      [[1], 2],
      { a: 1 },
      { a: '1' },
      { b: 1 },
      { a: { b: 1 } },
      { a: [1] },
      { a: 1, b: 1 },
      true,
    ]
    expect(new Set(all.map(contentVersion)).size).to.equal(all.length)
  })

  it('is of schedules, conditions, rules and workflows, in order, and not of what a set is called', () => {
    const rules = [
      { id: 'a', on: 'chat.started' as const, then: [] },
      { id: 'b', on: 'chat.started' as const, then: [] },
    ]
    const version = rulesVersion([{ rules }])
    expect(rulesVersion([{ rules, name: 'called', vocabulary: { tags: ['t'] } }])).to.equal(version)
    expect(rulesVersion([{ rules }], (rule) => contentVersion({ ...rule }))).to.equal(version)
    const others = [
      [{ rules: [...rules].reverse() }],
      [{ rules: rules.slice(1) }],
      [{ rules, conditions: { c: { all: [] } } }],
      [{ rules, schedules: { s: { zone: 'UTC', week: {} } } }],
      [{ rules, workflows: [{ id: 'w', start: 'e', steps: { e: { end: {} } } }] }],
      [{ rules }, {}],
      [{}],
    ]
    expect(new Set([version, ...others.map((sets) => rulesVersion(sets))]).size).to.equal(others.length + 1)
  })
})

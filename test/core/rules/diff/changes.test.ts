// Each change down to its place and both sides; which parts are taken for one another.
import { expect } from 'chai'
import { conditionChanges } from '../../../../src/core/rules/diff/condition-changes.js'
import { fieldChanges } from '../../../../src/core/rules/diff/field-changes.js'
import { quoted } from '../../../../src/core/rules/diff/rule-change.js'
import { ruleChanges } from '../../../../src/core/rules/diff/rule-changes.js'
import { isSameRules, ruleDiff } from '../../../../src/core/rules/diff/rule-diff.js'
import type { Rule } from '../../../../src/core/rules/rule-set.js'

const asks = (value: unknown, more: object = {}) => ({
  fact: 'message',
  path: '$.text',
  operator: 'equal',
  value,
  ...more,
})
const email = { fact: 'customer', path: '$.email', operator: 'isBlank', value: true }
const changes = (before: unknown, after: unknown) => conditionChanges(before, after, '/when')
const told = (before: unknown, after: unknown) => changes(before, after).map(({ sentence }) => sentence)

describe('a change of a condition', () => {
  it('has its place in the new one and both sides as they are written', () => {
    expect(changes({ all: [asks('a'), email] }, { all: [email, asks('b')] })).to.deep.equal([
      {
        pointer: '/when/all/1',
        before: asks('a'),
        after: asks('b'),
        sentence: '`message.text` equal "b" instead of "a"',
      },
    ])
    expect(changes({ all: [email, asks('a')] }, { all: [email] })).to.deep.equal([
      {
        pointer: '/when/all/1',
        before: asks('a'),
        after: undefined,
        sentence: 'the condition no longer asks `message.text` equal "a"',
      },
    ])
    expect(changes({ not: { any: [asks('a'), email] } }, { not: { any: [email, asks('b')] } })[0]?.pointer).to.equal(
      '/when/not/any/1',
    )
  })

  it('is the whole where there was none, or is none any more', () => {
    const whole = { all: [asks('a'), email] }
    const text = '(`message.text` equal "a" and `customer.email` isBlank true)'
    expect(changes(undefined, whole)).to.deep.equal([
      { pointer: '/when', before: undefined, after: whole, sentence: `it has a condition now: ${text}` },
    ])
    expect(changes(whole, undefined)).to.deep.equal([
      {
        pointer: '/when',
        before: whole,
        after: undefined,
        sentence: `it always holds; its condition is gone: ${text}`,
      },
    ])
    expect(changes(undefined, undefined)).to.deep.equal([])
  })

  it('of kind is told where there are several parts on both sides, and what else differs with it', () => {
    const [a, b] = [asks('a'), asks('b')]
    expect(told({ any: [a, email] }, { all: [a, email] })).to.deep.equal(['all of its parts are needed, no longer any'])
    expect(told({ all: [a, email] }, { any: [a, email, b] })).to.deep.equal([
      'any of its parts is enough, no longer all',
      'the condition now also holds where `message.text` equal "b"',
    ])
    expect(told(a, { any: [a, email] })).to.deep.equal([
      'the condition now also holds where `customer.email` isBlank true',
    ])
    expect(told({ any: [a, email] }, a)).to.deep.equal([
      'the condition no longer holds where `customer.email` isBlank true',
    ])
    expect(told({ any: [] }, { all: [a, email] })).to.deep.equal([
      'the condition now also asks `message.text` equal "a"',
      'the condition now also asks `customer.email` isBlank true',
    ])
  })

  it('takes for partners the same comparison first, then the same fact, then groups of one kind', () => {
    const other = asks('x', { operator: 'startsWith' })
    expect(
      told({ all: [other, asks('a'), email] }, { all: [asks('b'), asks('y', { operator: 'endsWith' }), email] }),
    ).to.deep.equal([
      '`message.text` equal "b" instead of "a"',
      '`message.text` is compared otherwise: endsWith "y" instead of startsWith "x"',
    ])
    expect(
      told({ all: [{ any: [asks('a'), asks('b')] }, email] }, { all: [email, { any: [asks('b'), asks('c')] }] }),
    ).to.deep.equal(['`message.text` equal "c" instead of "a"'])
    expect(told({ all: [{ not: asks('a') }, email] }, { all: [email, { not: asks('b') }] })).to.deep.equal([
      'under `not`, `message.text` equal "b" instead of "a"',
    ])
    expect(told({ all: [{ not: email }, asks('a')] }, { all: [asks('a'), { any: [asks('b'), email] }] })).to.deep.equal(
      [
        'the condition no longer asks not `customer.email` isBlank true',
        'the condition now also asks (`message.text` equal "b" or `customer.email` isBlank true)',
      ],
    )
  })

  it('takes no other fact, path or parameter for a partner, and no named condition', () => {
    const here = asks('a')
    for (const there of [
      { ...here, fact: 'chat' },
      { ...here, path: '$.language' },
      { fact: 'message', operator: 'equal', value: 'a' },
      { ...here, params: { exact: true } },
      { condition: 'named' },
    ]) {
      const said = told({ all: [here, email] }, { all: [there, email] })
      expect(said, JSON.stringify(there)).to.have.length(2)
      expect(said[0]).to.match(/^the condition no longer asks `message.text` equal "a"$/)
      expect(said[1]).to.match(/^the condition now also asks /)
      expect(told(here, there)[0]).to.match(/^the condition asks .* instead of `message.text` equal "a"$/)
    }
    expect(told({ condition: 'one' }, { condition: 'two' })).to.deep.equal([
      'the condition asks `two` instead of `one`',
    ])
    expect(told({ all: [{ condition: 'one' }, email] }, { all: [email, { condition: 'two' }] })).to.have.length(2)
  })

  it('may be in what a comparison has besides', () => {
    expect(told(asks('a', { priority: 1 }), asks('a', { priority: 2 }))).to.deep.equal([
      'the condition asks `message.text` equal "a" instead of `message.text` equal "a"',
    ])
    expect(told(asks([1, { a: 1 }]), asks([1, { a: 2 }]))).to.deep.equal([
      '`message.text` equal [1,{"a":2}] instead of [1,{"a":1}]',
    ])
  })

  it('names facts with their path and parameters', () => {
    const fact = (more: object) => told(undefined, { all: [{ fact: 'x', operator: 'equal', value: 1, ...more }] })[0]
    const named = (text: string) => `it has a condition now: \`x${text} equal 1`
    expect(fact({})).to.equal(named('`'))
    expect(fact({ path: '$.a.b' })).to.equal(named('.a.b`'))
    expect(fact({ path: '$' })).to.equal(named('`'))
    expect(fact({ path: "$['a b']" })).to.equal(named("['a b']`"))
    expect(fact({ path: '$.a$.b' })).to.equal(named('.a$.b`'))
    expect(fact({ params: { name: 's' } })).to.equal(named('` {"name":"s"}'))
  })

  it('calls an empty group what it is: it always holds', () => {
    expect(told(undefined, { all: [{ any: [] }, email] })).to.deep.equal([
      'it has a condition now: (always and `customer.email` isBlank true)',
    ])
    expect(told({ any: [email, { any: [] }] }, { any: [email] })).to.deep.equal([
      'the condition no longer holds where always',
    ])
  })
})

describe('a change of a field', () => {
  it('goes as deep as both sides are alike', () => {
    const change = (before: unknown, after: unknown) => fieldChanges(before, after, '/x', '`x`')
    const at = (pointer: string, before: unknown, after: unknown, sentence: string) => [
      { pointer, before, after, sentence },
    ]
    expect(change({ a: { b: 1, c: 2 } }, { a: { c: 2, b: 3 } })).to.deep.equal(
      at('/x/a/b', 1, 3, '`x` `a` `b`: 3 instead of 1'),
    )
    expect(change([1, 2], [1, 3])).to.deep.equal(at('/x/1', 2, 3, '`x` `1`: 3 instead of 2'))
    expect(change([1], [1, 2])).to.deep.equal(at('/x/1', undefined, 2, '`x` `1`: 2, was not given before'))
    expect(change({ a: 1 }, {})).to.deep.equal(at('/x/a', 1, undefined, '`x` `a`: no longer given, was 1'))
    expect(change([1], { 0: 1 })).to.deep.equal(at('/x', [1], { 0: 1 }, '`x`: {"0":1} instead of [1]'))
    expect(change({ a: 1 }, 5)).to.deep.equal(at('/x', { a: 1 }, 5, '`x`: 5 instead of {"a":1}'))
    expect(change(5, { a: 1 })).to.deep.equal(at('/x', 5, { a: 1 }, '`x`: {"a":1} instead of 5'))
    expect(change({ 'a/b~': 1 }, { 'a/b~': 2 })[0]?.pointer).to.equal('/x/a~1b~0')
    expect(change({ a: [{ b: 1 }] }, { a: [{ b: 1 }] })).to.deep.equal([])
    expect(fieldChanges({ a: 1 }, { a: 2 }, '', '')[0]).to.deep.include({
      pointer: '/a',
      sentence: '`a`: 2 instead of 1',
    })
  })

  it('of tags, channels, agents and events tells what came and what went', () => {
    for (const name of ['tags', 'channels', 'agents', 'unless']) {
      const sentences = (before: unknown, after: unknown) =>
        fieldChanges(before, after, `/then/0/${name}`, name).map(({ sentence }) => sentence)
      expect(sentences(['a', 'b'], ['b', 'c', 'd'])).to.deep.equal([`${name}: "c", "d" added, "a" removed`])
      expect(sentences(['a'], ['a', 'b'])).to.deep.equal([`${name}: "b" added`])
      expect(sentences(['a', 'b'], ['a'])).to.deep.equal([`${name}: "b" removed`])
      expect(sentences(['a', 'b'], ['b', 'a'])).to.deep.equal([])
      expect(sentences(['a'], 'a')).to.deep.equal([`${name}: "a" instead of ["a"]`])
    }
    expect(fieldChanges(['a'], ['b'], '/tags', 'x')[0]).to.deep.include({
      pointer: '/tags',
      before: ['a'],
      after: ['b'],
    })
  })

  it('is quoted up to two hundred characters', () => {
    expect(quoted('x'.repeat(198))).to.equal(`"${'x'.repeat(198)}"`)
    expect(quoted('x'.repeat(199))).to.equal(`"${'x'.repeat(199)}…`)
    expect(quoted(undefined)).to.equal('nothing')
  })
})

describe('a change of a rule', () => {
  const rule = (more: Partial<Rule>): Rule => ({ id: 'a', on: 'chat.started', then: [], ...more })
  const tags = (...names: readonly string[]) => ({ do: 'add-tags' as const, tags: [...names] })
  const low = { do: 'set-priority', priority: 'low' } as const

  it('of triggers has what went and what came', () => {
    const later = { after: 'PT2H', since: 'chat.started', businessHours: 's' } as const
    expect(ruleChanges(rule({ on: ['chat.started'] }), rule({ on: [later] }))).to.deep.equal([
      {
        pointer: '/on',
        before: 'chat.started',
        after: undefined,
        sentence: 'it is no longer judged on `chat.started`',
      },
      {
        pointer: '/on',
        before: undefined,
        after: later,
        sentence: 'it is now also judged on PT2H after `chat.started` {"businessHours":"s"}',
      },
    ])
  })

  it('of actions takes equal ones for one another first, then those that do the same', () => {
    const sentences = (before: Rule['then'], after: Rule['then']) =>
      ruleChanges(rule({ then: before }), rule({ then: after })).map(
        ({ sentence, pointer }) => `${pointer} ${sentence}`,
      )
    expect(sentences([tags('x'), tags('y')], [tags('y')])).to.deep.equal([
      '/then/0 it no longer does `add-tags` {"tags":["x"]}',
    ])
    expect(sentences([tags('x'), tags('y')], [tags('z'), tags('x')])).to.deep.equal([
      '/then/0/tags `add-tags` `tags`: "z" added, "y" removed',
      '/then its actions stand in another order',
    ])
    expect(sentences([tags('x'), low], [low, tags('x')])).to.deep.equal(['/then its actions stand in another order'])
    expect(sentences([tags('x')], [low, tags('x'), tags('y')])).to.deep.equal([
      '/then/0 it now also does `set-priority` {"priority":"low"}',
      '/then/2 it now also does `add-tags` {"tags":["y"]}',
    ])
    expect(sentences([tags('x'), low, tags('y')], [tags('x'), tags('y')])).to.deep.equal([
      '/then/1 it no longer does `set-priority` {"priority":"low"}',
    ])
  })

  it('of actions has both sides', () => {
    const [added] = ruleChanges(rule({}), rule({ then: [low] }))
    expect(added).to.deep.include({ before: undefined, after: low })
    const [removed] = ruleChanges(rule({ then: [low] }), rule({}))
    expect(removed).to.deep.include({ before: low, after: undefined })
    const moved = ruleChanges(rule({ then: [low, tags('x')] }), rule({ then: [tags('x'), low] }))
    expect(moved).to.deep.equal([
      {
        pointer: '/then',
        before: [low, tags('x')],
        after: [tags('x'), low],
        sentence: 'its actions stand in another order',
      },
    ])
  })

  it('of being switched on and off, and of everything else by its name', () => {
    expect(ruleChanges(rule({ enabled: false }), rule({}))).to.deep.equal([
      { pointer: '/enabled', before: false, after: true, sentence: 'it is switched on' },
    ])
    expect(ruleChanges(rule({ name: 'One' }), rule({ name: 'Two' }))).to.deep.equal([
      { pointer: '/name', before: 'One', after: 'Two', sentence: '`name`: "Two" instead of "One"' },
    ])
    expect(
      ruleChanges(rule({ when: { all: [asks('a')] } }), rule({ when: { all: [asks('b')] } }))[0]?.pointer,
    ).to.equal('/when/all/0')
  })
})

describe('rules are the same', () => {
  const flow = (text: string) => ({ id: 'w', start: 's', steps: { s: { send: { text }, next: 'e' }, e: { end: {} } } })
  const hours = (zone: string) => ({ schedules: { h: { zone, week: {} } } })

  it('only while nothing was added, removed, changed or moved, of whatever kind', () => {
    const [a, b]: readonly Rule[] = ['a', 'b'].map((id) => ({ id, on: 'chat.started', then: [] }))
    if (a === undefined || b === undefined) throw new Error('No rules')
    const same = (before: object, after: object) => isSameRules(ruleDiff([before], [after]))
    expect(
      same(
        { rules: [a, b], workflows: [flow('x')], ...hours('UTC') },
        { ...hours('UTC'), workflows: [flow('x')], rules: [a, b] },
      ),
    ).to.equal(true)
    expect(same({ rules: [a] }, { rules: [a, b] })).to.equal(false)
    expect(same({ rules: [a, b] }, { rules: [a] })).to.equal(false)
    expect(same({ rules: [a] }, { rules: [b] })).to.equal(false)
    expect(same({ rules: [a, b] }, { rules: [b, a] })).to.equal(false)
    expect(same({ rules: [a] }, { rules: [{ ...a, stop: true }] })).to.equal(false)
    expect(same({ workflows: [flow('x')] }, { workflows: [flow('y')] })).to.equal(false)
    expect(same({ workflows: [flow('x')] }, {})).to.equal(false)
    expect(same(hours('UTC'), hours('Europe/Oslo'))).to.equal(false)
    expect(same({}, hours('UTC'))).to.equal(false)
    expect(same({ conditions: { c: { all: [] } } }, {})).to.equal(false)
  })

  it('and their workflows’ changes are told down to the step', () => {
    const { changed } = ruleDiff([{ workflows: [flow('x')] }], [{ workflows: [flow('y')] }]).workflows
    expect(changed).to.deep.equal([
      {
        id: 'w',
        changes: [
          {
            pointer: '/steps/s/send/text',
            before: 'x',
            after: 'y',
            sentence: '`steps` `s` `send` `text`: "y" instead of "x"',
          },
        ],
      },
    ])
  })
})

import { expect } from 'chai'
import fc from 'fast-check'
import { isSameRules, ruleDiff } from '../../../../src/core/rules/diff/rule-diff.js'
import type { Rule, RuleSet } from '../../../../src/core/rules/rule-set.js'

const rule = (id: string, more: Partial<Rule> = {}): Rule => ({
  id,
  on: 'chat.started',
  then: [{ do: 'add-tags', tags: [id] }],
  ...more,
})
const set = (...rules: Rule[]): RuleSet => ({ rules })
const asks = (value: string, operator = 'containsText') => ({ fact: 'message', path: '$.text', operator, value })
const said = (before: Partial<Rule>, after: Partial<Rule>) =>
  ruleDiff([set(rule('a', before))], [set(rule('a', after))]).rules.changed.flatMap(({ changes }) =>
    changes.map(({ sentence }) => sentence),
  )
const when = (before: Rule['when'] | null, after: Rule['when'] | null) =>
  said(
    before === null || before === undefined ? {} : { when: before },
    after === null || after === undefined ? {} : { when: after },
  )

describe('the difference between rules', () => {
  it('is none between equal ones, whatever files and order of keys', () => {
    const [a, b] = [rule('a', { priority: 2 }), rule('b')]
    const turned = { priority: 2, then: a.then, on: a.on, id: 'a' }
    const diff = ruleDiff([set(a, b)], [set(turned), set(b)])
    expect(isSameRules(diff)).to.equal(true)
    expect(isSameRules(ruleDiff([], []))).to.equal(true)
    expect(isSameRules(ruleDiff([], [set(a)]))).to.equal(false)
  })

  it('names what was added, removed and changed, by id and down to the field', () => {
    const before = [set(rule('gone'), rule('kept'), rule('other', { then: [{ do: 'add-tags', tags: ['x', 'y'] }] }))]
    const after = [
      set(rule('kept'), rule('other', { enabled: false, then: [{ do: 'add-tags', tags: ['z', 'x'] }] }), rule('new')),
    ]
    const { added, removed, changed } = ruleDiff(before, after).rules
    expect([added, removed, changed.map(({ id }) => id)]).to.deep.equal([['new'], ['gone'], ['other']])
    expect(changed[0]?.changes).to.deep.equal([
      { pointer: '/enabled', before: true, after: false, sentence: 'it is switched off' },
      {
        pointer: '/then/0/tags',
        before: ['x', 'y'],
        after: ['z', 'x'],
        sentence: '`add-tags` `tags`: "z" added, "y" removed',
      },
    ])
  })

  it('sees what means the same as the same: order of parts, triggers and tags, groups around one part or in their kind', () => {
    const [a, b, c] = [asks('a'), asks('b'), asks('c')]
    expect(when({ all: [a, b, c] }, { all: [c, { all: [b, a] }] })).to.deep.equal([])
    expect(when({ any: [a, { all: [b, c] }] }, { any: [{ all: [c, { any: [b] }] }, a] })).to.deep.equal([])
    expect(when({ all: [a] }, { any: [a] })).to.deep.equal([])
    expect(when({ not: { all: [a, b] } }, { all: [{ not: { all: [b, a] } }] })).to.deep.equal([])
    expect(said({ on: ['chat.started', 'chat.reopened'] }, { on: ['chat.reopened', 'chat.started'] })).to.deep.equal([])
    expect(said({ on: ['chat.started'] }, { on: 'chat.started' })).to.deep.equal([])
    expect(said({ enabled: true }, {})).to.deep.equal([])
    expect(said({ channels: ['tg', 'vk'] }, { channels: ['vk', 'tg'] })).to.deep.equal([])
  })

  it('tells in sentences how a condition changed', () => {
    const [a, b, c] = [asks('a'), asks('b'), asks('c')]
    const email = { fact: 'customer', path: '$.email', operator: 'isBlank', value: true }
    expect(when({ all: [a] }, { all: [email, a] })).to.deep.equal([
      'the condition now also asks `customer.email` isBlank true',
    ])
    expect(when({ all: [a, email] }, { all: [a] })).to.deep.equal([
      'the condition no longer asks `customer.email` isBlank true',
    ])
    expect(when({ any: [a, email] }, { any: [b, email, { condition: 'after-hours' }] })).to.deep.equal([
      '`message.text` containsText "b" instead of "a"',
      'the condition now also holds where `after-hours`',
    ])
    expect(when({ all: [a, email] }, { all: [asks('a', 'startsWith'), email] })).to.deep.equal([
      '`message.text` is compared otherwise: startsWith "a" instead of containsText "a"',
    ])
    expect(when({ all: [a, email] }, { any: [a, email] })).to.deep.equal(['any of its parts is enough, no longer all'])
    expect(when({ all: [email, { any: [a, b] }] }, { all: [{ any: [a, b, c] }, email] })).to.deep.equal([
      'the condition now also holds where `message.text` containsText "c"',
    ])
    expect(when({ not: a }, { not: b })).to.deep.equal(['under `not`, `message.text` containsText "b" instead of "a"'])
    expect(when({ not: a }, { condition: 'x' })).to.deep.equal([
      'the condition asks `x` instead of not `message.text` containsText "a"',
    ])
    expect(when(null, { all: [a, { not: email }] })).to.deep.equal([
      'it has a condition now: (`message.text` containsText "a" and not `customer.email` isBlank true)',
    ])
    expect(when({ all: [a] }, null)).to.deep.equal([
      'it always holds; its condition is gone: `message.text` containsText "a"',
    ])
  })

  it('tells in sentences how triggers, actions and fields changed', () => {
    const tag = { do: 'add-tags' as const, tags: ['x'] }
    const say = (text: string) => ({ do: 'send-message' as const, text })
    expect(
      said(
        { on: ['chat.started', { after: 'PT2H', since: 'message.received' }], then: [say('Hello'), tag], priority: 2 },
        {
          on: ['chat.started', 'chat.reopened'],
          then: [tag, say('Hi'), { do: 'set-priority', priority: 'high' }],
          stop: true,
        },
      ),
    ).to.deep.equal([
      'it is no longer judged on PT2H after `message.received`',
      'it is now also judged on `chat.reopened`',
      '`send-message` `text`: "Hi" instead of "Hello"',
      'it now also does `set-priority` {"priority":"high"}',
      'its actions stand in another order',
      '`priority`: no longer given, was 2',
      '`stop`: true, was not given before',
    ])
    expect(said({ then: [say('Hello'), tag] }, { then: [tag] })).to.deep.equal([
      'it no longer does `send-message` {"text":"Hello"}',
    ])
  })

  it('tells of schedules, named conditions and workflows too, by names with slashes', () => {
    const week = (hours: string) => ({ zone: 'UTC', week: { 'mon-fri': [hours] } })
    const before = {
      conditions: { 'a/b~': { all: [asks('a'), asks('b')] } },
      schedules: { support: week('09:00-18:00') },
    }
    const after = {
      conditions: { 'a/b~': { any: [asks('b'), asks('a')] } },
      schedules: { support: week('10:00-18:00') },
    }
    const diff = ruleDiff([before], [after])
    expect(diff.conditions.changed).to.have.length(1)
    expect(diff.conditions.changed[0]).to.deep.include({ id: 'a/b~' })
    expect(diff.conditions.changed[0]?.changes[0]?.sentence).to.equal('any of its parts is enough, no longer all')
    expect(diff.schedules.changed[0]?.changes).to.deep.equal([
      {
        pointer: '/week/mon-fri/0',
        before: '09:00-18:00',
        after: '10:00-18:00',
        sentence: '`week` `mon-fri` `0`: "10:00-18:00" instead of "09:00-18:00"',
      },
    ])
    expect(isSameRules(diff)).to.equal(false)
  })

  it('sees that rules stand in another order, and not that others were put between', () => {
    const [a, b, c] = [rule('a'), rule('b'), rule('c')]
    expect(ruleDiff([set(a, b)], [set(b, a)])).to.deep.include({ isReordered: true })
    expect(ruleDiff([set(a, b)], [set(a, c, b)])).to.deep.include({ isReordered: false })
  })

  it('of any two conditions: none of one with itself turned round, some where they mean another thing', () => {
    const leaf = fc.constantFrom('a', 'b', 'c', 'd').map((value) => asks(value))
    const { tree } = fc.letrec<{ tree: object; leaf: object }>((tie) => ({
      leaf,
      tree: fc.oneof(
        { maxDepth: 4 },
        tie('leaf'),
        fc.array(tie('tree'), { minLength: 1, maxLength: 4 }).map((all) => ({ all })),
        fc.array(tie('tree'), { minLength: 1, maxLength: 4 }).map((any) => ({ any })),
        tie('tree').map((not) => ({ not })),
      ),
    }))
    const turned = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.toReversed().map(turned)
      if (typeof value !== 'object' || value === null) return value
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, turned(one)]))
    }
    const holds = (value: unknown, words: readonly string[]): boolean => {
      const {
        all,
        any,
        not,
        value: word,
      } = value as { all?: unknown[]; any?: unknown[]; not?: unknown; value?: string }
      if (all !== undefined) return all.every((one) => holds(one, words))
      if (any !== undefined) return any.some((one) => holds(one, words))
      return not === undefined ? words.includes(word ?? '') : !holds(not, words)
    }
    const WORDS = Array.from({ length: 16 }, (_, bits) =>
      ['a', 'b', 'c', 'd'].filter((_one, index) => (bits >> index) & 1),
    )
    const changes = (one: object, other: object) =>
      when({ all: [one] } as Rule['when'], { all: [other] } as Rule['when'])
    fc.assert(
      fc.property(tree, tree, (one, other) => {
        expect(changes(one, turned(one) as object)).to.deep.equal([])
        const isSame = WORDS.every((words) => holds(one, words) === holds(other, words))
        if (!isSame) expect(changes(one, other)).to.have.length.greaterThan(0)
      }),
    )
  })
})

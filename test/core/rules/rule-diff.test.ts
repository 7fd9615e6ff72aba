import { expect } from 'chai'
import { isSameRules, ruleDiff } from '../../../src/core/rules/rule-diff.js'
import type { Rule, RuleSet } from '../../../src/core/rules/rule-set.js'

const rule = (id: string, more: Partial<Rule> = {}): Rule => ({
  id,
  on: 'chat.started',
  then: [{ do: 'add-tags', tags: [id] }],
  ...more,
})
const set = (...rules: Rule[]): RuleSet => ({ rules })

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
      set(rule('kept'), rule('other', { enabled: false, then: [{ do: 'add-tags', tags: ['x'] }] }), rule('new')),
    ]
    expect(ruleDiff(before, after).rules).to.deep.equal({
      added: ['new'],
      removed: ['gone'],
      changed: [
        {
          id: 'other',
          changes: [
            { pointer: '/then/0/tags/1', before: 'y', after: undefined },
            { pointer: '/enabled', before: undefined, after: false },
          ],
        },
      ],
    })
  })

  it('sees a list that became a text, and names with slashes', () => {
    const before = [{ conditions: { 'a/b~': { all: [] } } }, set(rule('a', { on: ['chat.started'] }))]
    const after = [{ conditions: { 'a/b~': { any: [] } } }, set(rule('a'))]
    const diff = ruleDiff(before, after)
    expect(diff.rules.changed[0]?.changes).to.deep.equal([
      { pointer: '/on', before: ['chat.started'], after: 'chat.started' },
    ])
    expect(diff.conditions.changed[0]?.id).to.equal('a/b~')
  })

  it('sees that rules stand in another order, and not that others were put between', () => {
    const [a, b, c] = [rule('a'), rule('b'), rule('c')]
    expect(ruleDiff([set(a, b)], [set(b, a)])).to.deep.include({ isReordered: true })
    expect(ruleDiff([set(a, b)], [set(a, c, b)])).to.deep.include({ isReordered: false })
  })
})

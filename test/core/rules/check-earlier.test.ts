// A check that knows an earlier one leaves out what is as it was, and finds what it would find without.
import { expect } from 'chai'
import { checkRuleSet } from '../../../src/core/rules/check-rule-set.js'
import { loaded } from './judging.js'

const rule = (id: string, tag: string, more: object = {}) => ({
  id,
  on: 'chat.started',
  then: [{ do: 'add-tags', tags: [tag] }],
  ...more,
})
const vocabulary = { tags: ['a', 'b'] }
const before = { vocabulary, rules: [rule('one', 'a'), rule('two', 'b')] }
const earlier = loaded(before).check

function found(input: object): readonly string[] {
  const said = checkRuleSet(input, { earlier })
  expect(said).to.deep.equal(checkRuleSet(input))
  return said.map(({ code, pointer }) => `${code} ${pointer}`)
}

describe('a check after an earlier one', () => {
  it('finds nothing in what is as it was', () => {
    expect(earlier.sound.size).to.equal(2)
    expect(found(before)).to.deep.equal([])
    expect(found({ ...before, rules: [...before.rules].reverse() })).to.deep.equal([])
  })

  it('finds what came with a change of a rule, a new one, or one that stands twice', () => {
    expect(found({ vocabulary, rules: [rule('one', 'c'), rule('two', 'b')] })).to.deep.equal([
      'unknown-tag /rules/0/then/0/tags/0',
    ])
    expect(found({ vocabulary, rules: [rule('one', 'a'), rule('three', 'c')] })).to.deep.equal([
      'unknown-tag /rules/1/then/0/tags/0',
    ])
    expect(found({ vocabulary, rules: [rule('one', 'a'), rule('one', 'a')] })).to.deep.equal([
      'duplicate-id /rules/1/id',
    ])
    expect(found({ vocabulary, rules: [{ ...rule('one', 'a'), zzz: 1 }] })).to.deep.equal([
      'unknown-property /rules/0/zzz',
    ])
    expect(found({ vocabulary, rules: [5, rule('two', 'b')] })).to.deep.equal(['wrong-type /rules/0'])
  })

  it('finds what is no longer right though the rule is as it was', () => {
    expect(found({ vocabulary: { tags: ['a'] }, rules: before.rules })).to.deep.equal([
      'unknown-tag /rules/1/then/0/tags/0',
    ])
  })

  it('looks again at rules that were warned of', () => {
    const warned = { vocabulary, rules: [rule('one', 'a'), { ...rule('two', 'b'), then: [] }] }
    const known = loaded(warned).check
    expect([...known.sound.keys()]).to.deep.equal(['one'])
    const said = checkRuleSet(warned, { earlier: known })
    expect(said.map(({ code }) => code)).to.deep.equal(['no-effect'])
  })
})

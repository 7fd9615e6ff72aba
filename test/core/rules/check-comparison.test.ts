// What is found in one comparison: code, place, words.
import { expect } from 'chai'
import { checkRuleSet } from '../../../src/core/rules/check-rule-set.js'
import { LEAF, withLeaf } from './checking.js'

/** `code place-in-the-leaf message` of each fault; facts `x` and `y` are the embedder's. */
function faults(leaf: object): readonly string[] {
  return checkRuleSet(withLeaf(leaf), { facts: ['x', 'y'] }).map(
    ({ severity, code, pointer, message }) => `${severity} ${code} ${pointer.replace(LEAF, '')} ${message}`,
  )
}
const chat = (path: string, operator: string, value: unknown) => faults({ fact: 'chat', path, operator, value })
const x = (operator: string, value: unknown) => faults({ fact: 'x', operator, value })

describe('a comparison that can never hold', () => {
  it('asks an operator of a fact of another kind', () => {
    expect(chat('$.number', 'containsText', 'a')).to.deep.equal([
      'error type-mismatch /operator `containsText` asks of a text or a time or a time of day (HH:MM); the fact is a number.',
    ])
    expect(chat('$.subject', 'between', [1, 2])).to.deep.equal([
      'error type-mismatch /operator `between` asks of a number or a time or a time of day (HH:MM); the fact is a text.',
    ])
    expect(chat('$.tags', 'isEmail', true)).to.deep.equal([
      'error type-mismatch /operator `isEmail` asks of a text; the fact is a list.',
    ])
    expect(faults({ fact: 'message', path: '$.late', operator: 'lessThan', value: 5 })[0]).to.match(
      /the fact is true or false\.$/,
    )
  })

  it('compares with a value of another kind', () => {
    expect(chat('$.number', 'equal', 'one')).to.deep.equal([
      'error type-mismatch /value The fact is a number; this is a text.',
    ])
    expect(chat('$.subject', 'equal', 5)).to.deep.equal([
      'error type-mismatch /value The fact is a text; this is a number.',
    ])
    expect(chat('$.startedAt', 'before', '09:00')).to.deep.equal([
      'error type-mismatch /value The fact is a time; this is a text.',
    ])
    expect(chat('$.number', 'in', [1, 'two', 3, null])).to.deep.equal([
      'error type-mismatch /value/1 The fact is a number; this is a text.',
      'warning never-occurs /value/3 The fact is never null.',
    ])
    expect(chat('$.tags', 'hasAny', ['a', 5])).to.deep.equal([
      'error type-mismatch /value/1 The fact is a text; this is a number.',
    ])
    expect(chat('$.tags', 'contains', 5)).to.deep.equal([
      'error type-mismatch /value The fact is a text; this is a number.',
    ])
    expect(chat('$.tags', 'equal', ['a'])).to.deep.equal([
      'error type-mismatch /value The fact is a list, which is equal to nothing that a rule can write.',
    ])
    expect(chat('$.counts', 'equal', { customer: 1 })).to.deep.equal([
      'error type-mismatch /value The fact is an object, which is equal to nothing that a rule can write.',
    ])
    expect(chat('$.finishedAt', 'equal', null)).to.deep.equal([])
  })

  it('compares with another fact of another kind, whatever is known of neither', () => {
    expect(chat('$.number', 'equal', { fact: 'chat', path: '$.subject' })).to.deep.equal([
      'error type-mismatch /value A number is compared with a text.',
    ])
    expect(chat('$.startedAt', 'before', { fact: 'chat', path: '$.number' })).to.deep.equal([
      'error type-mismatch /value A time is compared with a number.',
    ])
    expect(chat('$.number', 'equal', { fact: 'chat', path: '$.activation' })).to.deep.equal([])
    expect(chat('$.number', 'equal', { fact: 'y' })).to.deep.equal([])
    expect(x('equal', { fact: 'chat', path: '$.number' })).to.deep.equal([])
    expect(chat('$.tags', 'contains', { fact: 'chat', path: '$.number' })).to.deep.equal([])
    expect(chat('$.number', 'equal', { fact: 'z' })[0]).to.match(/^error unknown-fact \/value\/fact /)
    expect(chat('$.number', 'equal', { fact: 'chat', path: '$.nmber' })[0]).to.match(
      /^error unknown-path \/value\/path /,
    )
  })

  it('asks for a word that the fact never is', () => {
    expect(chat('$.state', 'equal', 'activ')).to.deep.equal([
      'warning never-occurs /value The fact is never `activ`; it is one of active, awaiting-split, finished-open, finished-pending, closed, merged. Did you mean `active`?',
    ])
    expect(chat('$.state', 'equal', 'active')).to.deep.equal([])
  })
})

describe('a value that an operator can do nothing with', () => {
  it('is told by its kind, as one sentence', () => {
    expect(x('matches', '')).to.deep.equal(['error bad-pattern /value The pattern is empty.'])
    expect(x('olderThan', '2h')).to.deep.equal([
      'error bad-duration /value An ISO 8601 duration such as PT2H or P1D is needed.',
    ])
    expect(x('hasAny', [])).to.deep.equal(['error bad-value /value The list is empty.'])
    expect(x('between', [3, 1])[0]).to.match(/^error bad-value \/value Nothing lies between/)
  })

  it('warns of an order that JavaScript knows, where nothing is known of the fact', () => {
    expect(x('lessThan', null)).to.deep.equal(['warning bad-value /value nothing has no order; a number is needed.'])
    expect(chat('$.number', 'lessThan', true)[0]).to.match(/^error bad-value /)
    expect(x('in', 'a')[0]).to.match(/^error bad-value /)
  })
})

describe('decorators', () => {
  it('are named as they are meant, and leave the others as they are', () => {
    expect(x('not:someFct:equal', 1)).to.deep.equal([
      'error unknown-decorator /operator There is no decorator `someFct`. Did you mean `someFact`?',
    ])
    expect(x('not:equl', 1)).to.deep.equal([
      'error unknown-operator /operator There is no operator `equl`. Did you mean `equal`?',
    ])
    const [diagnostic] = checkRuleSet(withLeaf({ fact: 'x', operator: 'not:someFct:equal', value: 1 }), {
      facts: ['x'],
    })
    expect(diagnostic?.fix).to.deep.equal({
      title: 'Change to `someFact`',
      pointer: `${LEAF}/operator`,
      value: 'not:someFact:equal',
    })
  })

  it('take the elements of a list, of the fact or the value', () => {
    for (const every of ['someFact', 'everyFact']) {
      expect(chat('$.tags', `${every}:equal`, 'vip')).to.deep.equal([])
      expect(chat('$.tags', `not:${every}:equal`, 5)).to.deep.equal([
        'error type-mismatch /value The fact is a text; this is a number.',
      ])
      expect(chat('$.number', `${every}:equal`, 5)).to.deep.equal([
        `error type-mismatch /operator \`${every}\` needs a list; the fact is a number.`,
      ])
      expect(x(`${every}:equal`, 5)).to.deep.equal([])
    }
    for (const each of ['someValue', 'everyValue']) {
      expect(chat('$.number', `${each}:equal`, [1, 2])).to.deep.equal([])
      expect(chat('$.number', `${each}:equal`, [1, 'b'])).to.deep.equal([
        'error type-mismatch /value/1 The fact is a number; this is a text.',
      ])
      expect(chat('$.number', `${each}:equal`, 5)).to.deep.equal([
        `error bad-value /value \`${each}\` needs a list of values.`,
      ])
      expect(chat('$.number', `${each}:${each}:equal`, [[1], 2])).to.deep.equal([
        `error bad-value /value/1 \`${each}\` needs a list of values.`,
      ])
      expect(chat('$.number', `${each}:in`, [[1], ['b']])).to.deep.equal([
        'error type-mismatch /value/1/0 The fact is a number; this is a text.',
      ])
    }
  })

  it('may turn the sides round: then nothing is known of them', () => {
    expect(chat('$.number', 'swap:equal', 'x')).to.deep.equal([])
    expect(chat('$.tags', 'swap:containsText', 5)).to.deep.equal([])
  })
})

// Where operators begin and end to hold, and what they say of values that no check has seen.
import { expect } from 'chai'
import { operatorTable } from '../../../../src/core/rules/operators/engine-operators.js'
import { kindOf } from '../../../../src/core/rules/operators/operator.js'
import { asked, holds, reason } from '../judging.js'

function problem(operator: string, value: unknown): string | undefined {
  return operatorTable().get(operator)?.valueProblem?.(value)
}

describe('between', () => {
  it('includes both ends of times of day, over midnight too', async () => {
    for (const [bounds, within, without] of [
      [
        ['12:00', '13:00'],
        ['12:00', '12:30', '13:00'],
        ['11:59', '13:01'],
      ],
      [
        ['22:00', '06:00'],
        ['22:00', '23:59', '00:00', '06:00'],
        ['21:59', '06:01', '12:00'],
      ],
      [['12:00', '12:00'], ['12:00'], ['11:59', '12:01']],
    ] as const) {
      for (const time of within) expect(await holds(time, 'between', bounds), `${time} in ${bounds}`).to.equal(true)
      for (const time of without) expect(await holds(time, 'between', bounds), `${time} in ${bounds}`).to.equal(false)
    }
  })

  it('includes both ends of times', async () => {
    const bounds = ['2026-03-02T09:00:00Z', '2026-03-02T10:00:00Z']
    for (const at of ['2026-03-02T09:00:00Z', '2026-03-02T10:00:00Z'])
      expect(await holds(at, 'between', bounds)).to.equal(true)
    for (const at of ['2026-03-02T08:59:59.999Z', '2026-03-02T10:00:00.001Z'])
      expect(await holds(at, 'between', bounds)).to.equal(false)
  })

  it('takes one number for a range, a clock over midnight, and nothing upside down', () => {
    expect(problem('between', [3, 3])).to.equal(undefined)
    expect(problem('between', ['22:00', '06:00'])).to.equal(undefined)
    expect(problem('between', [3, 2.9])).to.match(/first bound is above the second/)
    expect(problem('between', ['2026-03-03', '2026-03-02'])).to.match(/first bound is above the second/)
  })

  it('needs two bounds of one kind', async () => {
    const needed = 'Two bounds, both numbers or both times'
    for (const bounds of [
      5,
      [1],
      [1, 2, 3],
      [1, '2'],
      ['09:00', 5],
      ['09:00', '2026-03-02'],
      ['2026-03-02', 'x'],
      ['x', '2026-03-02'],
      ['x', 'y'],
      [1, Number.POSITIVE_INFINITY],
      null,
    ]) {
      expect(problem('between', bounds), JSON.stringify(bounds)).to.equal(needed)
      expect(await asked(1, 'between', bounds)).to.equal(needed)
    }
  })

  it('says what it needs of the fact', async () => {
    expect(await reason('2026-03-02T12:30:00Z', 'between', ['12:00', '13:00'])).to.equal(
      'A time of day is needed, this is a text',
    )
    expect(await reason(12, 'between', ['12:00', '13:00'])).to.equal('A time of day is needed, this is a number')
    expect(await reason('2', 'between', [1, 3])).to.equal('A number is needed, this is a text')
  })
})

describe('before and after', () => {
  it('hold on one side of the moment only, not at it', async () => {
    for (const moment of ['10:00', '2026-03-02', '2026-03-02T10:00:00Z'])
      for (const operator of ['before', 'after']) expect(await holds(moment, operator, moment)).to.equal(false)
    expect(await holds('10:01', 'after', '10:00')).to.equal(true)
    expect(await holds('09:59', 'before', '10:00')).to.equal(true)
  })
})

describe('what a value is called', () => {
  it('tells nothing, lists, texts and objects apart, and has JavaScript’s word for the rest', () => {
    const called = [null, undefined, [], '', {}, 5, true].map(kindOf)
    expect(called).to.deep.equal(['nothing', 'nothing', 'a list', 'a text', 'an object', 'a number', 'a boolean'])
  })
})

describe('values of other facts', () => {
  it('that an operator can do nothing with are named', async () => {
    expect(await asked('a', 'matches', 5)).to.equal('A pattern is needed, this is a number')
    expect(await asked('a', 'matches', '')).to.equal('The pattern is empty')
    expect(await asked('a', 'matches', '[')).to.match(/^RE2 refuses the pattern: /)
    expect(await asked(['a'], 'hasAny', 'a')).to.equal('A list to look for is needed, this is a text')
    expect(await asked('a', 'containsText', 5)).to.equal('A text to look for is needed, this is a number')
    expect(await asked('a', 'containsText', ' ')).to.equal('The text to look for is blank')
    expect(await asked('a', 'containsAnyText', 'a')).to.equal('A list of texts to look for is needed, this is a text')
    expect(await asked('a', 'containsAnyText', [])).to.equal('The list of texts to look for is empty')
    expect(await asked('a', 'containsAllText', ['a', ''])).to.equal('The text to look for is blank')
    expect(await asked('2026-03-01', 'before', 'x')).to.equal('A time to compare with is needed, this is a text')
    expect(await asked('2026-03-01', 'olderThan', 'x')).to.equal('A duration such as PT2H is needed, this is a text')
    expect(await asked('2026-03-01', 'olderThan', 5)).to.equal('A duration such as PT2H is needed, this is a number')
    expect(await asked('2026-03-01', 'before', '09:00')).to.equal('A time to compare with is needed, this is a text')
    expect(await asked('09:00', 'before', '2026-03-01')).to.equal('A time is needed, this is a text')
    expect(await asked(5, 'after', '2026-03-01')).to.equal('A time is needed, this is a number')
    for (const operator of ['containsAnyText', 'containsAllText'])
      expect(await asked(5, operator, ['a'])).to.equal('A text is needed, this is a number')
    expect(await asked('a', 'in', 5)).to.equal('A list to look in is needed, this is a number')
    expect(await asked('a', 'notIn', null)).to.equal('A list to look in is needed, this is nothing')
    expect(await asked('a', 'contains', 'a')).to.equal('A list is needed, this is a text')
    expect(await asked('x', 'lessThan', 5)).to.equal('A number is needed, this is a text')
  })

  it('are used where they can be', async () => {
    expect(await asked('a', 'matches', '^a$')).to.equal('matched')
    expect(await asked('cab', 'in', 'a cab'), 'as json-rules-engine has it').to.equal('matched')
    expect(await asked('a', 'in', ['a'])).to.equal('matched')
    expect(await asked('2026-03-01', 'before', '2026-03-02')).to.equal('matched')
    expect(await asked('2026-03-01', 'olderThan', 'PT1H')).to.equal('matched')
    expect(await asked('3 apples', 'lessThan', '4')).to.equal('matched')
  })
})

describe('values that are written in rules', () => {
  it('have no problem, or one that is named', () => {
    expect(problem('matches', 'a'.repeat(2000))).to.equal(undefined)
    expect(problem('matches', 'a'.repeat(2001))).to.match(/longer than 2000/)
    expect(problem('matches', '')).to.equal('The pattern is empty')
    expect(problem('hasAny', [1])).to.equal(undefined)
    expect(problem('hasAny', [])).to.equal('The list is empty')
    expect(problem('hasAny', 'a')).to.equal('A list is needed, this is a text')
    expect(problem('containsText', 'a')).to.equal(undefined)
    expect(problem('containsAnyText', ['a', 5])).to.equal('A text to look for is needed, this is a number')
    for (const time of ['09:00', '2026-03-02', '2026-03-02T09:00:00Z'])
      expect(problem('before', time)).to.equal(undefined)
    for (const odd of ['24:00', 'x', 5]) expect(problem('before', odd)).to.match(/^A time such as/)
    expect(problem('olderThan', 'PT2H')).to.equal(undefined)
    for (const odd of ['2h', 5, null]) expect(problem('olderThan', odd)).to.match(/^An ISO 8601 duration/)
    for (const fine of [5, '5']) expect(problem('lessThan', fine)).to.equal(undefined)
    expect(problem('lessThan', true)).to.equal('a boolean has no order; a number is needed')
    expect(problem('in', ['a'])).to.equal(undefined)
    expect(problem('in', 'a')).to.equal('A list is needed, this is a text')
  })
})

describe('words', () => {
  it('end where no letter, mark, digit or _ goes on, on both sides', async () => {
    for (const text of ['cab', 'a cab', 'cab.', '(cab)', 'scab cab', 'cab, cabs', '😀cab'])
      expect(await holds(text, 'containsWord', 'cab'), text).to.equal(true)
    for (const text of ['cabs', 'scab', 'cab_', '_cab', 'cab1', '1cab', 'cab\u0301', '𝒳cab', 'cab𝒳'])
      expect(await holds(text, 'containsWord', 'cab'), text).to.equal(false)
    // Letters of two units, at both ends of what the second unit may be; a picture is no letter, whatever stands before it.
    for (const letter of ['𐐀', '𣿿', '𠀋'])
      for (const text of [`${letter}cab`, `cab${letter}`])
        expect(await holds(text, 'containsWord', 'cab'), text).to.equal(false)
    for (const text of ['a😀cab', 'cab😀a', '𠀋😀cab'])
      expect(await holds(text, 'containsWord', 'cab'), text).to.equal(true)
    expect(await holds('aab ab', 'containsWord', 'ab')).to.equal(true)
    expect(await holds('a a', 'containsWord', 'a a')).to.equal(true)
  })
})

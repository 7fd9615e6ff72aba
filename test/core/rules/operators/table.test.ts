import { expect } from 'chai'
import { operatorTable, splitOperator } from '../../../../src/core/rules/operators/engine-operators.js'
import { compilePattern } from '../../../../src/core/rules/operators/pattern.js'
import { loaded, under } from '../judging.js'

describe('an operator', () => {
  it('is split from its decorators, outermost first', () => {
    expect(splitOperator('equal')).to.deep.equal({ decorators: [], name: 'equal' })
    expect(splitOperator('not:equal')).to.deep.equal({ decorators: ['not'], name: 'equal' })
    expect(splitOperator('not:someFact:equal')).to.deep.equal({ decorators: ['not', 'someFact'], name: 'equal' })
    expect(splitOperator('not:')).to.deep.equal({ decorators: ['not'], name: '' })
  })

  it('of the embedder stands beside ours, takes any fact, and can’t replace one', () => {
    const table = operatorTable({ odd: () => true, equal: () => true, containsText: () => true })
    expect(table.get('odd')).to.include({ name: 'odd', facts: 'any', isCustom: true })
    expect(table.get('odd')?.help).to.match(/this desk/)
    for (const ours of ['equal', 'containsText']) expect(table.get(ours)?.isCustom).to.equal(undefined)
    expect(table.get('equal')?.judge(1, 2)).to.equal(false)
    expect(table.get('equal')?.judge(1, 1)).to.equal(true)
  })

  it('is asked of facts that it can say something of', () => {
    const facts = (...names: readonly string[]) => names.map((name) => operatorTable().get(name)?.facts)
    const [texts, ordered] = [
      ['text', 'time', 'clock'],
      ['number', 'time', 'clock'],
    ]
    const one = ['containsText', 'containsWord', 'startsWith', 'endsWith', 'matches']
    expect(facts(...one, 'containsAnyText', 'containsAllText')).to.deep.equal(Array(7).fill(texts))
    expect(facts('lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive', 'between')).to.deep.equal(
      Array(5).fill(ordered),
    )
    expect(facts('equal', 'notEqual', 'in', 'notIn', 'isBlank')).to.deep.equal(Array(5).fill('any'))
    expect(facts('contains', 'doesNotContain', 'hasAny', 'hasAll', 'hasNone')).to.deep.equal(Array(5).fill(['list']))
    expect(facts('isEmail', 'isPhone')).to.deep.equal(Array(2).fill(['text']))
    expect(facts('before', 'after')).to.deep.equal(Array(2).fill(['time', 'clock']))
    expect(facts('olderThan', 'youngerThan')).to.deep.equal(Array(2).fill(['time']))
    expect(facts('changedTo', 'changedFrom')).to.deep.equal(Array(2).fill(['record']))
  })

  it('may throw only if it is the embedder’s', () => {
    const condition = {
      all: [
        { fact: 'x', operator: 'odd', value: 1 },
        { fact: 'x', operator: 'equal', value: 1 },
      ],
    }
    const rules = loaded(under(condition), { facts: ['x'], operators: { odd: () => true } })
    const find = rules.predicates.predicates.map(({ isTotal }) => isTotal)
    expect(find).to.deep.equal([false, true])
  })
})

describe('a pattern', () => {
  it('is compiled, or what is wrong with it', () => {
    expect(compilePattern('a')).to.be.an('object')
    expect(compilePattern('')).to.equal('The pattern is empty')
    expect(compilePattern('(')).to.match(/^RE2 refuses the pattern: ./)
  })
})

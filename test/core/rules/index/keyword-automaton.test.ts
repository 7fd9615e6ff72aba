import { expect } from 'chai'
import fc from 'fast-check'
import { findKeywords, keywordAutomaton } from '../../../../src/core/rules/index/keyword-automaton.js'

/** The texts that the automaton finds; of equal ones all numbers. */
function found(texts: readonly string[], text: string): readonly number[] {
  const { automaton, groups } = keywordAutomaton(texts)
  const hits: number[] = []
  findKeywords(automaton, text, hits)
  return [...new Set(hits.flatMap((group) => groups[group] ?? []))].sort((one, other) => one - other)
}

describe('the keyword automaton', () => {
  it('finds exactly the texts that occur, overlapping and inside one another', () => {
    const few = fc.string({ unit: fc.constantFrom('a', 'b', 'ё', '😀', ' '), minLength: 1, maxLength: 6 })
    const long = fc.string({ unit: fc.constantFrom('a', 'b', 'ё', '😀', ' '), maxLength: 60 })
    fc.assert(
      fc.property(fc.array(few, { maxLength: 30 }), long, (texts, text) => {
        const expected = texts.flatMap((one, number) => (text.includes(one) ? [number] : []))
        expect(found(texts, text)).to.deep.equal(expected)
      }),
      { numRuns: 500 },
    )
  })

  it('finds long texts by their beginning, which may be too much and never too little', () => {
    const word = 'длинное-предложение-о-возврате'
    expect(found([word], `тут ${word} есть`)).to.deep.equal([0])
    expect(found([word, `${word}а`], word)).to.deep.equal([0, 1])
    expect(found([word], word.slice(0, 20))).to.deep.equal([])
  })

  it('holds many texts', () => {
    const texts = Array.from({ length: 20_000 }, (_, n) => `слово${n.toString(36)}.`)
    expect(found(texts, 'вот слово5f. и слово0. и ещё')).to.deep.equal([0, Number.parseInt('5f', 36)])
    expect(found([], 'anything')).to.deep.equal([])
  })
})

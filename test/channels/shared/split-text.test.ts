import { expect } from 'chai'
import fc from 'fast-check'
import { partsOf, replyIdOf, splitText, type TextLimits } from '../../../src/channels/shared/split-text.js'

const RUNS = Number(process.env.CASELINE_RUNS ?? 300)

describe('a long text', () => {
  it('is one part when it fits, none when there is nothing to say', () => {
    expect(splitText('hello', { maxText: 5, countBy: 'utf16' })).to.deep.equal(['hello'])
    expect(splitText(' \n ', { maxText: 5, countBy: 'utf16' })).to.deep.equal([])
  })

  it('ends a part with a paragraph, else a line, else a word', () => {
    const limits: TextLimits = { maxText: 20, countBy: 'utf16' }
    expect(splitText('first para graph\n\nsecond one\nof lines', limits)).to.deep.equal([
      'first para graph',
      'second one\nof lines',
    ])
    expect(splitText('a line of words\nanother line', limits)).to.deep.equal(['a line of words', 'another line'])
    expect(splitText('several words in one line', limits)).to.deep.equal(['several words in one', 'line'])
  })

  it('does not cut a paragraph short for an early border', () => {
    expect(splitText('a\n\nbcdefghij klmnop', { maxText: 12, countBy: 'utf16' })).to.deep.equal([
      'a\n\nbcdefghij',
      'klmnop',
    ])
  })

  it('never cuts what is seen as one character, where there is another place', () => {
    const family = '👨‍👩‍👧‍👦'
    const parts = splitText(family.repeat(4), { maxText: family.length * 2 + 3, countBy: 'utf16' })
    expect(parts).to.deep.equal([family.repeat(2), family.repeat(2)])
    const accents = `x${'\u0301'.repeat(5)}`
    for (const part of splitText(accents.repeat(30), { maxText: 20, countBy: 'codepoint' }))
      expect(part.startsWith('x'), part).to.equal(true)
  })

  it('of one endless character is cut at the limit', () => {
    const zalgo = `x${'\u0301'.repeat(1000)}`
    expect(splitText(zalgo, { maxText: 100, countBy: 'utf16' }).join('')).to.equal(zalgo)
  })

  it('counts as the provider counts', () => {
    expect(splitText('😀'.repeat(6), { maxText: 6, countBy: 'utf16' })).to.have.length(2)
    expect(splitText('😀'.repeat(6), { maxText: 6, countBy: 'codepoint' })).to.have.length(1)
    expect(splitText('я'.repeat(6), { maxText: 6, countBy: 'byte' })).to.have.length(2)
  })

  it('loses white space at borders only, and no part is too long, empty or broken', () => {
    const char = fc.constantFrom('a', 'b', ' ', '\n', '\n\n', 'я', '😀', '👨‍👩‍👧', 'e\u0301', '🇺🇦')
    const text = fc.array(char, { maxLength: 200 }).map((chars) => chars.join(''))
    const limits = fc.record({
      maxText: fc.integer({ min: 4, max: 60 }),
      countBy: fc.constantFrom<TextLimits['countBy']>('utf16', 'codepoint', 'byte'),
    })
    fc.assert(
      fc.property(text, limits, (whole, { maxText, countBy }) => {
        const parts = splitText(whole, { maxText, countBy })
        const bare = (one: string) => one.replace(/\s/gu, '')
        expect(bare(parts.join(''))).to.equal(bare(whole))
        for (const part of parts) {
          const length = { utf16: part.length, codepoint: [...part].length, byte: Buffer.byteLength(part) }[countBy]
          expect(length).to.be.at.most(maxText)
          expect(part.trim()).to.equal(part).and.not.equal('')
          expect(part.search(/\p{Surrogate}/u)).to.equal(-1)
        }
      }),
      { numRuns: RUNS },
    )
  })

  it('gives each part a tag of its own that leads back to the reply', () => {
    const parts = partsOf('aaaa bbbb cccc', 'r/7', { maxText: 4, countBy: 'utf16' })
    expect(parts.map(({ tag }) => tag)).to.deep.equal(['r/7/1', 'r/7/2', 'r/7/3'])
    for (const { tag } of parts) expect(replyIdOf(tag)).to.equal('r/7')
    for (const none of ['r', '', '/1', 'r/x', 7, null]) expect(replyIdOf(none), String(none)).to.equal(null)
  })

  it('of half a million characters without a border is split', () => {
    expect(splitText('x'.repeat(500_000), { maxText: 4096, countBy: 'byte' }).join('')).to.have.length(500_000)
  })
})

import { expect } from 'chai'
import fc from 'fast-check'
import { searchNumber, searchPattern } from '../../../src/core/chat/search-pattern.js'

const finds = (text: string, within: string): boolean => new RegExp(searchPattern(text), 'u').test(within)

describe('the pattern of a search', () => {
  it('finds a text in whatever case, in every alphabet', () => {
    for (const [text, within] of [
      ['parcel', 'My PARCEL'],
      ['ПОСЫЛКА', 'где посылка?'],
      ['élan', 'ÉLAN'],
      ['σίσυφος', 'ΣΊΣΥΦΟΣ'],
      ['straße', 'STRAßE'],
      ['👩‍👧', 'x 👩‍👧 y'],
    ] as const)
      expect(finds(text, within), text).to.equal(true)
    expect(finds('parcel', 'My parce')).to.equal(false)
  })

  it('finds no other letter: none of those that a capital may be written with, none beside the cases', () => {
    expect(finds('ß', 'S')).to.equal(false)
    expect(finds('ŉ', 'N')).to.equal(false)
    for (const other of 'bcdefghijklmnopqrstuvwxyz !') expect(finds('a', other), other).to.equal(false)
  })

  it('gives no character a meaning', () => {
    for (const text of [
      '.',
      '%',
      '_',
      '*',
      '(?i)',
      '***=',
      '[a-z]',
      '\\d',
      '{2}',
      'a|b',
      '^',
      '$',
      '/',
      '-',
      ']',
      '#',
    ]) {
      expect(finds(text, `x${text}y`), text).to.equal(true)
      expect(finds(text, 'xyz 09'), text).to.equal(false)
    }
  })

  it('is one that finds any text in itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, other) => {
        expect(finds(text, `${other}${text}${other}`)).to.equal(true)
      }),
    )
  })

  it('takes digits for a number', () => {
    expect(['7', '007', '123456789012345'].map(searchNumber)).to.deep.equal([7, 7, 123_456_789_012_345])
    expect(['', '7a', '-7', '1e3', '٧', '1234567890123456'].map(searchNumber)).to.deep.equal(Array(6).fill(null))
  })
})

import { expect } from 'chai'
import { formatDuration, harmless, shorten } from '../../src/cli/format.js'

describe('what is printed', () => {
  it('shows durations in two units at most', () => {
    expect([null, 0, 59_400, 60_000, 61_000, 3_600_000, 3_900_000, 90_000_000].map(formatDuration)).to.deep.equal([
      '–',
      '0 s',
      '59 s',
      '1 min',
      '1 min 01 s',
      '1 h',
      '1 h 05 min',
      '1 d 01 h',
    ])
  })

  it('cuts between letters, not inside them', () => {
    expect(shorten('🙂🙂🙂🙂', 3)).to.equal('🙂🙂…')
    expect(shorten(' a\n b ', 10)).to.equal('a b')
  })

  it('takes out what moves the cursor or turns the text round', () => {
    expect(harmless(`a${String.fromCharCode(27)}[31mb\u202e`)).to.equal('a�[31mb�')
  })
})

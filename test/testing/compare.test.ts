import { expect } from 'chai'
import { compare, compareChat, compareLists, compareOrder, compareText } from '../../src/testing/compare.js'

const pointers = (differences: readonly { pointer: string }[]) => differences.map((one) => one.pointer)

describe('comparing what was expected with what there is', () => {
  it('lets objects have more and finds each property that differs', () => {
    expect(compare({ a: 1, b: { c: 2 } }, { a: 1, b: { c: 2, d: 3 }, e: 4 }, '')).to.deep.equal([])
    expect(pointers(compare({ a: 1, b: { c: 2 } }, { a: 2, b: { c: 3 } }, '/x'))).to.deep.equal(['/x/a', '/x/b/c'])
    expect(pointers(compare({ a: 1 }, {}, '/x'))).to.deep.equal(['/x/a'])
    expect(pointers(compare({ a: 1 }, null, '/x'))).to.deep.equal(['/x'])
  })

  it('does not take an inherited property for one of the data', () => {
    expect(pointers(compare({ toString: undefined, constructor: {} }, {}, ''))).to.deep.equal(['/constructor'])
  })

  it('compares lists by length and place', () => {
    expect(compare([1, { a: 2 }], [1, { a: 2, b: 3 }], '')).to.deep.equal([])
    expect(pointers(compare([1, 2], [2, 1], ''))).to.deep.equal(['/0', '/1'])
    expect(pointers(compare([1], [1, 2], ''))).to.deep.equal([''])
    expect(pointers(compare([], [1], ''))).to.deep.equal([''])
    expect(pointers(compareLists(['a'], [], '/messages', compareText))).to.deep.equal(['/messages'])
  })

  it('takes two spellings of one moment for the same', () => {
    expect(compare('2026-03-02T12:00:00+03:00', '2026-03-02T09:00:00.000Z', '')).to.deep.equal([])
    expect(compare('2026-03-02T12:00:01+03:00', '2026-03-02T09:00:00.000Z', '')).to.have.length(1)
    expect(compare('12', '12.0', '')).to.have.length(1)
  })

  it('compares texts whole or in part', () => {
    expect(compareText('Hello', 'Hello', '')).to.deep.equal([])
    expect(compareText('Hello', 'Hello!', '')).to.have.length(1)
    expect(compareText({ contains: 'ell' }, 'Hello', '')).to.deep.equal([])
    expect(compareText({ contains: 'ELL' }, 'Hello', '')).to.have.length(1)
  })

  it('compares tags without order, and single actions', () => {
    const chat = { tags: ['a', 'b'], actions: ['reply', 'note'], state: 'active' }
    expect(compareChat({ tags: ['b', 'a'], offers: ['note'], doesNotOffer: ['split'] }, chat, '')).to.deep.equal([])
    expect(pointers(compareChat({ tags: ['b'], state: 'closed' }, chat, '/chat'))).to.deep.equal([
      '/chat/state',
      '/chat/tags',
    ])
    expect(
      pointers(compareChat({ actions: ['reply'], offers: ['split'], doesNotOffer: ['reply'] }, chat, '')),
    ).to.deep.equal(['/actions', '/offers/0', '/doesNotOffer/0'])
  })

  it('finds types in their order, with others between', () => {
    expect(compareOrder(['a', 'c'], ['a', 'b', 'c'], '')).to.deep.equal([])
    expect(pointers(compareOrder(['c', 'a'], ['a', 'b', 'c'], '/events'))).to.deep.equal(['/events/1'])
  })
})

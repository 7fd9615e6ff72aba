import { expect } from 'chai'
import { shown } from '../../../src/core/rules/shown.js'

describe('a value in a trace', () => {
  it('is what JSON can say of it', () => {
    const at = new Date('2026-03-02T12:00:00Z')
    expect([true, false, 0, -1.5, '', 'a', null].map((one) => shown(one))).to.deep.equal([
      true,
      false,
      0,
      -1.5,
      '',
      'a',
      null,
    ])
    expect([10n, at, { at }].map((one) => shown(one))).to.deep.equal(['10', at.toISOString(), { at: at.toISOString() }])
    for (const none of [undefined, Number.NaN, Number.POSITIVE_INFINITY, Symbol('s'), () => 1, new Date('x')])
      expect(shown(none)).to.equal(null)
    expect(shown([undefined, [1]])).to.deep.equal([null, [1]])
  })

  it('has five hundred characters of a text, none of them half', () => {
    expect(shown('x'.repeat(500))).to.equal('x'.repeat(500))
    expect(shown('x'.repeat(501))).to.equal(`${'x'.repeat(500)}…`)
    expect(shown(`${'x'.repeat(499)}😀`)).to.equal(`${'x'.repeat(499)}…`)
    expect(shown(`${'x'.repeat(498)}😀y`)).to.equal(`${'x'.repeat(498)}😀…`)
  })

  it('has fifty entries of a list or an object, whatever they are called', () => {
    const many = Array.from({ length: 51 }, (_, index) => index)
    expect(shown(many)).to.deep.equal(many.slice(0, 50))
    const named = Object.fromEntries(many.map((one) => [`n${one}`, one]))
    expect(Object.keys(Object(shown(named)))).to.deep.equal(Object.keys(named).slice(0, 50))
    const hostile: unknown = JSON.parse('{"__proto__": {"a": 1}}')
    expect(JSON.stringify(shown(hostile))).to.equal('{"__proto__":{"a":1}}')
  })

  it('is six levels deep', () => {
    const nested = (levels: number): unknown => (levels === 0 ? 'end' : { in: nested(levels - 1) })
    expect(JSON.stringify(shown(nested(6)))).to.equal(JSON.stringify(nested(6)))
    expect(JSON.stringify(shown(nested(7)))).to.include('"in":"…"')
    expect(JSON.stringify(shown([[[[[[[1]]]]]]]))).to.equal('[[[[[["…"]]]]]]')
  })
})

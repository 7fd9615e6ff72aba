import { expect } from 'chai'
import { eachItem } from '../../../src/channels/shared/each-item.js'
import { isoOf } from '../../../src/channels/shared/moment.js'
import { asCount, asId, asLabel, asUrl, given, pick } from '../../../src/channels/shared/read.js'

describe('reading what a stranger wrote', () => {
  it('picks own properties only', () => {
    const value = { a: [{ b: 1 }], text: 'abc' }
    expect(pick(value, 'a', 0, 'b')).to.equal(1)
    for (const path of [
      ['constructor'],
      ['__proto__'],
      ['a', 'map'],
      ['a', 1, 'b'],
      ['text', 'length'],
      ['a', 0, 'b', 'c'],
    ])
      expect(pick(value, ...path), path.join()).to.equal(undefined)
  })

  it('ids become text, and what is no id becomes nothing', () => {
    expect(asId(12345)).to.equal('12345')
    expect(asId(-1001234567890)).to.equal('-1001234567890')
    expect(asId('4912661846655238145')).to.equal('4912661846655238145')
    const none = [2 ** 62, 1.5, Number.NaN, '', '  ', 'a\0b', '\ud800', 'x'.repeat(201), null, true, {}, ['1']]
    for (const one of none) expect(asId(one), String(one)).to.equal(undefined)
  })

  it('labels are cut, never inside a character', () => {
    expect(asLabel('  Anna ')).to.equal('Anna')
    expect(asLabel(`${'x'.repeat(9)}😀`, 10)).to.equal('x'.repeat(9))
    expect(asLabel(' ')).to.equal(undefined)
    expect(asLabel(5)).to.equal(undefined)
  })

  it('addresses are http or https', () => {
    expect(asUrl('https://a.example/b')).to.equal('https://a.example/b')
    for (const one of ['javascript:alert(1)', 'file:///etc/passwd', 'data:,x', '/relative', '', 7])
      expect(asUrl(one), String(one)).to.equal(undefined)
  })

  it('counts are whole numbers from 0', () => {
    expect([asCount(0), asCount('42'), asCount(7)]).to.deep.equal([0, 42, 7])
    for (const one of [-1, 1.5, '1e3', Number.POSITIVE_INFINITY, null]) expect(asCount(one)).to.equal(undefined)
  })

  it('leaves out what is undefined', () => {
    expect(given({ a: 1, b: undefined, c: null })).to.deep.equal({ a: 1, c: null })
    expect(Object.keys(given({ b: undefined }))).to.deep.equal([])
  })

  it('one item that breaks leaves the others', () => {
    const result = eachItem([1, 2, 3], (item) => {
      if (item === 2) throw new Error('broken')
      return []
    })
    expect(result).to.deep.equal({ events: [], unread: 1 })
  })
})

describe('a moment by the provider', () => {
  const now = '2026-11-24T12:00:00.000Z'

  it('is understood in each unit the providers use', () => {
    expect(isoOf(1701599111, now)).to.equal('2023-12-03T10:25:11.000Z')
    expect(isoOf(1701599111042, now)).to.equal('2023-12-03T10:25:11.042Z')
    expect(isoOf('1701599111', now)).to.equal('2023-12-03T10:25:11.000Z')
    expect(isoOf('1701599111.042199', now)).to.equal('2023-12-03T10:25:11.042Z')
    expect(isoOf('2023-12-03T10:25:11.0421234Z', now)).to.equal('2023-12-03T10:25:11.042Z')
    expect(isoOf('2023-12-03T12:25:11+02:00', now)).to.equal('2023-12-03T10:25:11.000Z')
    expect(isoOf('2023-12-03T10:25:11', now)).to.equal('2023-12-03T10:25:11.000Z')
  })

  it('gives way to the time of receipt when it can not be one', () => {
    const none = [
      0,
      -5,
      Number.NaN,
      1e300,
      '',
      'yesterday',
      '2023-13-45T99:00:00Z',
      '9'.repeat(39),
      null,
      {},
      2 ** 62,
      1.2,
    ]
    for (const one of none) expect(isoOf(one, now), String(one)).to.equal(now)
  })
})

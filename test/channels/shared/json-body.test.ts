import { expect } from 'chai'
import fc from 'fast-check'
import { jsonBody, jsonText } from '../../../src/channels/shared/json-body.js'

const RUNS = Number(process.env.CASELINE_RUNS ?? 300)
const bytes = (text: string) => new TextEncoder().encode(text)

describe('a body of JSON', () => {
  it('keeps whole numbers beyond 2^53 as text, wherever they stand', () => {
    const text = '{"a":4912661846655238145,"b":[-9007199254740993, 9007199254740991],"c":{"d":4912661846655238146}}'
    expect(jsonBody(bytes(text))).to.deep.equal({
      a: '4912661846655238145',
      b: ['-9007199254740993', 9007199254740991],
      c: { d: '4912661846655238146' },
    })
  })

  it('leaves digits in texts, fractions and powers alone', () => {
    const text =
      '{"4912661846655238145":"x 4912661846655238145 \\" 4912661846655238146","f":0.12345678901234567890,"e":1e20}'
    expect(jsonBody(bytes(text))).to.deep.equal(JSON.parse(text))
  })

  it('reads what JSON.parse reads, and nothing else', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        fc.pre(!/\d{16}/u.test(text))
        expect(jsonText(text)).to.deep.equal(JSON.parse(text))
      }),
      { numRuns: RUNS },
    )
    const broken = [
      '',
      ' ',
      '{',
      '{"a":}',
      '{a:1}',
      '[1,]',
      '{12345678901234567890:1}',
      '012345678901234567890',
      'undefined',
    ]
    for (const one of broken) expect(jsonText(one), one).to.equal(null)
  })

  it('does not fall for other encodings, sizes or depths', () => {
    expect(jsonBody(Buffer.from('{"a":"б"}', 'utf16le'))).to.equal(null)
    expect(jsonBody(new Uint8Array([0x22, 0xff, 0x22]))).to.equal(null)
    // Overlong and surrogate forms of UTF-8.
    expect(jsonBody(new Uint8Array([0x22, 0xc0, 0xaf, 0x22]))).to.equal(null)
    expect(jsonBody(new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22]))).to.equal(null)
    expect(jsonBody(bytes(`"${'x'.repeat(100)}"`), { maxBytes: 50 })).to.equal(null)
    expect(jsonText(`${'['.repeat(100)}${']'.repeat(100)}`)).to.be.an('array')
    expect(jsonText(`${'['.repeat(101)}${']'.repeat(101)}`)).to.equal(null)
    expect(jsonText('['.repeat(500_000))).to.equal(null)
    expect(jsonText('{"a":'.repeat(150_000))).to.equal(null)
  })

  it('drops a byte order mark', () => {
    expect(jsonBody(new Uint8Array([0xef, 0xbb, 0xbf, ...bytes('{"a":1}')]))).to.deep.equal({ a: 1 })
  })

  it('takes its time by the length only', () => {
    const hostile = [
      `"${'\\"'.repeat(250_000)}"`,
      '9'.repeat(500_000),
      `[${'1,'.repeat(250_000)}1]`,
      '-'.repeat(500_000),
    ]
    // The runner's time limit is the measure: what takes its square would take minutes.
    for (const one of hostile) expect(() => jsonText(one)).to.not.throw()
  })

  it('makes no prototype of what a stranger calls so', () => {
    const value = jsonText('{"__proto__":{"isAdmin":true}}')
    expect(Reflect.get(Object(value), 'isAdmin')).to.equal(undefined)
    expect(Reflect.get({}, 'isAdmin')).to.equal(undefined)
  })
})

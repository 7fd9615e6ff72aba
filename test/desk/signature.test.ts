import { createHmac } from 'node:crypto'
import { expect } from 'chai'
import { signatureOf, verifySignature } from '../../src/desk/signature.js'

const secret = 'whsec_key'
const body = '{"text":"Привет 🙂"}'
const now = '2026-03-02T12:00:00.000Z'
const seconds = Date.parse(now) / 1000

describe('a signature', () => {
  it('is HMAC-SHA256 over time and body, as node:crypto makes it', async () => {
    const expected = createHmac('sha256', secret).update(`${seconds}.${body}`, 'utf8').digest('hex')
    expect(await signatureOf(secret, body, now)).to.equal(`t=${seconds},v1=${expected}`)
  })

  it('holds for the very bytes that were signed, as text and as bytes', async () => {
    const header = await signatureOf(secret, body, now)
    expect(await verifySignature(body, header, secret, { now })).to.equal(true)
    expect(await verifySignature(new TextEncoder().encode(body), header, secret, { now })).to.equal(true)
    expect(await verifySignature(`${body} `, header, secret, { now })).to.equal(false)
    expect(await verifySignature(body, header, 'whsec_other', { now })).to.equal(false)
    expect(await verifySignature(body, header.replace(`t=${seconds}`, `t=${seconds + 1}`), secret, { now })).to.equal(
      false,
    )
  })

  it('holds for five minutes in both directions, or as long as is said', async () => {
    const header = await signatureOf(secret, body, now)
    const at = (moment: string, tolerance?: number) =>
      verifySignature(body, header, secret, { now: moment, ...(tolerance === undefined ? {} : { tolerance }) })
    expect(await at('2026-03-02T12:05:00.000Z')).to.equal(true)
    expect(await at('2026-03-02T12:05:01.000Z')).to.equal(false)
    expect(await at('2026-03-02T11:55:00.000Z')).to.equal(true)
    expect(await at('2026-03-02T11:54:59.000Z')).to.equal(false)
    expect(await at('2026-03-02T12:05:01.000Z', 600)).to.equal(true)
    expect(await at('no moment')).to.equal(false)
  })

  it('may stand among others, so that secrets can be changed', async () => {
    const [time, own] = (await signatureOf(secret, body, now)).split(',')
    expect(await verifySignature(body, `${time},v1=${'0'.repeat(64)},${own}`, secret, { now })).to.equal(true)
    expect(await verifySignature(body, `${time}, ${own}`, secret, { now })).to.equal(true)
  })

  it('is only what it should be: anything else is false, never an exception', async () => {
    const good = (await signatureOf(secret, body, now)).split('v1=')[1] ?? ''
    for (const header of [
      undefined,
      '',
      ',',
      't=',
      `t=${seconds}`,
      `v1=${good}`,
      `t=${seconds},v1=`,
      `t=${seconds},v1=${good.slice(2)}`,
      `t=${seconds},v1=${good.toUpperCase()}`,
      `t=${seconds},v0=${good}`,
      `t=-${seconds},v1=${good}`,
      `t=${seconds}.0,v1=${good}`,
      `t=99999999999999999999,v1=${good}`,
      `${'t=1,'.repeat(100_000)}v1=${good}`,
    ])
      expect(await verifySignature(body, header, secret, { now }), header?.slice(0, 80)).to.equal(false)
  })
})

import { createHmac } from 'node:crypto'
import { expect } from 'chai'
import { accountOf } from '../../../src/channels/facebook/account.js'
import { adapter } from '../../../src/channels/facebook/adapter.js'
import type { RawDelivery } from '../../../src/ports/channel-adapter.js'
import { FACEBOOK, facebookBody, facebookCall, facebookMessage } from '../stand-ins/facebook.js'

const read = accountOf(FACEBOOK)
const account = 'account' in read ? read.account : expect.fail()
const receive = (delivery: RawDelivery) => adapter.receive(delivery, account, { now: () => 0 })
const good = facebookCall(facebookBody(facebookMessage({ mid: 'm_1', text: 'Привет/' })))

describe('who calls in Facebook’s name', () => {
  it('the signature is over the bytes, with their escapes', async () => {
    expect(Buffer.from(good.rawBody).toString()).to.include('\\u041f').and.include('\\/')
    expect((await receive(good)).verdict).to.equal('accept')
    const rewritten = Buffer.from(JSON.stringify(JSON.parse(Buffer.from(good.rawBody).toString())))
    expect((await receive({ ...good, rawBody: rewritten })).verdict).to.equal('reject')
  })

  // Computed with openssl, apart from node: printf '%s' '{"object":"page","entry":[]}' | openssl dgst -sha256 -hmac <secret>
  it('agrees with a signature that another program made', async () => {
    const rawBody = Buffer.from('{"object":"page","entry":[]}')
    const signature = 'sha256=62582d242b5219b58b4b46493832d3054154ca43c007cd68885bb85529cf98ed'
    const delivery = { ...good, rawBody, headers: { 'x-hub-signature-256': signature } }
    expect((await receive(delivery)).verdict).to.equal('ignore')
  })

  it('SHA-1 alone, capitals, another secret or none are nothing', async () => {
    const sha1 = createHmac('sha1', FACEBOOK.appSecret).update(good.rawBody).digest('hex')
    const other = createHmac('sha256', 'other').update(good.rawBody).digest('hex')
    const empty = createHmac('sha256', '').update(good.rawBody).digest('hex')
    const own = good.headers['x-hub-signature-256'] ?? ''
    const bad = [
      { 'x-hub-signature': `sha1=${sha1}` },
      { 'x-hub-signature-256': `sha1=${sha1}` },
      { 'x-hub-signature-256': `sha256=${other}` },
      { 'x-hub-signature-256': `sha256=${empty}` },
      { 'x-hub-signature-256': own.toUpperCase() },
      { 'x-hub-signature-256': own.slice('sha256='.length) },
      {},
    ]
    for (const headers of bad) {
      const { verdict, response, events } = await receive({
        ...good,
        headers: { ...headers } as Record<string, string>,
      })
      expect([verdict, response.status, events.length], JSON.stringify(headers)).to.deep.equal(['reject', 403, 0])
    }
  })

  const ask = (query: RawDelivery['query']) =>
    receive({ ...good, method: 'GET', rawBody: new Uint8Array(), headers: {}, query })
  const question = { 'hub.mode': 'subscribe', 'hub.challenge': '1158201444', 'hub.verify_token': FACEBOOK.verifyToken }

  it('the handshake is answered with the challenge, as plain text', async () => {
    const { verdict, response } = await ask(question)
    expect([verdict, response.status, response.body]).to.deep.equal(['handshake', 200, '1158201444'])
    expect(response.headers?.['content-type']).to.match(/^text\/plain/)
  })

  it('without our token, or with something a browser would run, the challenge isn’t given back', async () => {
    const bad: RawDelivery['query'][] = [
      { ...question, 'hub.verify_token': 'other' },
      { ...question, 'hub.verify_token': ['a', FACEBOOK.verifyToken] },
      { ...question, 'hub.mode': 'unsubscribe' },
      { ...question, 'hub.challenge': '<script>alert(1)</script>' },
      { ...question, 'hub.challenge': ['1', '2'] },
      { 'hub.mode': 'subscribe', 'hub.challenge': '1' },
      {},
    ]
    for (const query of bad) {
      const { verdict, response } = await ask(query)
      expect([verdict, response.status, response.body], JSON.stringify(query)).to.deep.equal(['reject', 403, ''])
    }
  })

  it('authentic and no JSON is a bad request', async () => {
    const { verdict, response } = await receive(facebookCall(Buffer.from('{"object":')))
    expect([verdict, response.status]).to.deep.equal(['ignore', 400])
  })

  it('a batch of half a megabyte is taken', async () => {
    const many = Array.from({ length: 2000 }, (_, n) => facebookMessage({ mid: `m_${n}`, text: 'x'.repeat(100) }))
    const delivery = facebookCall(facebookBody(...many))
    expect(delivery.rawBody.byteLength).to.be.above(400_000)
    expect((await receive(delivery)).events).to.have.length(2000)
  })
})

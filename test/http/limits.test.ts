import { expect } from 'chai'
import { makeKey } from '../../src/http/keys.js'
import { type Called, makeService, said } from './make-service.js'

describe('rate limits', () => {
  let place: Called
  afterEach(() => place.stop())

  it('count calls per key', async () => {
    place = await makeService({ rateLimit: { perKey: 3 } })
    const [one, other] = [place.as(await place.addKey(['agent'])), place.as(await place.addKey(['agent']))]
    for (const left of ['2', '1', '0']) {
      const { status, headers } = await one('GET', '/v1/chats')
      expect([status, String(headers['ratelimit-limit']), String(headers['ratelimit-remaining'])]).to.deep.equal([
        200,
        '3',
        left,
      ])
    }
    const { status, body, headers } = await one('GET', '/v1/chats')
    expect([status, body.code]).to.deep.equal([429, 'rate-limited'])
    expect(Number(headers['retry-after'])).to.be.within(1, 60)
    expect((await other('GET', '/v1/chats')).status).to.equal(200)
  })

  it('count messages per customer and channel, so that one who floods stops nobody else', async () => {
    place = await makeService({ rateLimit: { perCustomer: 2 } })
    const { call } = place
    const send = (id: string, customer = '42', channel = 'tg') =>
      call('POST', '/v1/messages', { ...said(id), customer: { id: customer }, channel })
    await send('1')
    await send('2')
    const third = await send('3')
    expect([third.status, third.body.code]).to.deep.equal([429, 'rate-limited'])
    expect((await send('3', '43')).status).to.equal(201)
    expect((await send('3', '42', 'vk')).status).to.equal(201)
    const ingest = place.as(await place.addKey(['ingest'], 'other'))
    expect((await ingest('POST', '/v1/messages', said('3'))).status).to.equal(201)
    const agent = place.as(await place.addKey(['agent']))
    expect((await agent('GET', '/v1/chats/1/messages')).body.items).to.have.length(2)
  })

  it('slow those who guess keys, and no one at another address', async () => {
    place = await makeService({ rateLimit: { wrongKeys: 2 } })
    const key = await place.addKey(['agent'])
    const ask = async (bearer: string, remoteAddress: string) => {
      const headers = { host: 'localhost', authorization: `Bearer ${bearer}` }
      return (await place.app.inject({ url: '/v1/chats', remoteAddress, headers })).statusCode
    }
    for (let count = 0; count < 2; count += 1) expect(await ask(makeKey().key, '10.0.0.1')).to.equal(401)
    expect(await ask(makeKey().key, '10.0.0.1')).to.equal(429)
    expect(await ask(key, '10.0.0.1')).to.equal(429)
    expect(await ask(key, '10.0.0.2')).to.equal(200)
  })

  it('keep out nobody whose key was right before, though strangers share the address of his proxy', async () => {
    place = await makeService({ rateLimit: { wrongKeys: 2 } })
    const key = await place.addKey(['agent'])
    const ask = async (bearer: string) => {
      const headers = { host: 'localhost', authorization: `Bearer ${bearer}` }
      return (await place.app.inject({ url: '/v1/chats', remoteAddress: '10.0.0.1', headers })).statusCode
    }
    expect(await ask(key)).to.equal(200)
    for (let count = 0; count < 3; count += 1) await ask(makeKey().key)
    expect(await ask(makeKey().key)).to.equal(429)
    expect(await ask(key)).to.equal(200)
    // Knowing the id is not enough.
    const [, id] = key.split('_')
    expect(await ask(`cl_${id}_${'a'.repeat(64)}`)).to.equal(429)
    await place.store.service.revokeKey('default', id ?? '', '2026-03-02T12:00:00.000Z')
    expect(await ask(key)).to.equal(401)
    expect(await ask(key)).to.equal(429)
  })

  it('can be switched off', async () => {
    place = await makeService({ rateLimit: { perKey: false, perCustomer: 1, wrongKeys: false } })
    for (let count = 0; count < 5; count += 1) expect((await place.call('GET', '/v1/chats')).status).to.equal(200)
    await place.stop()
    place = await makeService({ rateLimit: false })
    for (let count = 0; count < 200; count += 1)
      expect((await place.call('POST', '/v1/messages', said(`${count}`))).status).to.equal(201)
  })
})

describe('the limit of bodies', () => {
  it('is 1 MiB, or what the option says', async () => {
    const place = await makeService()
    const huge = await place.call('POST', '/v1/messages', said('m1', 'x'.repeat(1024 * 1024)))
    expect([huge.status, huge.body.code]).to.deep.equal([413, 'too-large'])
    const long = await place.call('POST', '/v1/messages', said('m1', 'x'.repeat(200_000)))
    expect([long.status, long.body.code, long.body.pointer]).to.deep.equal([413, 'too-large', '/text'])
    expect((await place.call('GET', '/v1/chats')).body.items).to.deep.equal([])
    await place.stop()
    const small = await makeService({ bodyLimit: 500 })
    expect((await small.call('POST', '/v1/messages', said('m1', 'x'.repeat(600)))).status).to.equal(413)
    expect((await small.call('POST', '/v1/messages', said('m1', 'x'.repeat(300)))).status).to.equal(201)
    await small.stop()
  })
})

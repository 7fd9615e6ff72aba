import { expect } from 'chai'
import type { ProviderCall } from '../../src/http/plugin.js'
import type { RawDelivery } from '../../src/ports/channel-adapter.js'
import { type Called, makeService } from './make-service.js'

describe('a provider’s own call', () => {
  let place: Called
  let heard: RawDelivery[]
  const telegram: ProviderCall = async (delivery, { channel, desk }) => {
    heard.push(delivery)
    const text = Buffer.from(delivery.rawBody).toString('latin1')
    if (delivery.headers['x-secret'] !== 'right')
      return { response: { status: 401, body: 'no' }, reason: 'a wrong secret' }
    await desk.receive({ channel, customer: { id: '42' }, id: 'p1', text })
    return { response: { status: 202, headers: { 'content-type': 'application/json' }, body: '{"ok":true}' } }
  }
  beforeEach(async () => {
    heard = []
    place = await makeService({ auth: { keys: 'required' }, adapters: { telegram } })
  })
  afterEach(() => place.stop())

  const post = (body: string | Buffer, headers = {}, url = '/v1/channels/tg/webhook') =>
    place.call('POST', url, body, { 'content-type': 'application/x-odd', 'x-secret': 'right', ...headers })

  it('reaches the adapter of the channel’s kind as the bytes that came, and is answered as it says', async () => {
    const bytes = Buffer.from([0x7b, 0x22, 0xff, 0x00, 0x0d, 0x0a, 0x7d])
    const reply = await post(bytes, {}, '/v1/channels/tg/webhook?a=1&a=2&hub.mode=x')
    expect([reply.status, reply.body, reply.headers['content-type']]).to.deep.equal([
      202,
      { ok: true },
      'application/json; charset=utf-8',
    ])
    const [delivery] = heard
    expect(Buffer.from(delivery?.rawBody ?? []).equals(bytes)).to.equal(true)
    expect(delivery).to.deep.include({
      method: 'POST',
      path: '/v1/channels/tg/webhook',
      query: { a: ['1', '2'], 'hub.mode': 'x' },
      receivedAt: place.clock.now(),
    })
    const agent = place.as(await place.addKey(['agent']))
    expect((await agent('GET', '/v1/chats/1/messages')).body.items).to.have.length(1)
  })

  it('that is JSON, or nothing at all, comes as bytes too', async () => {
    await post('{"a": 1e999, "__proto__": 1}', { 'content-type': 'application/json' })
    await place.call('POST', '/v1/channels/tg/webhook')
    await place.call('GET', '/v1/channels/tg/webhook?challenge=7')
    const texts = heard.map(({ method, rawBody }) => [method, Buffer.from(rawBody).toString()])
    expect(texts).to.deep.equal([
      ['POST', '{"a": 1e999, "__proto__": 1}'],
      ['POST', ''],
      ['GET', ''],
    ])
  })

  it('that isn’t proved does nothing', async () => {
    const reply = await post('x', { 'x-secret': 'wrong' })
    expect([reply.status, reply.text]).to.deep.equal([401, 'no'])
    const agent = place.as(await place.addKey(['agent']))
    expect((await agent('GET', '/v1/chats')).body.items).to.deep.equal([])
  })

  it('for a channel without an adapter, without a name, or of no known workspace is 404', async () => {
    for (const url of [
      '/v1/channels/vk/webhook',
      '/v1/channels/none/webhook',
      '/v1/channels/__proto__/webhook',
      '/v1/channels/tg/webhook?workspace=made-up',
      '/v1/channels/tg/webhook?workspace=nowhere',
    ]) {
      const { status, body } = await post('x', {}, url)
      expect([status, body.code], url).to.deep.equal([404, 'not-found'])
    }
    expect(place.desks.all().map(({ workspace }) => workspace)).to.deep.equal(['default'])
    expect(heard).to.deep.equal([])
  })

  it('while the store is down is answered 503, so that the provider calls again', async () => {
    await place.stop()
    const broken: ProviderCall = async (_delivery, { channel, desk }) => {
      await desk.receive({ channel, customer: { id: '42' }, id: 'p1', text: 'x' })
      return { response: { status: 200, body: 'ok' } }
    }
    place = await makeService({ adapters: { telegram: broken } })
    await place.desks.stop()
    const { status, headers, body } = await post('x')
    expect([status, body.code, headers['retry-after']]).to.deep.equal([503, 'unavailable', '2'])
  })
})

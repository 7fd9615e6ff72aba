import { expect } from 'chai'
import type { ServedStore } from '../../src/ports/service-store.js'
import { testStore } from '../store/sql/test-store.js'
import { type Called, makeService, OLGA, said } from './make-service.js'

const keyed = (key: string) => ({ 'idempotency-key': key })
const texts = async (place: Called, chat = 1): Promise<readonly string[]> =>
  (await place.call('GET', `/v1/chats/${chat}/messages`)).body.items.map((one: { text: string }) => one.text)

describe('an Idempotency-Key', () => {
  let place: Called
  beforeEach(async () => {
    place = await makeService()
    await place.call('POST', '/v1/messages', said('m1'))
  })
  afterEach(() => place.stop())

  const reply = (key: string, text = 'Soon') =>
    place.call('POST', '/v1/chats/1/messages', { ...OLGA, text }, keyed(key))

  it('makes the same request be done once and answered the same again', async () => {
    const first = await reply('a')
    const again = await reply('a')
    expect(first.headers['idempotency-replayed']).to.equal(undefined)
    expect(again.headers['idempotency-replayed']).to.equal('true')
    expect([again.status, again.headers.etag, again.body]).to.deep.equal([201, first.headers.etag, first.body])
    expect(again.headers['content-type']).to.equal(first.headers['content-type'])
    expect(await texts(place)).to.deep.equal(['Hello', 'Soon'])
    await reply('b')
    expect(await texts(place)).to.have.length(3)
  })

  it('with another request is a mistake, and nothing is done', async () => {
    await reply('a')
    for (const other of [
      () => reply('a', 'Later'),
      () => place.call('POST', '/v1/chats/1/notes', { ...OLGA, text: 'Soon' }, keyed('a')),
      () => place.call('PATCH', '/v1/chats/1', { subject: 'x' }, { ...keyed('a'), 'if-match': '"2"' }),
    ]) {
      const { status, body } = await other()
      expect([status, body.code]).to.deep.equal([422, 'key-reused'])
    }
    expect(await texts(place)).to.have.length(2)
  })

  it('is not taken by a refusal: the same request may go well later', async () => {
    const early = await place.call('POST', '/v1/chats/1/split', OLGA, keyed('s'))
    expect(early.body.code).to.equal('nothing-to-split')
    await place.call('POST', '/v1/chats/1/finish', { ...OLGA, status: 'open' })
    await place.call('POST', '/v1/messages', said('m2'))
    const later = await place.call('POST', '/v1/chats/1/split', OLGA, keyed('s'))
    expect([later.status, later.body.chat.number]).to.deep.equal([201, 2])
  })

  it('that comes many times at once is done once; who comes too early is told to wait', async () => {
    const all = await Promise.all([...Array(10)].map(() => reply('race')))
    const statuses = all.map(({ status }) => status)
    expect(statuses.filter((status) => status !== 201 && status !== 409)).to.deep.equal([])
    expect(statuses).to.include(201)
    for (const { status, body, headers } of all)
      if (status === 409) expect([body.code, headers['retry-after']]).to.deep.equal(['in-progress', '1'])
    expect(await texts(place)).to.deep.equal(['Hello', 'Soon'])
    expect((await reply('race')).headers['idempotency-replayed']).to.equal('true')
  })

  it('is kept for 24 hours', async () => {
    await place.call('POST', '/v1/chats/1/notes', { ...OLGA, text: 'n' }, keyed('n'))
    place.clock.advance('PT23H59M')
    const kept = await place.call('POST', '/v1/chats/1/notes', { ...OLGA, text: 'n' }, keyed('n'))
    expect(kept.headers['idempotency-replayed']).to.equal('true')
    place.clock.advance('PT2M')
    // The key is free again for another request.
    const other = await place.call('POST', '/v1/chats/1/notes', { ...OLGA, text: 'other' }, keyed('n'))
    expect([other.status, other.headers['idempotency-replayed']]).to.deep.equal([201, undefined])
  })

  it('is 1 to 255 visible characters, else nothing is done', async () => {
    expect((await reply('k'.repeat(255))).status).to.equal(201)
    for (const key of ['', 'k'.repeat(256), 'two words', 'Ключ', 'a\tb'])
      expect((await reply(key).catch(() => ({ status: 400 }))).status, key).to.equal(400)
    expect(await texts(place)).to.have.length(2)
  })

  it('on a call that changes nothing is left alone', async () => {
    const { status, headers } = await place.call('GET', '/v1/chats/1', undefined, keyed('g'))
    expect([status, headers['idempotency-replayed']]).to.deep.equal([200, undefined])
  })

  it('of one caller is not another’s', async () => {
    const [one, other] = [place.as(await place.addKey(['agent'])), place.as(await place.addKey(['agent']))]
    const note = { ...OLGA, text: 'n' }
    await one('POST', '/v1/chats/1/notes', note, keyed('same'))
    const { headers } = await other('POST', '/v1/chats/1/notes', note, keyed('same'))
    expect(headers['idempotency-replayed']).to.equal(undefined)
    expect(
      await place
        .as(await place.addKey(['agent']))('GET', '/v1/chats/1/messages')
        .then(({ body }) => body.items),
    ).to.have.length(3)
  })

  it('keeps no secret: a key that was made is shown once', async () => {
    const body = { name: 'bot', scopes: ['admin'] }
    const first = await place.call('POST', '/v1/keys', body, keyed('k'))
    const admin = place.as(await place.addKey(['admin']))
    await admin('POST', '/v1/keys', body, keyed('k2'))
    const again = await admin('POST', '/v1/keys', body, keyed('k2'))
    expect(first.body.key).to.match(/^cl_/)
    expect([again.status, again.body.key, again.body.name]).to.deep.equal([201, null, 'bot'])
  })

  it('is honoured by every command', async () => {
    const { call } = place
    const calls: readonly (readonly [string, string, object | undefined])[] = [
      ['POST', '/v1/messages', said('m7')],
      ['PATCH', '/v1/messages/m7', { text: 'edited' }],
      ['DELETE', '/v1/messages/m7', undefined],
      ['POST', '/v1/chats/1/messages', { ...OLGA, text: 'x', id: 'o' }],
      ['POST', '/v1/messages/o/delivery', { delivery: 'sent' }],
      ['POST', '/v1/chats/1/notes', { ...OLGA, text: 'x' }],
      ['PATCH', '/v1/chats/1', { subject: 's' }],
      ['POST', '/v1/chats/1/postpone', undefined],
      ['POST', '/v1/chats/1/finish', { ...OLGA, status: 'pending' }],
      ['POST', '/v1/messages', said('m8')],
      ['POST', '/v1/chats/1/split', OLGA],
      ['POST', '/v1/chats/2/merge', OLGA],
      ['POST', '/v1/chats/1/unmerge', OLGA],
      ['POST', '/v1/chats', { channel: 'vk', customer: { id: '5' }, ...OLGA, text: 'x' }],
    ]
    for (const [index, [method, url, body]] of calls.entries()) {
      const first = await call(method, url, body, keyed(`c${index}`))
      expect(first.status, `${method} ${url} ${first.text}`).to.be.lessThan(300)
      const again = await call(method, url, body, keyed(`c${index}`))
      expect([again.status, again.body, again.headers['idempotency-replayed']], url).to.deep.equal([
        first.status,
        first.body,
        'true',
      ])
    }
  })
})

describe('a node that dies between commit and answer', () => {
  /** A node's view of the store: it never gets to tell what it answered. */
  function dying(store: ServedStore): ServedStore {
    const gone = async () => Promise.reject(new Error('the node is gone'))
    return { ...store, service: { ...store.service, settleRequest: gone, dropRequest: gone } }
  }

  const commands: readonly (readonly [string, string, string, object])[] = [
    ['a reply', 'POST', '/v1/chats/1/messages', { ...OLGA, text: 'Soon' }],
    ['a note', 'POST', '/v1/chats/1/notes', { ...OLGA, text: 'n' }],
    ['a finish', 'POST', '/v1/chats/1/finish', { ...OLGA, status: 'closed' }],
    ['a change', 'PATCH', '/v1/chats/1', { subject: 'Order' }],
    ['a first message', 'POST', '/v1/chats', { channel: 'vk', customer: { id: '5' }, ...OLGA, text: 'x' }],
    ['a message', 'POST', '/v1/messages', said('m2', 'More')],
  ]

  for (const [what, method, url, body] of commands)
    it(`has done ${what} once: the next node finds it`, async () => {
      const store = await testStore()
      const one = await makeService({ store: dying(store) })
      await one.call('POST', '/v1/messages', said('m1'))
      const done = await one.call(method, url, body, keyed('k'))
      const other = await makeService({ store, clock: one.clock })
      expect((await other.call(method, url, body, keyed('k'))).body.code).to.equal('in-progress')
      one.clock.advance('PT1M')
      const versions = async () => (await other.call('GET', '/v1/chats')).body.items
      const before = await versions()
      const again = await other.call(method, url, body, keyed('k'))
      expect(again.status).to.be.lessThan(300)
      expect(again.body.chat.number).to.equal(done.body.chat.number)
      if (what !== 'a message') expect(again.body.events).to.deep.equal(done.body.events)
      expect(await versions()).to.deep.equal(before)
      expect((await other.call(method, url, body, keyed('k'))).headers['idempotency-replayed']).to.equal('true')
      await one.stop()
      await other.stop()
    })

  it('has made a key and a webhook once: the next node finds them', async () => {
    const store = await testStore()
    const dead = await makeService({ store: dying(store) })
    const admin = await dead.addKey(['admin'])
    const key = { name: 'bot', scopes: ['agent'] }
    const webhook = { url: 'https://8.8.8.8/events' }
    const [madeKey, madeWebhook] = [
      await dead.as(admin)('POST', '/v1/keys', key, keyed('k')),
      await dead.as(admin)('POST', '/v1/webhooks', webhook, keyed('w')),
    ]
    const next = await makeService({ store, clock: dead.clock })
    dead.clock.advance('PT1M')
    const again = await next.as(admin)('POST', '/v1/keys', key, keyed('k'))
    expect([again.status, again.body]).to.deep.equal([201, { ...madeKey.body, key: null }])
    const told = await next.as(admin)('POST', '/v1/webhooks', webhook, keyed('w'))
    expect([told.status, told.body]).to.deep.equal([201, madeWebhook.body])
    const other = await next.as(admin)('POST', '/v1/keys', key, keyed('another'))
    const list = (await next.as(admin)('GET', '/v1/keys')).body.items
    const bots = list.filter(({ name }: { name: string }) => name === 'bot').map(({ id }: { id: string }) => id)
    expect(bots).to.have.members([madeKey.body.id, other.body.id])
    expect((await next.as(admin)('GET', '/v1/webhooks')).body.items).to.have.length(1)
    expect((await next.as(madeKey.body.key)('GET', '/v1/chats')).status).to.equal(200)
    await dead.stop()
    await next.stop()
  })

  it('before the commit has done nothing: the next node does it', async () => {
    const store = await testStore()
    const broken: ServedStore = { ...dying(store), commit: async () => Promise.reject(new Error('the node is gone')) }
    const one = await makeService({ store })
    await one.call('POST', '/v1/messages', said('m1'))
    const dead = await makeService({ store: broken, clock: one.clock })
    const lost = await dead.call('POST', '/v1/chats/1/notes', { ...OLGA, text: 'n' }, keyed('k'))
    expect([lost.status, lost.body.code]).to.deep.equal([500, 'internal'])
    expect(lost.text).to.not.include('gone')
    one.clock.advance('PT1M')
    expect((await one.call('POST', '/v1/chats/1/notes', { ...OLGA, text: 'n' }, keyed('k'))).status).to.equal(201)
    expect(await texts(one)).to.deep.equal(['Hello', 'n'])
    await one.stop()
    await dead.stop()
  })
})

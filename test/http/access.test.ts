import { expect } from 'chai'
import { isSecretOf, makeKey, parseKey } from '../../src/http/keys.js'
import { type Called, makeService, said } from './make-service.js'
import { exchange, portOf } from './raw-socket.js'

describe('a key', () => {
  it('is found by its id and proved by its secret', () => {
    const { key, id, hash } = makeKey()
    const parsed = parseKey(key)
    expect(parsed?.id).to.equal(id)
    const stored = { id, hash, workspace: 'w', name: 'n', scopes: [], createdAt: '', revokedAt: null }
    expect(isSecretOf(parsed?.secret ?? '', stored)).to.equal(true)
    expect(isSecretOf(`${parsed?.secret}x`, stored)).to.equal(false)
    expect(isSecretOf('', { ...stored, hash: '' })).to.equal(false)
    expect(hash).to.not.include(parsed?.secret)
  })

  it('is like no other', () => {
    const keys = new Set([...Array(1000)].map(() => makeKey().key))
    expect(keys.size).to.equal(1000)
    for (const key of keys) expect(parseKey(key), key).to.not.equal(null)
  })

  it('of another form is none', () => {
    const { key } = makeKey()
    for (const text of ['', 'cl_', key.slice(1), `${key} `, `${key}\n`, key.replaceAll('_', '-'), `${key}!`, `x${key}`])
      expect(parseKey(text), text).to.equal(null)
  })
})

describe('access with keys', () => {
  let place: Called
  beforeEach(async () => {
    place = await makeService({ auth: { keys: 'required' } })
  })
  afterEach(() => place.stop())

  it('is refused without one, with one sentence for wrong, unknown and revoked ones', async () => {
    const { call, as, addKey } = place
    const none = await call('GET', '/v1/chats')
    expect([none.status, none.body.code]).to.deep.equal([401, 'unauthorized'])
    expect(none.headers['www-authenticate']).to.match(/^Bearer /)
    const key = await addKey(['admin'])
    const { id } = parseKey(key) ?? { id: '' }
    const wrong = await as(`${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`)('GET', '/v1/chats')
    const unknown = await as(makeKey().key)('GET', '/v1/chats')
    await place.store.service.revokeKey('default', id, place.clock.now())
    const revoked = await as(key)('GET', '/v1/chats')
    for (const { status, body } of [wrong, unknown, revoked])
      expect([status, body.code, body.detail]).to.deep.equal([
        401,
        'unauthorized',
        'This key is not known or was revoked',
      ])
    for (const header of ['', 'Basic b2xnYTpv', `Bearer`, `Bearer ${key} ${key}`, `Token ${key}`])
      expect((await call('GET', '/v1/chats', undefined, { authorization: header })).status, header).to.equal(401)
  })

  it('ends at the very next request when the key is revoked', async () => {
    const admin = place.as(await place.addKey(['admin']))
    const { body } = await admin('POST', '/v1/keys', { name: 'bot', scopes: ['agent'] })
    const bot = place.as(body.key)
    expect((await bot('GET', '/v1/chats')).status).to.equal(200)
    expect((await admin('DELETE', `/v1/keys/${body.id}`)).status).to.equal(204)
    expect((await bot('GET', '/v1/chats')).status).to.equal(401)
    expect((await admin('DELETE', `/v1/keys/${body.id}`)).body.code).to.equal('not-found')
  })

  it('is what the scope says', async () => {
    const as = async (scope: 'admin' | 'agent' | 'ingest') => place.as(await place.addKey([scope]))
    const [admin, agent, ingest] = [await as('admin'), await as('agent'), await as('ingest')]
    const calls = [
      ['POST', '/v1/messages', said('m1')],
      ['GET', '/v1/chats', undefined],
      ['POST', '/v1/chats/1/notes', { agent: 'olga', text: 'note' }],
      ['GET', '/v1/keys', undefined],
    ] as const
    const statuses = async (call: Called['call']) => {
      const all = []
      for (const [method, url, body] of calls) all.push((await call(method, url, body)).status)
      return all
    }
    expect(await statuses(ingest)).to.deep.equal([201, 403, 403, 403])
    expect(await statuses(agent)).to.deep.equal([403, 200, 201, 403])
    expect(await statuses(admin)).to.deep.equal([200, 200, 201, 200])
    expect((await ingest('GET', '/v1/chats')).body.code).to.equal('forbidden')
  })

  it('is bound to the workspace', async () => {
    const [one, other] = [
      place.as(await place.addKey(['admin'], 'one')),
      place.as(await place.addKey(['admin'], 'other')),
    ]
    await one('POST', '/v1/messages', said('m1', 'A secret'))
    expect((await one('GET', '/v1/chats')).body.items).to.have.length(1)
    for (const url of ['/v1/chats/1', '/v1/chats/1/messages', '/v1/messages/m1/explain']) {
      const { status, text } = await other('GET', url)
      expect([status, text.includes('secret')], url).to.deep.equal([404, false])
    }
    expect((await other('GET', '/v1/chats')).body.items).to.deep.equal([])
    expect((await other('POST', '/v1/chats/1/notes', { agent: 'o', text: 'x' })).status).to.equal(404)
    const { body } = await one('GET', '/v1/keys')
    expect((await other('DELETE', `/v1/keys/${body.items[0].id}`)).status).to.equal(404)
    expect(
      (await other('GET', '/v1/keys')).body.items.map((key: { workspace: string }) => key.workspace),
    ).to.deep.equal(['other'])
  })

  it('to a workspace that isn’t there is 404', async () => {
    const lost = place.as(await place.addKey(['admin'], 'nowhere'))
    expect((await lost('GET', '/v1/chats')).body.code).to.equal('not-found')
  })

  it('shows a key once and never its hash', async () => {
    const admin = place.as(await place.addKey(['admin']))
    const made = await admin('POST', '/v1/keys', { name: 'bot', scopes: ['agent', 'agent'] })
    expect(made.body.scopes).to.deep.equal(['agent'])
    expect(made.headers['cache-control']).to.equal('no-store')
    const { text } = await admin('GET', '/v1/keys')
    expect(text).to.include(made.body.id)
    expect(text).to.not.include(made.body.key.split('_')[2])
    expect(text).to.not.include('hash')
    const wrong = await admin('POST', '/v1/keys', { name: '', scopes: [] })
    expect(wrong.body.errors.map((one: { pointer: string }) => one.pointer).sort()).to.deep.equal(['/name', '/scopes'])
    expect((await admin('POST', '/v1/keys', { name: 'x', scopes: ['root'] })).body.pointer).to.equal('/scopes/0')
  })
})

describe('access without keys', () => {
  let place: Called
  afterEach(() => place.stop())

  it('is this machine’s, until the first key is made, and stays closed when it is revoked', async () => {
    place = await makeService()
    const { call } = place
    expect((await call('GET', '/v1/chats')).status).to.equal(200)
    const { body } = await call('POST', '/v1/keys', { name: 'first', scopes: ['admin'] })
    expect((await call('GET', '/v1/chats')).status).to.equal(401)
    expect((await place.as(body.key)('DELETE', `/v1/keys/${body.id}`)).status).to.equal(204)
    expect((await call('GET', '/v1/chats')).status).to.equal(401)
  })

  it('isn’t given up for a key that can make no others: the first one is an admin’s', async () => {
    place = await makeService()
    const { call } = place
    const refused = await call('POST', '/v1/keys', { name: 'console', scopes: ['agent', 'ingest'] })
    expect([refused.status, refused.body.code, refused.body.pointer]).to.deep.equal([409, 'conflict', '/scopes'])
    expect((await call('GET', '/v1/keys')).body.items).to.deep.equal([])
    const { body } = await call('POST', '/v1/keys', { name: 'root', scopes: ['admin'] })
    const second = await place.as(body.key)('POST', '/v1/keys', { name: 'console', scopes: ['agent'] })
    expect(second.status).to.equal(201)
  })

  it('may be asked for by option, and a key that is sent is looked at all the same', async () => {
    place = await makeService({ auth: { keys: 'none' } })
    await place.addKey(['admin'])
    expect((await place.call('GET', '/v1/chats')).status).to.equal(200)
    expect((await place.as(makeKey().key)('GET', '/v1/chats')).status).to.equal(401)
    expect((await place.as(await place.addKey(['ingest']))('GET', '/v1/chats')).status).to.equal(403)
  })

  it('is refused to other machines, whatever the headers say', async () => {
    place = await makeService({ trustProxy: true })
    for (const remoteAddress of ['10.0.0.7', '::ffff:10.0.0.7', '2001:db8::1', '127.0.0.1.evil', '']) {
      const { statusCode } = await place.app.inject({
        url: '/v1/chats',
        remoteAddress,
        headers: { host: 'localhost', 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1' },
      })
      expect(statusCode, remoteAddress).to.equal(401)
    }
    for (const remoteAddress of ['127.0.0.1', '::1', '::ffff:127.0.0.1', '127.8.9.1']) {
      const { statusCode } = await place.app.inject({ url: '/v1/chats', remoteAddress, headers: { host: 'localhost' } })
      expect(statusCode, remoteAddress).to.equal(200)
    }
  })

  it('is refused to what came through a proxy on this machine', async () => {
    place = await makeService()
    for (const name of ['x-forwarded-for', 'forwarded'])
      expect((await place.call('GET', '/v1/chats', undefined, { [name]: '127.0.0.1' })).status, name).to.equal(401)
  })

  it('is refused to names that were bent to this machine, and to foreign pages', async () => {
    place = await makeService()
    const get = (headers: { [name: string]: string }) => place.call('GET', '/v1/chats', undefined, headers)
    for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io', '10.0.0.1'])
      expect((await get({ host })).status, host).to.equal(401)
    for (const host of ['localhost', 'localhost:3000', '127.0.0.1:3000', '[::1]:3000'])
      expect((await get({ host })).status, host).to.equal(200)
    for (const origin of ['https://evil.example', 'null', 'file://', 'https://localhost.evil.example'])
      expect((await get({ origin })).status, origin).to.equal(401)
    expect((await get({ origin: 'http://localhost:5173' })).status).to.equal(200)
    expect((await get({ 'sec-fetch-site': 'cross-site' })).status).to.equal(401)
    expect((await get({ 'sec-fetch-site': 'same-origin' })).status).to.equal(200)
  })

  it('takes pages of an origin that was named', async () => {
    place = await makeService({ cors: { origins: ['https://desk.example'] } })
    const get = (origin: string) => place.call('GET', '/v1/chats', undefined, { origin })
    const friend = await get('https://desk.example')
    expect([friend.status, friend.headers['access-control-allow-origin']]).to.deep.equal([200, 'https://desk.example'])
    const foreign = await get('https://evil.example')
    expect([foreign.status, foreign.headers['access-control-allow-origin']]).to.deep.equal([401, undefined])
  })

  it('over a real socket is judged by the socket', async () => {
    place = await makeService()
    const port = await portOf(place.app)
    const answer = await exchange(port, [
      'GET /v1/chats HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n',
    ])
    expect(answer).to.match(/^HTTP\/1\.1 401 /)
  })
})

describe('pages of other origins', () => {
  it('may not call, unless their origin was named', async () => {
    const closed = await makeService()
    const asked = { origin: 'https://desk.example', 'access-control-request-method': 'POST' }
    const no = await closed.call('OPTIONS', '/v1/messages', undefined, asked)
    expect([no.status, no.headers['access-control-allow-origin']]).to.deep.equal([405, undefined])
    await closed.stop()
    const open = await makeService({ cors: { origins: ['https://desk.example'] } })
    const yes = await open.call('OPTIONS', '/v1/messages', undefined, asked)
    expect([yes.status, yes.headers['access-control-allow-origin']]).to.deep.equal([204, 'https://desk.example'])
    const other = await open.call('OPTIONS', '/v1/messages', undefined, { ...asked, origin: 'https://evil.example' })
    expect(other.headers['access-control-allow-origin']).to.equal(undefined)
    await open.stop()
  })

  it('may all call where `*` was named, with a key', async () => {
    const place = await makeService({ cors: { origins: ['*'] } })
    const headers = { origin: 'https://any.example' }
    const stranger = await place.call('GET', '/v1/chats', undefined, headers)
    expect([stranger.status, stranger.headers['access-control-allow-origin']]).to.deep.equal([401, '*'])
    const agent = place.as(await place.addKey(['agent']))
    expect((await agent('GET', '/v1/chats', undefined, headers)).status).to.equal(200)
    await place.stop()
  })

  it('get headers that keep browsers careful', async () => {
    const place = await makeService()
    const { headers } = await place.call('GET', '/v1/chats')
    expect(headers['x-content-type-options']).to.equal('nosniff')
    expect(headers['content-security-policy']).to.include("default-src 'none'")
    expect(headers['x-powered-by']).to.equal(undefined)
    const page = await place.call('GET', '/docs/')
    expect(page.status).to.equal(200)
    expect(page.headers['content-security-policy']).to.include("script-src 'self'").and.not.include('unsafe-eval')
    await place.stop()
  })
})

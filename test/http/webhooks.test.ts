import { createHmac } from 'node:crypto'
import { expect } from 'chai'
import { verifySignature } from '../../src/desk/signature.js'
import { manualClock } from '../../src/testing/manual-clock.js'
import { idsOf, type Receiver, receiver, typesOf } from '../desk/receiver.js'
import { until } from '../desk/until.js'
import { keyFor, liveNode, message, type NodeOptions, type NodePlace } from './live-place.js'

describe('webhooks over HTTP', () => {
  let hook: Receiver
  const nodes: NodePlace[] = []
  beforeEach(async () => {
    hook = await receiver()
  })
  afterEach(async () => {
    await Promise.all(nodes.splice(0).map((one) => one.stop()))
    await hook.close()
  })
  async function node(options: NodeOptions = {}): Promise<NodePlace> {
    const made = await liveNode(options)
    nodes.push(made)
    return made
  }
  async function added(place: NodePlace, more: object = {}) {
    const { status, body } = await place.call('POST', '/v1/webhooks', { url: hook.url, ...more })
    expect(status).to.equal(201)
    return body
  }

  it('are told what happens from then on, signed so that anybody with the secret can check it', async () => {
    const place = await node()
    await place.call('POST', '/v1/messages', message('before'))
    const { id, secret } = await added(place)
    expect(secret).to.match(/^whsec_[\w-]{43}$/)
    await place.call('POST', '/v1/messages', message('anna', 'Привет 🙂'))
    await until(() => hook.calls.length === 2)
    expect(typesOf(hook)).to.deep.equal(['chat.started', 'message.received'])
    for (const { headers, body } of hook.calls) {
      const header = String(headers['x-caseline-signature'])
      const [, time, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header) ?? []
      expect(signature).to.equal(createHmac('sha256', secret).update(`${time}.${body}`).digest('hex'))
      expect(Math.abs(Date.now() / 1000 - Number(time))).to.be.below(10)
      expect(await verifySignature(body, header, secret)).to.equal(true)
      expect(Object.keys(JSON.parse(body))).to.deep.equal(['id', 'type', 'workspace', 'at', 'chat', 'channel', 'event'])
    }
    // The secret is shown once.
    const shown = [await place.call('GET', '/v1/webhooks'), await place.call('GET', `/v1/webhooks/${id}`)]
    expect(JSON.stringify(shown.map(({ body }) => body))).not.to.contain(secret)
    expect(shown[1]?.body).to.deep.include({
      id,
      url: hook.url,
      types: null,
      channels: null,
      isPaused: false,
      attempts: 0,
    })
  })

  it('are made once for one Idempotency-Key, whose answer comes again without the secret', async () => {
    const place = await node()
    const headers = { 'idempotency-key': 'make-it' }
    const make = () => place.call('POST', '/v1/webhooks', { url: hook.url }, headers)
    const [first, again] = [await make(), await make()]
    expect([again.status, again.body]).to.deep.equal([201, { ...first.body, secret: null }])
    expect((await place.call('GET', '/v1/webhooks')).body.items).to.have.length(1)
  })

  it('can be filtered, paused, sent elsewhere, given a new secret, and taken away', async () => {
    const place = await node()
    const { id, secret } = await added(place, { types: ['chat.started'] })
    const path = `/v1/webhooks/${id}`
    await place.call('POST', '/v1/messages', message('a'))
    await until(() => hook.calls.length === 1)

    const rotated = await place.call('PATCH', path, { rotateSecret: true, types: null })
    expect(rotated.body.secret)
      .to.match(/^whsec_/)
      .and.not.equal(secret)
    expect((await place.call('PATCH', path, { types: null })).body.secret).to.equal(null)
    await place.call('POST', '/v1/messages', message('b'))
    await until(() => hook.calls.length === 3)
    const last = hook.calls[2]
    expect(
      await verifySignature(last?.body ?? '', String(last?.headers['x-caseline-signature']), rotated.body.secret),
    ).to.equal(true)

    const other = await receiver()
    await place.call('PATCH', path, { isPaused: true })
    await place.call('POST', '/v1/messages', message('c'))
    await place.call('PATCH', path, { url: other.url, isPaused: false })
    await until(() => other.calls.length === 2)
    expect(hook.calls).to.have.length(3)

    expect((await place.call('DELETE', path)).status).to.equal(204)
    expect((await place.call('DELETE', path)).status).to.equal(404)
    expect((await place.call('GET', path)).body.code).to.equal('not-found')
    await place.call('POST', '/v1/messages', message('d'))
    await other.close()
    expect(other.calls).to.have.length(2)
  })

  it('are told again since a moment, with the ids of before', async () => {
    const place = await node()
    const from = new Date().toISOString()
    const { id } = await added(place)
    for (const customer of ['a', 'b']) await place.call('POST', '/v1/messages', message(customer))
    await until(() => hook.calls.length === 4)
    expect((await place.call('POST', `/v1/webhooks/${id}/replay`, { from })).status).to.equal(200)
    await until(() => hook.calls.length === 8)
    expect(idsOf(hook).slice(4)).to.deep.equal(idsOf(hook).slice(0, 4))
    await place.call('POST', '/v1/messages', message('c'))
    await until(() => hook.calls.length === 10)
    for (const wrong of ['yesterday', '2026-03-02', '', '2026-13-45T00:00:00Z']) {
      const { status, body } = await place.call('POST', `/v1/webhooks/${id}/replay`, { from: wrong })
      expect([status, body.code, body.pointer]).to.deep.equal([400, 'invalid', '/from'])
    }
  })

  it('show what was given up; it can be sent again or forgotten', async () => {
    hook.answers.push(404, { status: 302, headers: { location: 'http://127.0.0.1:1/' } })
    const place = await node()
    const { id } = await added(place)
    await place.call('POST', '/v1/messages', message('a'))
    const path = `/v1/webhooks/${id}/dead-letters`
    const listed = async () => (await place.call('GET', path)).body.items
    await until(async () => (await listed()).length === 2)
    const [first, second] = await listed()
    expect([first.error, second.error]).to.deep.equal(['HTTP 404', 'HTTP 302'])
    expect(first.body).to.deep.equal(JSON.parse(hook.calls[0]?.body ?? ''))

    hook.answers.push(500)
    const failed = await place.call('POST', `${path}/${first.event}/resend`)
    expect(failed.body).to.deep.equal({ isDelivered: false, status: 500, error: 'HTTP 500' })
    const taken = await place.call('POST', `${path}/${first.event}/resend`)
    expect(taken.body).to.deep.equal({ isDelivered: true, status: 204, error: null })
    expect(hook.calls.at(-1)?.body).to.equal(hook.calls[0]?.body)
    expect(hook.calls.at(-1)?.headers['idempotency-key']).to.equal(first.event)
    expect(await listed()).to.have.length(1)

    expect((await place.call('DELETE', `${path}/${second.event}`)).status).to.equal(204)
    expect(await listed()).to.deep.equal([])
    for (const [method, suffix] of [
      ['POST', `/${second.event}/resend`],
      ['DELETE', `/${second.event}`],
      ['DELETE', '/..%2f..%2fetc'],
    ] as const)
      expect((await place.call(method, `${path}${suffix}`)).body.code).to.equal('not-found')
    expect((await place.call('GET', '/v1/webhooks/wh_none/dead-letters')).status).to.equal(404)
  })

  it('can be tried with a ping', async () => {
    const place = await node()
    const { id } = await added(place)
    expect((await place.call('POST', `/v1/webhooks/${id}/test`)).body).to.deep.equal({
      isDelivered: true,
      status: 204,
      error: null,
    })
    expect(JSON.parse(hook.calls[0]?.body ?? '')).to.deep.include({ type: 'ping', workspace: 'default' })
    hook.answers.push((response) => response.destroy())
    const { body } = await place.call('POST', `/v1/webhooks/${id}/test`)
    expect(body).to.deep.include({ isDelivered: false, status: null })
    expect(body.error).to.match(/hang up|ECONNRESET/)
  })

  it('tell how it goes while the other side fails', async () => {
    const clock = manualClock('2026-03-02T12:00:00.000Z')
    hook.answers.push({ status: 429, headers: { 'retry-after': '30' } })
    const place = await node({ clock })
    const { id } = await added(place)
    await place.call('POST', '/v1/messages', message('a'))
    const look = async () => (await place.call('GET', `/v1/webhooks/${id}`)).body
    await until(async () => (await look()).attempts === 1)
    expect(await look()).to.deep.include({ nextAttemptAt: '2026-03-02T12:00:30.000Z', lastError: 'HTTP 429' })
    await until(() => {
      clock.advance('PT1S')
      return hook.calls.length === 3
    })
  })

  it('go on after the service was closed and opened again on the same store', async () => {
    const first = await node()
    await added(first)
    await first.call('POST', '/v1/messages', message('a'))
    await until(() => hook.calls.length === 2)
    await first.stop()
    const gone = await liveNode({ store: first.store, desks: { hasWorker: false } })
    await gone.call('POST', '/v1/messages', message('b'))
    await gone.stop()
    expect(hook.calls).to.have.length(2)
    const again = await node({ store: first.store })
    // A desk is made when its workspace is first asked for.
    await again.desks.get('default')
    await until(() => hook.calls.length === 4)
    expect(new Set(idsOf(hook))).to.have.length(4)
  })

  for (const [name, url, why] of [
    ['a private address', 'http://10.0.0.1/', /not a public address/],
    ['loopback', 'http://127.0.0.1:9/', /not a public address/],
    ['loopback by name', 'http://localhost:9/', /not a public address/],
    ['loopback in other clothes', 'http://2130706433/', /not a public address/],
    ['IPv6 loopback', 'http://[::1]/', /not a public address/],
    ['the cloud’s metadata', 'http://169.254.169.254/latest/meta-data', /not a public address/],
    ['a file', 'file:///etc/passwd', /not http or https/],
    ['another protocol', 'gopher://example.com/', /not http or https/],
    ['a password', 'https://user:secret@example.com/', /user name and password/],
    ['a fragment', 'https://example.com/#top', /fragment/],
    ['no address', 'crm', /not a web address/],
    ['nothing', '', /not a web address/],
  ] as const) {
    it(`are refused ${name} at once`, async () => {
      const place = await node({ webhooks: {} })
      const { status, body } = await place.call('POST', '/v1/webhooks', { url })
      expect([status, body.code, body.pointer]).to.deep.equal([400, 'invalid', '/url'])
      expect(body.detail).to.match(why).and.not.contain('secret')
      expect((await place.call('GET', '/v1/webhooks')).body.items).to.deep.equal([])
    })
  }

  it('are refused names that lead inside or nowhere, by the answer of the moment', async () => {
    const names: { readonly [host: string]: readonly string[] } = {
      'inside.example': ['192.168.1.5'],
      'both.example': ['93.184.216.34', '10.0.0.1'],
      'fine.example': ['93.184.216.34'],
    }
    const resolve = async (host: string) => {
      const found = names[host]
      if (found === undefined) throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' })
      return found.map((address) => ({ address, family: 4 }))
    }
    const place = await node({ webhooks: { resolve } })
    const add = async (host: string) => (await place.call('POST', '/v1/webhooks', { url: `https://${host}/` })).status
    expect(await add('fine.example')).to.equal(201)
    for (const host of ['inside.example', 'both.example', 'nowhere.example']) expect(await add(host)).to.equal(400)
    const { items } = (await place.call('GET', '/v1/webhooks')).body
    const patched = await place.call('PATCH', `/v1/webhooks/${items[0].id}`, { url: 'https://inside.example/' })
    expect([patched.status, patched.body.pointer]).to.deep.equal([400, '/url'])
  })

  it('are refused what they can’t be', async () => {
    const place = await node()
    for (const body of [
      {},
      { url: 5 },
      { url: `https://example.com/${'x'.repeat(2_000)}` },
      { url: hook.url, types: ['chat.exploded'] },
      { url: hook.url, types: 'chat.started' },
      { url: hook.url, channels: [5] },
      { url: hook.url, secret: 'mine' },
    ]) {
      const answer = await place.call('POST', '/v1/webhooks', body)
      expect([answer.status, answer.body.code], JSON.stringify(body).slice(0, 80)).to.deep.equal([400, 'invalid'])
    }
    const { id } = await added(place)
    expect((await place.call('PATCH', `/v1/webhooks/${id}`, { rotateSecret: false })).status).to.equal(400)
    expect((await place.call('PATCH', '/v1/webhooks/wh_none', { isPaused: true })).status).to.equal(404)
    expect((await place.call('POST', '/v1/webhooks/wh_none/test')).status).to.equal(404)
  })

  it('are at most a hundred', async () => {
    const place = await node()
    for (let count = 0; count < 100; count += 1) await added(place)
    const { status, body } = await place.call('POST', '/v1/webhooks', { url: hook.url })
    expect([status, body.code]).to.deep.equal([413, 'too-large'])
  })

  it('are for admins, and nobody sees another workspace’s', async () => {
    const place = await node()
    const [ours, theirs] = [await keyFor(place.store, ['admin']), await keyFor(place.store, ['admin'], 'other')]
    const agent = await keyFor(place.store, ['agent', 'ingest'])
    const { body } = await place.call('POST', '/v1/webhooks', { url: hook.url }, ours.headers)
    for (const [method, suffix, sent] of [
      ['GET', '', undefined],
      ['PATCH', '', { isPaused: true }],
      ['DELETE', '', undefined],
      ['POST', '/test', undefined],
      ['POST', '/replay', { from: '2026-03-02T12:00:00Z' }],
      ['GET', '/dead-letters', undefined],
    ] as const) {
      const path = `/v1/webhooks/${body.id}${suffix}`
      expect((await place.call(method, path, sent, theirs.headers)).status, `${method} ${suffix}`).to.equal(404)
      expect((await place.call(method, path, sent, agent.headers)).status, `${method} ${suffix}`).to.equal(403)
    }
    await place.call('POST', '/v1/messages', message('x'), theirs.headers)
    await place.call('POST', '/v1/messages', message('y'), ours.headers)
    await until(() => hook.calls.length === 2)
    expect(hook.calls.every((call) => JSON.parse(call.body).workspace === 'default')).to.equal(true)
  })
})

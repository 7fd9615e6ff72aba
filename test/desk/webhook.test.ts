import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import type { Webhook } from '../../src/core/rules/rule-set.js'
import type { DeskOptions } from '../../src/desk/options.js'
import { deskWith } from './make-desk.js'

interface Got {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

describe('a webhook', () => {
  const got: Got[] = []
  let answers: { readonly status: number; readonly headers?: { readonly [name: string]: string } }[] = []
  let server: Server
  let url = ''

  before((done) => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        got.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') })
        const { status, headers } = answers.shift() ?? { status: 204 }
        response.writeHead(status, headers)
        response.end()
      })
    }).listen(0, '127.0.0.1', () => {
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
      done()
    })
  })
  after((done) => {
    server.close(done)
  })
  beforeEach(() => {
    got.length = 0
    answers = []
  })

  async function rung(action: Partial<Webhook> = {}, options: Partial<DeskOptions> = {}) {
    const place = await deskWith([{ id: 'hook', on: 'message.received', then: [{ do: 'webhook', url, ...action }] }], {
      webhooks: { allowPrivateAddresses: true },
      secrets: { crm: 's3cret' },
      ...options,
    })
    const { effects } = await place.desk.receive({
      channel: 'tg',
      customer: { id: 'anna' },
      id: 'm1',
      text: 'Привет {{ 7 }}',
    })
    const deliver = async () => (await place.desk.runDue()).deliveries[0]
    return { ...place, deliver, effect: effects[0] }
  }

  it('brings event, chat, customer and message as JSON, unless the rule says what', async () => {
    const { deliver, effect } = await rung()
    expect((await deliver())?.result).to.deep.equal({ ok: true })
    const body = JSON.parse(got[0]?.body ?? '')
    expect(Object.keys(body).sort()).to.deep.equal(['chat', 'customer', 'event', 'message'])
    expect([body.chat.number, body.customer.id, body.event.type, body.message.text]).to.deep.equal([
      1,
      'anna',
      'message.received',
      'Привет {{ 7 }}',
    ])
    expect(got[0]?.headers).to.include({ 'content-type': 'application/json', 'idempotency-key': effect?.id })
    expect(got[0]?.headers).not.to.have.property('x-caseline-signature')
  })

  it('is signed with the secret that the rule names', async () => {
    const { deliver, clock } = await rung({
      secret: 'crm',
      body: { text: '{{ message.text }}', list: [1, '{{ chat.number }}'] },
    })
    await deliver()
    const [call] = got
    expect(JSON.parse(call?.body ?? '')).to.deep.equal({ text: 'Привет {{ 7 }}', list: [1, '1'] })
    const seconds = Date.parse(clock.now()) / 1000
    const expected = createHmac('sha256', 's3cret').update(`${seconds}.${call?.body}`, 'utf8').digest('hex')
    expect(call?.headers['x-caseline-signature']).to.equal(`t=${seconds},v1=${expected}`)
  })

  it('is tried again after 500 with the same id, and is done after success', async () => {
    answers = [{ status: 500 }, { status: 200 }]
    const { deliver, clock } = await rung()
    expect(await deliver()).to.deep.include({
      result: { ok: false, class: 'temporary', detail: 'HTTP 500' },
      retryAt: '2026-03-02T12:00:01.000Z',
    })
    clock.advance('PT1S')
    expect((await deliver())?.result).to.deep.equal({ ok: true })
    expect(await deliver()).to.equal(undefined)
    expect(got).to.have.length(2)
    expect(got[0]?.headers['idempotency-key']).to.equal(got[1]?.headers['idempotency-key'])
  })

  it('waits as long as 429 asks', async () => {
    answers = [{ status: 429, headers: { 'retry-after': '120' } }]
    const { deliver } = await rung()
    expect((await deliver())?.retryAt).to.equal('2026-03-02T12:02:00.000Z')
  })

  it('is given up after 4xx and after a redirect, which it doesn’t follow', async () => {
    for (const answer of [{ status: 404 }, { status: 302, headers: { location: `${url}/elsewhere` } }]) {
      answers = [answer]
      const { deliver } = await rung()
      expect(await deliver()).to.deep.include({
        result: { ok: false, class: 'permanent', detail: `HTTP ${answer.status}` },
        retryAt: null,
      })
    }
    expect(got).to.have.length(2)
  })

  it('is temporary trouble when nobody listens', async () => {
    const { deliver } = await rung({ url: 'http://127.0.0.1:1/' })
    expect((await deliver())?.result).to.deep.include({ ok: false, class: 'temporary' })
  })

  it('that hangs is cut off', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1')
    await new Promise((resolve) => silent.once('listening', resolve))
    const { deliver } = await rung(
      { url: `http://127.0.0.1:${(silent.address() as AddressInfo).port}/` },
      { webhooks: { allowPrivateAddresses: true, timeoutMs: 50 } },
    )
    expect((await deliver())?.result).to.deep.include({ ok: false, class: 'temporary' })
    silent.closeAllConnections()
    await new Promise((resolve) => silent.close(resolve))
  })

  const PRIVATE = [
    '127.0.0.1',
    'localhost',
    '[::1]',
    '10.1.2.3',
    '169.254.169.254',
    '192.168.0.1',
    '0.0.0.0',
    '[::ffff:127.0.0.1]',
    '[fe80::1]',
    '[fd00::1]',
    '2130706433',
    '0x7f.1',
    '127.1',
  ]
  for (const host of PRIVATE) {
    it(`is refused a private address without leave: ${host}`, async () => {
      const port = new URL(url).port
      const { deliver } = await rung({ url: `http://${host}:${port}/` }, { webhooks: {} })
      const run = await deliver()
      expect(run?.result).to.deep.include({ ok: false, class: 'permanent' })
      expect(run?.retryAt).to.equal(null)
      expect(got).to.deep.equal([])
    })
  }
})

import { expect } from 'chai'
import { httpPort } from '../../../src/channels/shared/http-port.js'
import type { SkypeAccount } from '../../../src/channels/skype/account.js'
import { adapter } from '../../../src/channels/skype/adapter.js'
import { openIdKeys } from '../../../src/channels/skype/key-port.js'
import type { HttpPort, HttpRequest, RawDelivery, ReceiveResult } from '../../../src/ports/channel-adapter.js'
import {
  type KeyId,
  SKYPE_NOW,
  type SkypeStandIn,
  skypeCall,
  skypeMessage,
  startSkype,
  type TokenOptions,
} from '../stand-ins/skype.js'

const HOUR = 3_600_000

describe('Bot Framework tokens', () => {
  let standIn: SkypeStandIn
  let account: SkypeAccount
  let time: number
  let asked: HttpRequest[]
  let isDown: boolean
  let receive: (delivery: RawDelivery) => Promise<ReceiveResult>

  const call = (options: TokenOptions = {}, more: object = {}): RawDelivery =>
    skypeCall(standIn.url, skypeMessage(standIn.url, { id: '1', text: 'hi', more }), { now: time, ...options })
  const signedBy = (kid: KeyId): RawDelivery => call({ kid, signedBy: kid })

  beforeEach(async () => {
    standIn = await startSkype()
    const read = adapter.accountOf(standIn.account)
    if ('faults' in read) throw new Error(JSON.stringify(read.faults))
    account = read.account
    time = SKYPE_NOW
    asked = []
    isDown = false
    const real = httpPort()
    const http: HttpPort = {
      fetch: async (request) => {
        asked.push(request)
        if (isDown) throw new Error('down')
        return real.fetch(request)
      },
    }
    const keys = openIdKeys(http, () => time)
    receive = (delivery) => adapter.receive(delivery, account, { now: () => time, keys })
  })
  afterEach(() => standIn.close())

  it('keys are fetched once for a day, also when many calls come at once', async () => {
    const results = await Promise.all(Array.from({ length: 10 }, () => receive(call())))
    expect(results.map((one) => one.verdict)).to.deep.equal(Array(10).fill('accept'))
    time += 23 * HOUR
    expect((await receive(call())).verdict).to.equal('accept')
    expect(asked).to.have.length(2)
    time += 2 * HOUR
    await receive(call())
    expect(asked).to.have.length(4)
  })

  it('a new key is found when it is first used, an hour after the last fetch at the soonest', async () => {
    await receive(call())
    standIn.publish('key-1', 'key-2')
    time += HOUR - 1
    expect((await receive(signedBy('key-2'))).verdict).to.equal('reject')
    time += 1
    expect((await receive(signedBy('key-2'))).verdict).to.equal('accept')
  })

  it('made-up key ids make nobody ask without end', async () => {
    await receive(call())
    for (let n = 0; n < 50; n++) expect((await receive(call({ kid: `made-up-${n}` }))).verdict).to.equal('reject')
    expect(asked).to.have.length(2)
  })

  it('a key that is no longer published isn’t taken once the day is over', async () => {
    await receive(call())
    standIn.publish('key-2')
    time += 24 * HOUR
    expect((await receive(call())).verdict).to.equal('reject')
    expect((await receive(signedBy('key-2'))).verdict).to.equal('accept')
  })

  it('while keys can’t be had nothing is taken and the connector is asked to come again; yesterday’s last two days', async () => {
    isDown = true
    const { verdict, response } = await receive(call())
    expect([verdict, response.status]).to.deep.equal(['reject', 503])
    isDown = false
    time += 60_000
    expect((await receive(call())).verdict).to.equal('accept')
    isDown = true
    time += 40 * HOUR
    expect((await receive(call())).verdict).to.equal('accept')
    time += 10 * HOUR
    expect((await receive(call())).response.status).to.equal(503)
  })

  it('without a port for keys nothing is taken', async () => {
    expect((await adapter.receive(call(), account, { now: () => time })).response.status).to.equal(503)
  })

  it('clocks may differ by five minutes', async () => {
    const at = (seconds: number): number => SKYPE_NOW / 1000 + seconds
    expect((await receive(call({ claims: { exp: at(-295) } }))).verdict).to.equal('accept')
    expect((await receive(call({ claims: { exp: at(-305) } }))).verdict).to.equal('reject')
    expect((await receive(call({ claims: { nbf: at(295) } }))).verdict).to.equal('accept')
    expect((await receive(call({ claims: { nbf: at(305) } }))).verdict).to.equal('reject')
  })

  it('a slash at the end of serviceUrl makes no difference, another path or port does', async () => {
    for (const [claim, verdict] of [
      [`${standIn.url}/`, 'accept'],
      [standIn.url.toUpperCase().replace('HTTP:', 'http:'), 'accept'],
      [`${standIn.url}/other`, 'reject'],
      [`${standIn.url}?x=1`, 'reject'],
      [standIn.url.replace(/:\d+$/u, ':1'), 'reject'],
      [7, 'reject'],
    ])
      expect((await receive(call({ claims: { serviceurl: claim } }))).verdict, String(claim)).to.equal(verdict)
  })

  it('what the token does not speak for is forbidden, what is no token is not authorized', async () => {
    const statuses = [call({ claims: { serviceurl: 'https://evil.example' } }), call({ signedBy: 'key-2' })].map(
      receive,
    )
    expect((await Promise.all(statuses)).map((one) => one.response.status)).to.deep.equal([403, 401])
  })

  it('authentic and no JSON is a bad request', async () => {
    for (const text of ['', 'null', '{', '[1,', 'x'.repeat(2_000_000)]) {
      const { verdict, response } = await receive(skypeCall(standIn.url, Buffer.from(text)))
      expect([verdict, response.status], text.slice(0, 9)).to.deep.equal(['ignore', 400])
    }
  })

  it('an endorsed channel that the account does not take is left alone, and not repeated', async () => {
    account = { ...account, channels: ['msteams'] }
    const { verdict, response, events } = await receive(call())
    expect([verdict, response.status, events]).to.deep.equal(['ignore', 200, []])
  })

  it('an invoke is answered with what the card shows', async () => {
    const { response } = await receive(call({}, { type: 'invoke', name: 'adaptiveCard/action', value: {} }))
    expect(JSON.parse(response.body)).to.include({ statusCode: 200 })
    expect((await receive(call({}, { type: 'invoke', name: 'x' }))).response.body).to.equal('{}')
  })
})

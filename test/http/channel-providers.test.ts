import { expect } from 'chai'
import { channelHost } from '../../src/channels/host/channel-host.js'
import { channelPorts } from '../../src/cli/serve/channel-ports.js'
import { SLACK, startSlack } from '../channels/stand-ins/slack.js'
import { startTelegram, TELEGRAM, type TelegramStandIn } from '../channels/stand-ins/telegram.js'
import { type Called, makeService, type Reply } from './make-service.js'

const BASE = 'https://desk.example.com/'
const ADDRESS = 'https://desk.example.com/v1/channels/tg/webhook'

describe('what a provider is told and asked over HTTP', () => {
  let telegram: TelegramStandIn
  let place: Called
  const ends: (() => Promise<void>)[] = []

  /** A service with the channels of a configuration; every answer is without their secrets. */
  const serve = async (accounts: { readonly [id: string]: unknown }, publicUrl?: string) => {
    const channels = [
      ...Object.keys(accounts).map((id) => ({ id, kind: id === 'team' ? 'slack' : 'telegram' })),
      { id: 'own', kind: 'telegram' },
    ]
    place = await makeService({
      ...(publicUrl === undefined ? {} : { publicUrl }),
      desk: {
        channels,
        webhooks: { allowPrivateAddresses: true },
        connect: (beside) =>
          channelHost({
            ...beside,
            accounts: new Map(Object.entries(accounts)),
            ports: channelPorts({ allowPrivateAddresses: true }),
            env: {},
            onSkipped: () => {},
          }),
      },
    })
    ends.push(place.stop)
  }
  const call = async (method: string, url: string, body?: object): Promise<Reply> => {
    const reply = await place.call(method, url, body)
    for (const secret of [TELEGRAM.token, TELEGRAM.secretToken, SLACK.botToken]) expect(reply.text).not.contain(secret)
    return reply
  }

  beforeEach(async () => {
    telegram = await startTelegram()
    ends.push(telegram.close)
  })
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
  })

  it('the provider is told the service’s own address, and then nothing is wrong any more', async () => {
    await serve({ tg: telegram.account }, BASE)
    expect((await call('GET', '/v1/channels/tg')).body.webhookUrl).to.equal(ADDRESS)
    const before = await call('POST', '/v1/channels/tg/check')
    expect(JSON.stringify(before.body.findings)).to.contain('No webhook is set')
    const told = await call('POST', '/v1/channels/tg/set-webhook')
    expect([told.status, told.body.webhookUrl]).to.deep.equal([200, ADDRESS])
    expect(telegram.webhook()).to.include({ url: ADDRESS, secret_token: TELEGRAM.secretToken })
    const after = await call('POST', '/v1/channels/tg/check')
    const errors = after.body.findings.filter((one: { severity: string }) => one.severity === 'error')
    expect([after.body.isAsked, errors]).to.deep.equal([true, []])
  })

  it('check tells when the provider calls another address', async () => {
    await serve({ tg: telegram.account }, 'https://other.example.com')
    await call('POST', '/v1/channels/tg/set-webhook')
    await place.stop()
    await serve({ tg: telegram.account }, BASE)
    expect(JSON.stringify((await call('POST', '/v1/channels/tg/check')).body)).to.contain('another address')
  })

  it('an account that a call made is told of too, with its workspace in the address', async () => {
    await serve({}, BASE)
    const put = { kind: 'telegram', name: 'Sales', account: { ...telegram.account } }
    const admin = place.as(await place.addKey(['admin'], 'acme'))
    expect((await admin('PUT', '/v1/channels/tg', put)).body.webhookUrl).to.equal(`${ADDRESS}?workspace=acme`)
    expect((await admin('POST', '/v1/channels/tg/set-webhook')).status).to.equal(200)
    expect(telegram.webhook().url).to.equal(`${ADDRESS}?workspace=acme`)
  })

  it('says what to do by hand where nobody can be told', async () => {
    const slack = await startSlack()
    ends.push(slack.close)
    await serve({ team: slack.account }, BASE)
    const { status, body } = await call('POST', '/v1/channels/team/set-webhook')
    expect([status, body.code]).to.deep.equal([409, 'not-settable'])
    expect(body.detail)
      .to.contain('Event Subscriptions')
      .and.to.contain('https://desk.example.com/v1/channels/team/webhook')
    expect(slack.calls).to.deep.equal([])
  })

  it('says what is missing: its own address, an account, one that can be used', async () => {
    await serve({ tg: telegram.account, bad: { ...telegram.account, secretToken: 'no blanks, please' } })
    const told = async (id: string) => (await call('POST', `/v1/channels/${id}/set-webhook`)).body
    const nowhere = await told('tg')
    expect([nowhere.code, nowhere.detail.includes('server.publicUrl')]).to.deep.equal(['not-settable', true])
    expect((await told('own')).code).to.equal('not-settable')
    const bad = await told('bad')
    expect([bad.code, bad.errors[0].pointer]).to.deep.equal(['not-settable', '/account/secretToken'])
    expect((await told('none')).code).to.equal('not-found')
    const checked = await call('POST', '/v1/channels/bad/check')
    expect(checked.body).to.deep.include({ isAsked: false })
    expect(checked.body.findings[0]).to.include({ severity: 'error', pointer: '/secretToken' })
    expect(telegram.calls).to.deep.equal([])
  })

  it('passes on what the provider has against it; another try under the same Idempotency-Key is one', async () => {
    await serve({ tg: { ...telegram.account, token: '123456789:AAE-another_token_0123456789abcdef' } }, BASE)
    const again = () => place.call('POST', '/v1/channels/tg/set-webhook', undefined, { 'idempotency-key': 'k' })
    for (const reply of [await again(), await again()])
      expect([reply.status, reply.body.code]).to.deep.equal([422, 'provider-refused'])
    expect(telegram.calls).to.have.length(2)
    expect(telegram.webhook().url).to.equal('')
  })

  it('is an admin’s', async () => {
    await serve({ tg: telegram.account }, BASE)
    const agent = place.as(await place.addKey(['agent']))
    expect((await agent('POST', '/v1/channels/tg/set-webhook')).status).to.equal(403)
    expect(telegram.calls).to.deep.equal([])
  })
})

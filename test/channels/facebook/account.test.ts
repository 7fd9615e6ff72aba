import { expect } from 'chai'
import { accountOf, type FacebookAccount } from '../../../src/channels/facebook/account.js'
import { adapter } from '../../../src/channels/facebook/adapter.js'
import { httpPort } from '../../../src/channels/shared/http-port.js'
import { FACEBOOK, type FacebookStandIn, PSID, startFacebook } from '../stand-ins/facebook.js'

const HOOK = 'https://desk.example/v1/channels/fb/webhook'

describe('a Facebook account', () => {
  let facebook: FacebookStandIn
  beforeEach(async () => {
    facebook = await startFacebook()
  })
  afterEach(() => facebook.close())

  function accountWith(more: object = {}): FacebookAccount {
    const read = accountOf({ ...facebook.account, ...more })
    return 'account' in read ? read.account : expect.fail(JSON.stringify(read.faults))
  }
  const http = httpPort()
  const check = (more: object = {}) => adapter.check?.(accountWith(more), { http, webhookUrl: HOOK })

  it('has defaults for all but its ids and secrets', () => {
    const { pageId, appSecret, verifyToken, pageToken } = FACEBOOK
    expect(accountOf({ pageId, appSecret, verifyToken, pageToken })).to.deep.equal({
      account: {
        pageId,
        appSecret,
        verifyToken,
        pageToken,
        version: 'v26.0',
        humanAgent: false,
        appSecretProof: false,
        apiUrl: 'https://graph.facebook.com',
      },
    })
  })

  it('tells all its faults at once', () => {
    const read = accountOf({ pageId: 'my-page', version: '26', humanAgent: 'yes', pageTokn: 'x' })
    expect('faults' in read && read.faults.map(({ pointer }) => pointer)).to.have.members([
      '/pageId',
      '/version',
      '/humanAgent',
      '/pageTokn',
      '/appSecret',
      '/verifyToken',
      '/pageToken',
    ])
  })

  it('sets the webhook at the app and at the page, and then finds nothing wrong', async () => {
    expect(await check()).to.deep.equal([
      { severity: 'error', message: 'The page is not subscribed to the app: it sends nothing' },
      { severity: 'error', message: 'The app has no webhook for pages' },
    ])
    const set = await adapter.setWebhook?.(accountWith(), HOOK, { http })
    expect(set).to.deep.equal({ ok: true, detail: `Facebook calls the address for the page ${FACEBOOK.pageId}` })
    expect(facebook.subscription()?.callback_url).to.equal(HOOK)
    expect(facebook.subscription()?.fields).to.include.members(['messages', 'message_echoes', 'standby'])
    expect(await check()).to.deep.equal([])
  })

  it('finds another address, a token that fell, another page’s token and a missing app', async () => {
    await adapter.setWebhook?.(accountWith(), 'https://elsewhere.example/hook', { http })
    expect(await check()).to.deep.equal([
      { severity: 'error', message: 'The app calls another address than this desk’s' },
    ])
    expect(await check({ pageToken: 'EAAold' })).to.deep.equal([
      { severity: 'error', message: 'The page’s token no longer works (error 190/463)' },
    ])
    expect((await check({ pageId: '1' }))?.[0]?.message).to.match(/another page/)
    const { appId: _, ...others } = facebook.account
    const read = accountOf(others)
    const found = 'account' in read ? await adapter.check?.(read.account, { http, webhookUrl: HOOK }) : []
    expect(found?.map(({ severity }) => severity)).to.deep.equal(['warning'])
    const set = 'account' in read ? await adapter.setWebhook?.(read.account, HOOK, { http }) : undefined
    expect(set).to.deep.equal({ ok: false, detail: 'The account needs appId: the webhook belongs to the app' })
  })

  it('asks for a customer’s name; where it is refused, there is none', async () => {
    expect(await adapter.describeCustomer?.(PSID, accountWith(), { http })).to.deep.equal({ name: 'Анна Petrova' })
    facebook.profiles.set('77', { last_name: 'Only' })
    expect(await adapter.describeCustomer?.('77', accountWith(), { http })).to.deep.equal({ name: 'Only' })
    for (const id of ['78', '../me', ''])
      expect(await adapter.describeCustomer?.(id, accountWith(), { http })).to.equal(null)
    expect(facebook.calls.every(({ path }) => /^\/v26\.0\/\d+$/u.test(path))).to.equal(true)
  })
})

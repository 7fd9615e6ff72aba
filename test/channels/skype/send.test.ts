import { expect } from 'chai'
import { httpPort } from '../../../src/channels/shared/http-port.js'
import type { SkypeAccount } from '../../../src/channels/skype/account.js'
import { adapter } from '../../../src/channels/skype/adapter.js'
import { tokenPort } from '../../../src/channels/skype/token-port.js'
import type { OutgoingMessage, SendPorts, SendResult } from '../../../src/ports/channel-adapter.js'
import { SKYPE, type SkypeStandIn, startSkype } from '../stand-ins/skype.js'

describe('answers through the Bot Framework', () => {
  let standIn: SkypeStandIn
  let account: SkypeAccount
  let time: number
  let ports: SendPorts

  const say = (more: Partial<OutgoingMessage> = {}): Promise<SendResult> =>
    adapter.send(
      {
        conversationId: '19:a@thread.skype;messageid=1',
        replyContext: {
          serviceUrl: `${standIn.url}/`,
          channelId: 'skype',
          bot: { id: `28:${SKYPE.appId}`, name: 'Shop' },
          user: { id: '29:anna', name: 'Anna' },
        },
        replyId: 'r1',
        text: 'Hello',
        automated: false,
        ...more,
      },
      account,
      ports,
    )

  beforeEach(async () => {
    standIn = await startSkype()
    const read = adapter.accountOf(standIn.account)
    if ('faults' in read) throw new Error(JSON.stringify(read.faults))
    account = read.account
    time = 0
    ports = { now: () => time, http: httpPort(), sleep: async () => undefined, tokens: tokenPort(() => time) }
  })
  afterEach(() => standIn.close())

  it('says who speaks to whom, plainly, at the address of the conversation', async () => {
    const result = await say({ replyToId: '17639:1', senderName: 'Olga' })
    expect(result.ok).to.equal(true)
    const call = standIn.calls.at(-1)
    expect(call?.path).to.equal('/v3/conversations/19%3Aa%40thread.skype%3Bmessageid%3D1/activities/17639%3A1')
    expect(JSON.parse(call?.body ?? '')).to.deep.equal({
      type: 'message',
      from: { id: `28:${SKYPE.appId}`, name: 'Olga' },
      recipient: { id: '29:anna', name: 'Anna' },
      conversation: { id: '19:a@thread.skype;messageid=1' },
      text: 'Hello',
      textFormat: 'plain',
      replyToId: '17639:1',
    })
  })

  it('files go with the last part, by address', async () => {
    const attachments = [{ kind: 'image', url: 'https://shop.example/a.png', name: 'a.png' } as const]
    await say({ text: 'x'.repeat(9_000), attachments })
    const bodies = standIn.calls.filter(({ path }) => path.includes('activities')).map(({ body }) => JSON.parse(body))
    expect(bodies.map((one) => one.attachments)).to.deep.equal([
      undefined,
      [{ contentType: 'image/png', contentUrl: 'https://shop.example/a.png', name: 'a.png' }],
    ])
    expect((await say({ text: '', attachments })).ok).to.equal(true)
  })

  it('one token serves until shortly before its end, also for many at once', async () => {
    await Promise.all(Array.from({ length: 5 }, () => say()))
    time = 3_400_000
    await say()
    expect(standIn.tokens).to.have.length(1)
    time = 3_500_000
    await say()
    expect(standIn.tokens).to.have.length(2)
  })

  it('a token that was taken back is renewed once', async () => {
    await say()
    standIn.revokeTokens()
    expect((await say()).ok).to.equal(true)
    expect(standIn.tokens).to.have.length(2)
    expect(standIn.sent()).to.have.length(2)
  })

  it('the token goes to listed hosts only, over https', async () => {
    for (const serviceUrl of [
      'https://evil.example',
      'http://smba.trafficmanager.net',
      'https://smba.trafficmanager.net.evil.example',
      'https://evil.trafficmanager.net',
      'https://user:pw@smba.trafficmanager.net',
      'nonsense',
      7,
      undefined,
    ]) {
      const result = await say({ replyContext: { serviceUrl } })
      expect(result).to.include({ ok: false, class: 'bad-request' })
    }
    expect(standIn.calls).to.deep.equal([])
  })

  it('ids that would lead elsewhere are no conversations', async () => {
    for (const conversationId of ['.', '..', '', '\ud800'])
      expect(await say({ conversationId })).to.include({ ok: false, class: 'bad-request' })
    await say({ conversationId: '../../v3/x' })
    expect(standIn.calls.at(-1)?.path).to.equal('/v3/conversations/..%2F..%2Fv3%2Fx/activities')
  })

  it('a wrong secret is the account’s fault, a login service in trouble is not', async () => {
    account = { ...account, appSecret: 'wrong-secret' }
    expect(await say()).to.include({ ok: false, class: 'auth', providerCode: 'invalid_client' })
    account = { ...account, loginUrl: 'http://127.0.0.1:9' }
    expect(await say()).to.include({ ok: false, class: 'temporary' })
  })

  it('a file’s address comes with a token for listed hosts only', async () => {
    const fileUrl = adapter.fileUrl
    if (fileUrl === undefined) throw new Error('no fileUrl')
    const of = (url: string, auth: 'none' | 'bearer') => fileUrl({ kind: 'file', url, auth }, account, ports)
    expect(await of(`${standIn.url}/v3/attachments/1/views/original`, 'bearer')).to.deep.equal({
      url: `${standIn.url}/v3/attachments/1/views/original`,
      headers: { authorization: `Bearer ${standIn.tokens[0]}` },
    })
    expect(await of('https://evil.example/x', 'bearer')).to.equal(null)
    expect(await of('https://contoso.example/x', 'none')).to.deep.equal({ url: 'https://contoso.example/x' })
  })

  it('an account is checked by asking for a token and for the keys', async () => {
    const check = async (one: SkypeAccount) =>
      (await adapter.check?.(one, { http: ports.http }))?.map((f) => f.severity)
    expect(await check({ ...account, channels: ['msteams'] })).to.deep.equal([])
    expect(await check(account)).to.deep.equal(['warning'])
    expect(await check({ ...account, channels: [], appSecret: 'x', openIdUrl: `${standIn.url}/none` })).to.deep.equal([
      'error',
      'error',
    ])
  })
})

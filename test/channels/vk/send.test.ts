import { expect } from 'chai'
import { httpPort } from '../../../src/channels/shared/http-port.js'
import { accountOf, type VkAccount } from '../../../src/channels/vk/account.js'
import { adapter } from '../../../src/channels/vk/adapter.js'
import type { OutgoingMessage } from '../../../src/ports/channel-adapter.js'
import { fieldsOf, startVk, VK, VK_USER, type VkStandIn, vkCall, vkReply } from '../stand-ins/vk.js'

const HOOK = 'https://desk.example/v1/channels/vk/webhook'
const message: OutgoingMessage = {
  conversationId: VK_USER,
  replyId: 'effect-7',
  text: 'Смотрим & ждём.',
  automated: false,
}

describe('what goes out to VK', () => {
  let vk: VkStandIn
  beforeEach(async () => {
    vk = await startVk()
  })
  afterEach(() => vk.close())

  const http = httpPort()
  function accountWith(more: object = {}): VkAccount {
    const read = accountOf({ ...vk.account, ...more })
    return 'account' in read ? read.account : expect.fail(JSON.stringify(read.faults))
  }
  const send = (more: Partial<OutgoingMessage> = {}) =>
    adapter.send({ ...message, ...more }, accountWith(), { now: () => 0, http, sleep: async () => undefined })
  const forms = () => vk.calls.map(fieldsOf)

  it('a form with the token in it, a random_id of our reply’s and its tag as payload', async () => {
    expect(await send()).to.deep.equal({ ok: true, providerMessageIds: ['5000'] })
    expect(vk.calls[0]).to.include({ method: 'POST', path: '/method/messages.send' })
    const [{ random_id, ...form } = { random_id: '' }] = forms()
    expect(form).to.deep.equal({
      access_token: VK.token,
      v: '5.199',
      peer_id: VK_USER,
      message: 'Смотрим & ждём.',
      payload: '{"caseline":"effect-7/1"}',
    })
    // sha256sum of effect-7/1, its first four bytes as int32.
    expect(random_id).to.equal('1604397499')
  })

  it('after a lost connection the same reply is sent again, and arrives once', async () => {
    vk.answerNext('drop-after')
    expect(await send()).to.include({ ok: false, class: 'unknown-outcome' })
    expect(adapter.deduplicates).to.equal(true)
    expect(await send()).to.deep.equal({ ok: true, providerMessageIds: ['5000'] })
    expect(vk.sent()).to.have.length(1)
    const other = await send({ replyId: 'effect-8' })
    expect(other).to.deep.equal({ ok: true, providerMessageIds: ['5001'] })
    expect(new Set(forms().map((form) => form.random_id)).size).to.equal(2)
  })

  it('each part of a long text has its own random_id, the same at every attempt', async () => {
    const text = 'слово '.repeat(1500)
    await send({ text })
    const first = forms().map((form) => form.random_id)
    await send({ text })
    expect(new Set(first).size).to.equal(first.length).and.be.above(1)
    expect(forms().map((form) => form.random_id)).to.deep.equal([...first, ...first])
    expect(vk.sent()).to.have.length(first.length)
  })

  it('random ids are int32 and never 0', async () => {
    for (let n = 0; n < 50; n++) await send({ replyId: `effect-${n}` })
    for (const { random_id } of forms()) {
      expect(random_id).to.match(/^-?[1-9]\d{0,9}$/)
      expect(Number(random_id) | 0).to.equal(Number(random_id))
    }
  })

  it('quotes by id, in group chats by the number in the chat', async () => {
    const chat = '2000000005'
    await send({ replyToId: '321' })
    expect(await send({ conversationId: chat, replyToId: `${chat}:99` })).to.deep.equal({
      ok: true,
      providerMessageIds: ['effect-7/1'],
    })
    await send({ conversationId: chat, replyToId: '2000000006:99' })
    expect(forms().map(({ reply_to, forward }) => [reply_to, forward])).to.deep.equal([
      ['321', undefined],
      [undefined, '{"peer_id":2000000005,"conversation_message_ids":[99],"is_reply":true}'],
      [undefined, undefined],
    ])
  })

  it('the echo is recognised by the payload', async () => {
    await send()
    const more = { payload: forms()[0]?.payload }
    const { events } = await adapter.receive(vkCall(vkReply({ id: 18, text: 'x', more })), accountWith(), {
      now: () => 0,
    })
    expect(events[0]).to.include({ kind: 'echo', ownTag: 'effect-7' })
  })

  it('files stand in the text as addresses', async () => {
    await send({ attachments: [{ kind: 'file', url: 'https://files.example/b.pdf', name: 'bill' }] })
    expect(vk.sent()[0]?.text).to.equal('Смотрим & ждём.\nbill: https://files.example/b.pdf')
  })

  it('VK’s own words, which may repeat the token, aren’t passed on', async () => {
    vk.answerNext('captcha')
    const result = await send()
    expect(result).to.include({ class: 'rate-limited', providerCode: '14' })
    expect(JSON.stringify(result)).to.not.include(VK.token)
  })

  it('a name is asked for; a community has none to ask for', async () => {
    const name = (id: string) => adapter.describeCustomer?.(id, accountWith(), { http })
    expect(await name(VK_USER)).to.deep.equal({ name: 'Анна Иванова' })
    expect(await name('404')).to.equal(null)
    expect(await name('-5')).to.equal(null)
    expect(vk.calls).to.have.length(2)
  })

  it('the webhook is set once, however often it is set, and then checks well', async () => {
    const check = () => adapter.check?.(accountWith(), { http, webhookUrl: HOOK })
    expect(await check()).to.deep.equal([{ severity: 'error', message: 'VK does not call this desk’s address' }])
    for (let n = 0; n < 2; n++)
      expect(await adapter.setWebhook?.(accountWith(), HOOK, { http })).to.include({ ok: true })
    const [server, ...others] = vk.callbackServers()
    expect(others).to.deep.equal([])
    expect(server).to.include({ url: HOOK, secret_key: VK.secret })
    expect(server?.events).to.include({ message_new: 1, message_reply: 1, message_event: 1 })
    expect(await check()).to.deep.equal([])
  })

  it('another code, another secret, a token without the right to manage are told', async () => {
    await adapter.setWebhook?.(accountWith(), HOOK, { http })
    const check = (more: object) => adapter.check?.(accountWith(more), { http, webhookUrl: HOOK })
    const severities = async (more: object) =>
      (await check(more))?.map(({ severity, message }) => `${severity}: ${message}`)
    expect(await severities({ confirmationCode: 'old' })).to.deep.equal([
      'error: confirmationCode is not the one that VK expects',
    ])
    expect(await severities({ secret: 'other' })).to.deep.equal([
      'error: VK calls with another secret than the account’s',
    ])
    expect(await severities({ token: 'gone' })).to.deep.equal([
      'error: The community’s token no longer works (error 5)',
    ])
    const set = await adapter.setWebhook?.(accountWith({ confirmationCode: 'old' }), HOOK, { http })
    expect(set?.ok).to.equal(false)
    expect(set?.detail).to.include(VK.confirmationCode)
    vk.rights.pop()
    expect((await check({}))?.map(({ severity }) => severity)).to.deep.equal(['warning'])
    vk.rights.pop()
    expect((await check({}))?.map(({ severity }) => severity)).to.deep.equal(['error', 'warning'])
  })

  it('an account tells all its faults at once', () => {
    const read = accountOf({ groupId: '-200000001', version: 5.199, apiUrl: 'http://api.vk.ru/method', ca: 'x' })
    expect('faults' in read && read.faults.map(({ pointer }) => pointer)).to.have.members([
      '/groupId',
      '/secret',
      '/confirmationCode',
      '/token',
      '/version',
      '/apiUrl',
      '/ca',
    ])
    const { groupId, secret, confirmationCode, token } = VK
    expect(accountOf(VK)).to.deep.equal({
      account: { groupId, secret, confirmationCode, token, version: '5.199', apiUrl: 'https://api.vk.ru/method' },
    })
  })
})

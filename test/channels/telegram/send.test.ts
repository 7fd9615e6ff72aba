import { expect } from 'chai'
import { httpPort } from '../../../src/channels/shared/http-port.js'
import { adapter } from '../../../src/channels/telegram/adapter.js'
import type { OutgoingMessage } from '../../../src/ports/channel-adapter.js'
import { CUSTOMER, startTelegram, TELEGRAM, type TelegramStandIn } from '../stand-ins/telegram.js'

const http = httpPort()

describe('Telegram is told', () => {
  let telegram: TelegramStandIn
  beforeEach(async () => {
    telegram = await startTelegram()
  })
  afterEach(() => telegram.close())

  function account(more: object = {}) {
    const read = adapter.accountOf({ ...telegram.account, ...more })
    if ('account' in read) return read.account
    throw new Error(JSON.stringify(read.faults))
  }
  const send = (message: Partial<OutgoingMessage>) =>
    adapter.send(
      { conversationId: String(CUSTOMER), replyId: 'r1', text: 'Hello', automated: false, ...message },
      account(),
      { now: Date.now, http, sleep: async () => undefined },
    )
  const bodies = () => telegram.calls.map(({ body }) => JSON.parse(body))

  it('a text without a parse_mode', async () => {
    expect(await send({ text: '<b>_x_' })).to.deep.equal({ ok: true, providerMessageIds: ['101'] })
    expect(bodies()).to.deep.equal([{ chat_id: CUSTOMER, text: '<b>_x_' }])
  })

  it('what it answers, in the first part only', async () => {
    await send({ text: 'x '.repeat(4000), replyToId: '1365' })
    expect(bodies().map((body) => body.reply_parameters)).to.deep.equal([
      { message_id: 1365, allow_sending_without_reply: true },
      undefined,
    ])
  })

  it('the topic of a group', async () => {
    await send({ conversationId: '-1001234567890', replyContext: { topicId: '42' } })
    expect(bodies()[0]).to.include({ chat_id: -1001234567890, message_thread_id: 42 })
  })

  it('a business chat by its connection, and not without one', async () => {
    const conversationId = `business:${CUSTOMER}`
    await send({ conversationId, replyContext: { businessConnectionId: 'BizConn-1' } })
    expect(bodies()[0]).to.include({ chat_id: CUSTOMER, business_connection_id: 'BizConn-1' })
    expect(await send({ conversationId })).to.include({ ok: false, class: 'bad-request' })
    expect(telegram.calls).to.have.length(1)
  })

  it('files by their address after the text, each with an id of its own', async () => {
    const attachments = [
      { kind: 'image', url: 'https://files.example/a.png' },
      { kind: 'file', url: 'https://files.example/b.pdf', name: 'b.pdf' },
    ] as const
    expect(await send({ attachments })).to.deep.equal({ ok: true, providerMessageIds: ['101', '102', '103'] })
    expect(telegram.calls.map(({ path }) => path.split('/').at(-1))).to.deep.equal([
      'sendMessage',
      'sendPhoto',
      'sendDocument',
    ])
  })

  it('the address of a file that Telegram can not fetch', async () => {
    telegram.answerNext('no-file')
    const attachments = [{ kind: 'file', url: 'https://files.example/b.zip', name: 'b.zip' }] as const
    expect((await send({ text: '', attachments })).ok).to.equal(true)
    expect(telegram.sent().map(({ text }) => text)).to.deep.equal(['b.zip: https://files.example/b.zip'])
  })

  it('nothing when the chat is none', async () => {
    for (const conversationId of ['', '@channel', '0', '1e5', '../getMe', '9'.repeat(17)])
      expect(await send({ conversationId }), conversationId).to.include({ ok: false, class: 'bad-request' })
    expect(telegram.calls).to.have.length(0)
  })

  it('where to call, with the secret and all kinds of updates', async () => {
    const url = 'https://desk.example/v1/channels/tg/webhook'
    expect(await adapter.setWebhook?.(account(), url, { http })).to.include({ ok: true })
    expect(telegram.webhook()).to.include({ url, secret_token: TELEGRAM.secretToken })
    expect(telegram.webhook().allowed_updates).to.include.members(['message', 'message_reaction', 'business_message'])
    for (const wrong of ['http://desk.example/', 'https://desk.example:444/', 'nonsense'])
      expect(await adapter.setWebhook?.(account(), wrong, { http })).to.include({ ok: false })
  })

  it('a check finds what is wrong', async () => {
    const webhookUrl = 'https://desk.example/hook'
    const found = async (more: object = {}) =>
      (await adapter.check?.(account(more), { http, webhookUrl }))?.map(
        ({ severity, message }) => `${severity}: ${message}`,
      )
    expect(await found()).to.include('error: No webhook is set: nothing comes in')
    await adapter.setWebhook?.(account(), 'https://other.example/hook', { http })
    expect(await found()).to.include('error: Telegram calls another address than this desk’s')
    await adapter.setWebhook?.(account(), webhookUrl, { http })
    expect((await found())?.filter((one) => one.startsWith('error'))).to.deep.equal([])
    expect(await found({ token: '1:wrong-token' })).to.deep.equal(['error: Telegram does not know the bot’s token'])
  })

  it('a file’s address is asked for, and none that leads elsewhere is taken', async () => {
    const attachment = { kind: 'image', providerFileId: 'AgAC-large' } as const
    expect(await adapter.fileUrl?.(attachment, account(), { http })).to.deep.equal({
      url: `${telegram.url}/file/bot${TELEGRAM.token}/photos/file_7.jpg`,
    })
    for (const path of ['../../etc/passwd', '/var/lib/telegram/file', 'a/../../b', 'https://evil.example/x', 'a?b#c']) {
      telegram.files.set('evil', path)
      expect(await adapter.fileUrl?.({ kind: 'file', providerFileId: 'evil' }, account(), { http }), path).to.equal(
        null,
      )
    }
    expect(await adapter.fileUrl?.({ kind: 'file', providerFileId: 'unknown' }, account(), { http })).to.equal(null)
    expect(await adapter.fileUrl?.({ kind: 'file' }, account(), { http })).to.equal(null)
  })
})

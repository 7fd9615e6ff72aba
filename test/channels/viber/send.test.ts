import { expect } from 'chai'
import { httpPort } from '../../../src/channels/shared/http-port.js'
import { adapter } from '../../../src/channels/viber/adapter.js'
import type { OutgoingMessage } from '../../../src/ports/channel-adapter.js'
import { startViber, VIBER_USER, type ViberStandIn } from '../stand-ins/viber.js'

const http = httpPort()

describe('Viber is told', () => {
  let viber: ViberStandIn
  beforeEach(async () => {
    viber = await startViber()
  })
  afterEach(() => viber.close())

  function account(more: object = {}) {
    const read = adapter.accountOf({ ...viber.account, ...more })
    if ('account' in read) return read.account
    throw new Error(JSON.stringify(read.faults))
  }
  const send = (message: Partial<OutgoingMessage>, more: object = {}) =>
    adapter.send(
      { conversationId: VIBER_USER, replyId: 'r1', text: 'Hello', automated: false, ...message },
      account(more),
      { now: Date.now, http, sleep: async () => undefined },
    )
  const bodies = () => viber.calls.map(({ body }) => JSON.parse(body))

  it('a text under the bot’s name, and gives the token digit by digit', async () => {
    expect(await send({})).to.deep.equal({ ok: true, providerMessageIds: ['4912661846655238145'] })
    expect(await send({})).to.deep.equal({ ok: true, providerMessageIds: ['4912661846655238146'] })
    expect(bodies()[0]).to.deep.equal({
      receiver: VIBER_USER,
      min_api_version: 1,
      sender: { name: 'The shop' },
      type: 'text',
      text: 'Hello',
    })
  })

  it('the agent’s name, cut to what Viber shows and never inside a character', async () => {
    await send({ senderName: `${'x'.repeat(27)}😀` }, { avatar: 'https://shop.example/a.png' })
    expect(bodies()[0].sender).to.deep.equal({ name: 'x'.repeat(27), avatar: 'https://shop.example/a.png' })
    expect('faults' in adapter.accountOf({ ...viber.account, name: 'x'.repeat(29) })).to.equal(true)
  })

  it('files that it takes as files, and the addresses of others in the text', async () => {
    const url = 'https://files.example/'
    await send({
      attachments: [
        { kind: 'image', url: `${url}a.png` },
        { kind: 'image', url: `${url}a.webp` },
        { kind: 'video', url: `${url}v.mp4`, size: 5000 },
        { kind: 'file', url: `${url}b`, name: 'b.pdf', size: 5000 },
        { kind: 'file', url: `${url}c`, name: 'c.pdf' },
        { kind: 'file', url: `${url}d`, name: 'd.iso', size: 60 * 1024 * 1024 },
      ],
    })
    expect(bodies().map(({ type }) => type)).to.deep.equal(['text', 'picture', 'video', 'file'])
    expect(bodies()[0].text).to.equal(`Hello\n${url}a.webp\nc.pdf: ${url}c\nd.iso: ${url}d`)
    expect(bodies()[3]).to.include({ file_name: 'b.pdf', size: 5000, media: `${url}b` })
  })

  it('where to call and for what', async () => {
    const url = 'https://desk.example/v1/channels/viber/webhook'
    expect(await adapter.setWebhook?.(account(), url, { http })).to.include({ ok: true })
    expect(JSON.parse(viber.calls.at(-1)?.body ?? '')).to.include({ url, send_name: true })
    expect(viber.webhook().event_types).to.include.members(['message', 'failed', 'conversation_started'])
    expect(await adapter.setWebhook?.(account(), 'http://desk.example/', { http })).to.include({ ok: false })
  })

  it('a check finds what is wrong', async () => {
    const webhookUrl = 'https://desk.example/hook'
    const found = async (more: object = {}) =>
      (await adapter.check?.(account(more), { http, webhookUrl }))?.map(({ message }) => message)
    expect(await found()).to.deep.equal(['No webhook is set: nothing comes in, and nothing can be sent'])
    await adapter.setWebhook?.(account(), 'https://other.example/hook', { http })
    expect(await found()).to.deep.equal(['Viber calls another address than this desk’s'])
    await adapter.setWebhook?.(account(), webhookUrl, { http })
    expect(await found()).to.deep.equal([])
    expect(await found({ token: 'another-token' })).to.deep.equal(['Viber does not know the bot’s token (error 2)'])
  })

  it('names and languages are asked for', async () => {
    expect(await adapter.describeCustomer?.(VIBER_USER, account(), { http })).to.deep.equal({
      name: 'Анна',
      language: 'uk-UA',
    })
    expect(await adapter.describeCustomer?.('nobody', account(), { http })).to.equal(null)
  })
})

import { expect } from 'chai'
import { accountOf, type FacebookAccount } from '../../../src/channels/facebook/account.js'
import { adapter } from '../../../src/channels/facebook/adapter.js'
import { httpPort } from '../../../src/channels/shared/http-port.js'
import type { OutgoingMessage } from '../../../src/ports/channel-adapter.js'
import {
  FACEBOOK,
  type FacebookStandIn,
  facebookBody,
  facebookCall,
  facebookEcho,
  PSID,
  startFacebook,
} from '../stand-ins/facebook.js'

const NOW = Date.parse('2026-11-24T12:00:00Z')
const HOUR = 3_600_000
const message: OutgoingMessage = { conversationId: PSID, replyId: 'effect-7', text: 'We look.', automated: false }

describe('what goes out to Facebook', () => {
  let facebook: FacebookStandIn
  beforeEach(async () => {
    facebook = await startFacebook()
  })
  afterEach(() => facebook.close())

  function accountWith(more: object = {}): FacebookAccount {
    const read = accountOf({ ...facebook.account, ...more })
    return 'account' in read ? read.account : expect.fail(JSON.stringify(read.faults))
  }
  const send = (more: Partial<OutgoingMessage> = {}, account = accountWith()) =>
    adapter.send({ ...message, ...more }, account, { now: () => NOW, http: httpPort(), sleep: async () => undefined })
  const ago = (hours: number) => new Date(NOW - hours * HOUR).toISOString()
  const bodies = () => facebook.calls.map(({ body }) => JSON.parse(body))

  it('the token goes in a header, the tag in the message', async () => {
    expect(await send()).to.deep.equal({ ok: true, providerMessageIds: ['m_sent-1'] })
    const [call] = facebook.calls
    expect(call).to.include({ method: 'POST', path: `/v26.0/${FACEBOOK.pageId}/messages` })
    expect(call?.query).to.deep.equal({})
    expect(call?.headers.authorization).to.equal(`Bearer ${FACEBOOK.pageToken}`)
    expect(bodies()).to.deep.equal([
      {
        recipient: { id: PSID },
        messaging_type: 'RESPONSE',
        message: { text: 'We look.', metadata: 'effect-7/1' },
      },
    ])
  })

  it('the echo of what was sent is recognised by its tag', async () => {
    const sent = await send()
    const [{ message: said }] = bodies()
    const mid = sent.ok ? (sent.providerMessageIds[0] ?? '') : ''
    const more = { app_id: Number(FACEBOOK.appId), metadata: said.metadata }
    const delivery = facebookCall(facebookBody(facebookEcho({ mid, text: said.text, more })))
    const { events } = await adapter.receive(delivery, accountWith(), { now: () => NOW })
    expect(events[0]).to.include({ kind: 'echo', ownTag: 'effect-7', messageId: mid })
  })

  it('within a day it is a response', async () => {
    await send({ lastCustomerMessageAt: ago(24) })
    expect(bodies()[0]).to.include({ messaging_type: 'RESPONSE' }).and.not.have.property('tag')
  })

  it('later, a person’s answer bears HUMAN_AGENT, where Facebook has approved it', async () => {
    await send({ lastCustomerMessageAt: ago(25) })
    await send({ lastCustomerMessageAt: ago(25) }, accountWith({ humanAgent: false }))
    expect(bodies().map(({ messaging_type, tag }) => [messaging_type, tag])).to.deep.equal([
      ['MESSAGE_TAG', 'HUMAN_AGENT'],
      ['RESPONSE', undefined],
    ])
  })

  it('automation never does, and neither does anybody after a week', async () => {
    facebook.answerNext('window-closed', 'window-closed')
    const late = await send({ automated: true, lastCustomerMessageAt: ago(25) })
    const latest = await send({ lastCustomerMessageAt: ago(24 * 7 + 1) })
    for (const result of [late, latest])
      expect(result).to.include({ ok: false, class: 'window-closed', providerCode: '10/2018278' })
    expect(facebook.calls).to.have.length(2)
    for (const body of bodies()) expect(body).to.include({ messaging_type: 'RESPONSE' })
  })

  it('where Facebook sees the day end earlier, a person’s answer is announced anew', async () => {
    facebook.answerNext('window-closed')
    expect(await send({ lastCustomerMessageAt: ago(23.9) })).to.include({ ok: true })
    expect(bodies().map(({ tag }) => tag)).to.deep.equal([undefined, 'HUMAN_AGENT'])
    facebook.answerNext('window-closed')
    expect(await send({ automated: true })).to.include({ ok: false, class: 'window-closed' })
  })

  it('files go out by their addresses, each by itself; what has no such form stands in the text', async () => {
    const url = 'https://files.example/bill.pdf'
    const result = await send({
      attachments: [
        { kind: 'file', url },
        { kind: 'voice', url: 'https://files.example/v.ogg' },
        { kind: 'link', url: 'https://shop.example/7', name: 'A chair' },
        { kind: 'contact' },
      ],
    })
    expect(result).to.deep.equal({ ok: true, providerMessageIds: ['m_sent-1', 'm_sent-2', 'm_sent-3'] })
    expect(bodies().map((body) => body.message)).to.deep.equal([
      { text: 'We look.\nA chair: https://shop.example/7', metadata: 'effect-7/1' },
      { attachment: { type: 'file', payload: { url, is_reusable: false } }, metadata: 'effect-7/2' },
      {
        attachment: { type: 'audio', payload: { url: 'https://files.example/v.ogg', is_reusable: false } },
        metadata: 'effect-7/3',
      },
    ])
  })

  it('proves the app secret where the app demands it', async () => {
    await send({}, accountWith({ appSecretProof: true }))
    // openssl dgst -sha256 -hmac <appSecret> over the page’s token.
    expect(facebook.calls[0]?.query).to.deep.equal({
      appsecret_proof: 'cdedd3cf9e4fc181052c977af2bdb42a613e3257cfc865d4fb2151e29552601c',
    })
  })

  it('a pause in the middle is waited out; a longer one is left to the desk', async () => {
    const text = 'word '.repeat(700)
    facebook.answerNext('ok', 'http-429')
    expect(await send({ text })).to.deep.include({
      ok: false,
      class: 'rate-limited',
      retryAfterMs: 7_000,
      sentIds: ['m_sent-1'],
    })
    expect(await send({ text, sentIds: ['m_sent-1'] })).to.deep.equal({
      ok: true,
      providerMessageIds: ['m_sent-1', 'm_sent-2'],
    })
  })

  it('Facebook’s own words, which may repeat the token, aren’t passed on', async () => {
    facebook.answerNext('auth')
    const result = await send()
    expect(JSON.stringify(result)).to.not.include(FACEBOOK.pageToken)
    expect(result).to.include({ class: 'auth', providerCode: '190/463' })
  })

  it('a slow answer is awaited', async () => {
    facebook.answerNext('slow')
    expect(await send()).to.include({ ok: true })
  })
})

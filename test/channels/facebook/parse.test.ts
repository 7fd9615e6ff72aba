import { expect } from 'chai'
import { accountOf } from '../../../src/channels/facebook/account.js'
import { adapter } from '../../../src/channels/facebook/adapter.js'
import type { ChannelEvent } from '../../../src/ports/channel-adapter.js'
import { fixturesOf } from '../fixture.js'
import { FACEBOOK, facebookCall, PSID } from '../stand-ins/facebook.js'

const fixtures = fixturesOf('facebook')
const RECEIVED = '2026-11-24T12:00:00.000Z'
const AT = '2025-11-24T12:00:00.123Z'

async function eventsOf(name: string, more: object = {}): Promise<readonly ChannelEvent[]> {
  const read = accountOf({ ...FACEBOOK, ...more })
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  const delivery = facebookCall(fixtures.get(name)?.body, RECEIVED)
  const { verdict, response, events } = await adapter.receive(delivery, read.account, { now: () => 0 })
  expect(response.status).to.equal(200)
  expect(verdict).to.equal(events.length === 0 ? 'ignore' : 'accept')
  return events
}

const base = { conversationId: PSID, conversationType: 'private', sentAt: AT, receivedAt: RECEIVED }
const customer = { role: 'customer', id: PSID, name: null }

describe('what Facebook sends', () => {
  it('a text, escaped as Facebook writes it, becomes a message', async () => {
    expect(await eventsOf('text')).to.deep.equal([
      {
        kind: 'message',
        messageId: 'm_text-1',
        messageKey: 'm_text-1',
        text: 'Добрый день! Где мой заказ №7? </b>',
        attachments: [],
        author: customer,
        automated: false,
        suppressAutoReply: false,
        ...base,
      },
    ])
  })

  it('a quick reply brings its payload, an answer what it answers', async () => {
    expect((await eventsOf('quick-reply'))[0]).to.include({ kind: 'message', text: 'Yes', payload: 'DELIVERY_YES' })
    expect((await eventsOf('reply-to'))[0]).to.include({ kind: 'message', replyToId: 'm_sent-1' })
  })

  it('attachments are references, with places and unknown kinds among them', async () => {
    const [event] = await eventsOf('attachments')
    expect(event)
      .to.have.property('attachments')
      .that.deep.equals([
        { kind: 'image', url: 'https://scontent.xx.fbcdn.net/v/photo.jpg?oh=1&oe=2' },
        { kind: 'audio', url: 'https://cdn.fbsbx.com/v/voice.mp4?oh=1' },
        { kind: 'video', url: 'https://video.xx.fbcdn.net/v/clip.mp4?oh=1' },
        { kind: 'file', url: 'https://cdn.fbsbx.com/v/bill.pdf?oh=1' },
        { kind: 'location', name: "Anna's Location", latitude: 59.93, longitude: 30.31 },
        { kind: 'unknown' },
        { kind: 'unknown' },
      ])
    expect(event).to.not.have.property('unsupported')
  })

  it('a sticker is one, also where it comes twice', async () => {
    const sticker = [{ kind: 'sticker', url: 'https://scontent.xx.fbcdn.net/like.png' }]
    for (const name of ['sticker', 'sticker-transition'])
      expect((await eventsOf(name))[0])
        .to.have.property('attachments')
        .that.deep.equals(sticker)
  })

  it('a fallback may lack its payload', async () => {
    const [event] = await eventsOf('fallback-without-payload')
    const link = { kind: 'link', url: 'https://shop.example/7', name: 'A chair' }
    expect(event)
      .to.have.property('attachments')
      .that.deep.equals([link, { kind: 'link' }])
  })

  it('our own echo brings our reply’s id', async () => {
    expect((await eventsOf('echo-own'))[0]).to.deep.include({
      kind: 'echo',
      messageId: 'm_sent-1',
      conversationId: PSID,
      author: { role: 'bot', id: FACEBOOK.appId, name: null },
      automated: false,
      ownTag: 'effect-7',
    })
  })

  it('what a person typed in the page’s inbox is an agent’s', async () => {
    for (const name of ['echo-inbox', 'echo-without-app']) {
      const [echo] = await eventsOf(name)
      expect(echo).to.include({ kind: 'echo', automated: false, suppressAutoReply: true })
      expect(echo).to.have.nested.property('author.role', 'agent')
      expect(echo).to.not.have.property('ownTag')
    }
  })

  it('another app’s word is a robot’s, whatever tag it bears', async () => {
    const [echo] = await eventsOf('echo-other-app')
    expect(echo).to.include({ kind: 'echo', automated: 'bot' }).and.not.have.property('ownTag')
    expect(echo).to.have.nested.property('author.role', 'bot')
  })

  it('in standby a customer’s word is told, and automation keeps quiet', async () => {
    const [message, echo] = await eventsOf('standby')
    expect(message).to.include({ kind: 'message', text: 'to the other app', suppressAutoReply: true })
    expect(echo).to.include({ kind: 'echo', automated: 'bot' })
  })

  it('a batch gives what is ours and can be read, in order', async () => {
    const events = await eventsOf('batch')
    expect(events.map((event) => 'messageKey' in event && event.messageKey)).to.deep.equal([
      'm_batch-1',
      'm_batch-1',
      'm_batch-2',
    ])
  })

  it('whose page it is, the recipient says, not the entry', async () => {
    expect(await eventsOf('entry-of-another-page')).to.have.length(1)
    expect(await eventsOf('entry-of-another-page', { pageId: '990000000000009' })).to.deep.equal([])
    expect(await eventsOf('batch', { pageId: '990000000000009' })).to.have.length(1)
  })

  it('edits tell the text and their number, seen as number and as text', async () => {
    const edit = { kind: 'edit', messageId: 'm_text-1', messageKey: 'm_text-1', author: customer, ...base }
    expect(await eventsOf('edit')).to.deep.equal([{ ...edit, text: 'Где мой заказ №8?', editVersion: '2' }])
    expect(await eventsOf('edit-number')).to.deep.equal([{ ...edit, text: 'Где мой заказ?', editVersion: '1' }])
  })

  it('reactions come and go', async () => {
    const reaction = { kind: 'reaction', messageId: 'm_sent-1', author: customer, ...base }
    expect(await eventsOf('reaction')).to.deep.equal([{ ...reaction, emoji: '\u2764\ufe0f', removed: false }])
    expect(await eventsOf('unreact')).to.deep.equal([{ ...reaction, removed: true }])
  })

  it('receipts are no messages', async () => {
    const receipt = { kind: 'receipt', watermark: '2025-11-24T12:00:00.000Z', ...base }
    const messageIds = ['m_sent-1', 'm_sent-2']
    expect(await eventsOf('delivery')).to.deep.equal([{ ...receipt, receipt: 'delivered', messageIds }])
    expect(await eventsOf('read')).to.deep.equal([{ ...receipt, receipt: 'read', messageIds: [] }])
  })

  it('a button is an action; without an id its key is its own all the same', async () => {
    expect(await eventsOf('postback')).to.deep.equal([
      { kind: 'action', author: customer, payload: 'START', text: 'Get started', actionKey: 'm_postback-1', ...base },
    ])
    const [first] = await eventsOf('postback-without-mid')
    const [again] = await eventsOf('postback-without-mid')
    expect(first).to.include({ kind: 'action', payload: '{"menu":1}', text: 'Menu' })
    expect(first).to.deep.equal(again)
    expect(first)
      .to.have.property('actionKey')
      .that.matches(/^postback:[0-9a-f]{64}$/)
  })

  it('a time in seconds is guarded', async () => {
    const sentAt = '2023-12-03T10:25:11.000Z'
    expect(await eventsOf('referral')).to.deep.equal([
      { kind: 'contact', contact: 'started', author: customer, ...base, sentAt },
    ])
  })

  it('an opt-in subscribes, hand-overs are told, what was unsent is deleted', async () => {
    expect((await eventsOf('optin'))[0]).to.include({ kind: 'contact', contact: 'subscribed' })
    expect((await eventsOf('handover'))[0]).to.include({ kind: 'service', detail: 'facebook: pass_thread_control' })
    expect((await eventsOf('unsent'))[0]).to.include({ kind: 'delete', messageId: 'm_text-1' })
  })

  for (const name of ['unknown-item', 'changes-only', 'other-object'])
    it(`${name} tells nothing`, async () => {
      expect(await eventsOf(name)).to.deep.equal([])
    })
})

import { createHmac } from 'node:crypto'
import { expect } from 'chai'
import { adapter } from '../../../src/channels/viber/adapter.js'
import type { ChannelEvent, ReceiveResult } from '../../../src/ports/channel-adapter.js'
import { fixturesOf } from '../fixture.js'
import { VIBER, VIBER_USER, VIBER_WEBHOOK_EVENT, viberCall, viberMessage, viberReceipt } from '../stand-ins/viber.js'

const fixtures = fixturesOf('viber')

async function received(delivery: ReturnType<typeof viberCall>): Promise<ReceiveResult> {
  const read = adapter.accountOf(VIBER)
  if (!('account' in read)) throw new Error('the account has faults')
  return adapter.receive(delivery, read.account, { now: () => 0 })
}

async function one(name: string): Promise<ChannelEvent> {
  const { events } = await received(viberCall(fixtures.get(name)?.body))
  const [event] = events
  if (event === undefined || events.length > 1) throw new Error(`${name} tells ${events.length} events`)
  return event
}

describe('what Viber tells', () => {
  it('a text, with its token digit by digit', async () => {
    expect(await one('text')).to.deep.equal({
      kind: 'message',
      messageId: '5741311803571721088',
      messageKey: '5741311803571721088',
      author: { role: 'customer', id: VIBER_USER, name: 'Анна', locale: 'uk-UA' },
      text: 'Доброго дня! Де моє замовлення?',
      attachments: [],
      automated: false,
      suppressAutoReply: false,
      conversationId: VIBER_USER,
      conversationType: 'private',
      deliveryId: '5741311803571721088',
      sentAt: '2025-11-24T12:00:00.000Z',
      receivedAt: '2026-11-24T12:00:00.000Z',
    })
  })

  it('a text is a text, whatever else the documentation’s example holds', async () => {
    expect(await one('text-docs-example')).to.deep.include({ text: 'a message to the service', attachments: [] })
  })

  it('files and places', async () => {
    const attached = async (name: string) => {
      const event = await one(name)
      return event.kind === 'message' ? event.attachments : []
    }
    const url = 'https://dl-media.viber.com/'
    expect(await attached('picture')).to.deep.equal([
      { kind: 'image', url: `${url}img/a.jpg`, name: 'a.jpg', size: 10000 },
    ])
    expect(await attached('video')).to.deep.equal([{ kind: 'video', url: `${url}v/a.mp4`, size: 10000, duration: 10 }])
    expect(await attached('file')).to.deep.equal([{ kind: 'file', url: `${url}f/1`, name: 'invoice.pdf', size: 10000 }])
    expect(await attached('sticker')).to.deep.equal([{ kind: 'sticker', name: '46105' }])
    expect(await attached('contact')).to.deep.equal([{ kind: 'contact', name: 'Olena', phone: '+380501234567' }])
    expect(await attached('location')).to.deep.equal([{ kind: 'location', latitude: 50.4501, longitude: 30.5234 }])
    expect(await one('url')).to.include({ text: 'https://shop.example/item/5' })
  })

  it('unknown types by their text, or as something that can not be shown', async () => {
    expect(await one('unknown-type-with-text'))
      .to.include({ text: 'read me' })
      .and.not.have.property('unsupported')
    expect(await one('unknown-type')).to.include({ text: '', unsupported: true })
  })

  it('customers who hide their name', async () => {
    expect(await one('without-name')).to.have.nested.property('author.name', null)
  })

  it('who came and went', async () => {
    expect(await one('subscribed')).to.include({ kind: 'contact', contact: 'subscribed' })
    expect(await one('conversation-started')).to.include({ kind: 'contact', contact: 'started' })
    expect(await one('unsubscribed')).to.include({ kind: 'contact', contact: 'blocked', conversationId: VIBER_USER })
  })

  it('what became of our messages, by the very token that sending gave', async () => {
    const token = '4912661846655238146'
    for (const [event, receipt] of [
      ['delivered', 'delivered'],
      ['seen', 'read'],
      ['failed', 'failed'],
    ] as const) {
      const { events } = await received(viberCall(viberReceipt(event, token, 'no device')))
      expect(events[0], event).to.deep.include({ kind: 'receipt', receipt, messageIds: [token] })
    }
    expect(await one('failed')).to.include({ reason: 'failure description' })
  })

  it('the webhook event is answered, and no date is made of its numbers', async () => {
    const result = await received(viberCall(VIBER_WEBHOOK_EVENT))
    expect(result).to.deep.include({ verdict: 'handshake', events: [] })
    expect(result.response.status).to.equal(200)
  })

  it('a signature in the address counts where the header is missing, and only there', async () => {
    const delivery = viberCall(viberMessage({ token: 1n, text: 'x' }))
    const sig = createHmac('sha256', VIBER.token).update(delivery.rawBody).digest('hex')
    expect((await received({ ...delivery, headers: {}, query: { sig } })).verdict).to.equal('accept')
    expect((await received({ ...delivery, headers: {}, query: { sig: [sig] } })).verdict).to.equal('reject')
    const headers = { 'x-viber-content-signature': 'f'.repeat(64) }
    expect((await received({ ...delivery, headers, query: { sig } })).verdict).to.equal('reject')
  })
})

import { expect } from 'chai'
import { adapter } from '../../../src/channels/chatra/adapter.js'
import type { ChannelEvent } from '../../../src/ports/channel-adapter.js'
import { fixturesOf } from '../fixture.js'
import { CHATRA, CHATRA_CLIENT, chatraCall } from '../stand-ins/chatra.js'

const fixtures = fixturesOf('chatra')

async function told(name: string, more: object = {}): Promise<readonly ChannelEvent[]> {
  const read = adapter.accountOf({ ...CHATRA, ...more })
  if (!('account' in read)) throw new Error('the account has faults')
  return (await adapter.receive(chatraCall(fixtures.get(name)?.body), read.account, { now: () => 0 })).events
}

const keys = (events: readonly ChannelEvent[]) =>
  events.flatMap((event) => (event.kind === 'message' || event.kind === 'echo' ? [event.messageKey] : []))

describe('what Chatra tells', () => {
  it('a visitor’s message, with all that is known of him', async () => {
    expect(await told('chat-started')).to.deep.equal([
      {
        kind: 'message',
        messageId: 'msg1',
        messageKey: `${CHATRA_CLIENT}:msg1`,
        author: {
          role: 'customer',
          id: CHATRA_CLIENT,
          name: 'Anna Petrova',
          email: 'anna@example.com',
          phone: '+380501234567',
        },
        text: 'Where is my order?',
        attachments: [],
        automated: false,
        suppressAutoReply: false,
        threadId: 'chX9y8Z7',
        conversationId: CHATRA_CLIENT,
        conversationType: 'private',
        sentAt: '2025-11-24T12:00:00.000Z',
        receivedAt: '2026-11-24T12:00:00.000Z',
      },
    ])
  })

  it('a chat that was opened without a word', async () => {
    expect(await told('chat-started-empty')).to.have.nested.property('0.contact', 'started')
  })

  it('what agents said in Chatra itself, as echoes under their names', async () => {
    const [first, second, third] = await told('fragment')
    expect([first?.kind, second?.kind, third?.kind]).to.deep.equal(['message', 'echo', 'message'])
    expect(second).to.deep.include({
      automated: false,
      author: { role: 'agent', id: 'agOleg01', name: 'Oleg', email: 'oleg@shop.example' },
    })
    expect(second).to.not.have.property('ownTag')
  })

  it('the text under either of its names', async () => {
    expect(await told('fragment-text-key')).to.have.nested.property('0.text', 'under another name')
  })

  it('the same messages again in the transcript, under the same keys', async () => {
    const transcript = await told('transcript')
    expect(keys(transcript).slice(0, 3)).to.deep.equal(keys(await told('fragment')))
    expect(transcript.at(-1)).to.include({ kind: 'service', detail: 'chatra: the chat has ended' })
  })

  it('our own answer by its tag, and nobody else’s', async () => {
    expect(await told('own-message')).to.have.nested.property('0.ownTag', 'reply-1')
    expect((await told('other-integration'))[0]).to.not.have.property('ownTag')
  })

  it('robots as robots', async () => {
    expect((await told('bot-message'))[0]).to.include({ kind: 'echo', automated: 'bot' })
  })

  it('visitors without a name by the one that Chatra made up', async () => {
    expect((await told('anonymous'))[0]).to.have.nested.property('author.name', 'Visitor 4712')
  })

  it('messages without an id under a key that comes again', async () => {
    const [first, second] = [keys(await told('without-id')), keys(await told('without-id'))]
    expect(first).to.deep.equal(second).and.have.length(1)
    expect(first[0]).to.match(/^clA1b2C3d4:hash:[0-9a-f]{64}$/u)
  })

  it('files as far as they can be guessed, and the rest as it came', async () => {
    const [event] = await told('attachments')
    expect(event?.kind === 'message' && event.attachments).to.deep.equal([
      { kind: 'image', url: 'https://files.chatra.example/a.png', name: 'a.png', mimeType: 'image/png', size: 1234 },
      { kind: 'unknown', name: '{"ref":"internal-5"}' },
    ])
  })

  it('notes that are no messages are left out alone', async () => {
    expect(keys(await told('unknown-message-type'))).to.deep.equal([`${CHATRA_CLIENT}:msg12`])
  })

  it('the former token is taken too while a new one is brought in', async () => {
    const rotated = { webhookToken: 'x'.repeat(40), formerWebhookToken: CHATRA.webhookToken }
    expect(await told('fragment', rotated)).to.have.length(3)
    expect(await told('fragment', { webhookToken: 'x'.repeat(40) })).to.have.length(0)
  })
})

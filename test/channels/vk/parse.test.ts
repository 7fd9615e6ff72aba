import { expect } from 'chai'
import { accountOf } from '../../../src/channels/vk/account.js'
import { adapter } from '../../../src/channels/vk/adapter.js'
import type { ChannelEvent } from '../../../src/ports/channel-adapter.js'
import { fixturesOf } from '../fixture.js'
import { VK, VK_USER, vkCall } from '../stand-ins/vk.js'

const fixtures = fixturesOf('vk')
const RECEIVED = '2026-11-24T12:00:00.000Z'
const read = accountOf(VK)
const account = 'account' in read ? read.account : expect.fail()

async function eventsOf(name: string): Promise<readonly ChannelEvent[]> {
  const delivery = vkCall(fixtures.get(name)?.body, RECEIVED)
  const { verdict, response, events } = await adapter.receive(delivery, account, { now: () => 0 })
  expect([response.status, response.body]).to.deep.equal([200, 'ok'])
  expect(verdict).to.equal(events.length === 0 ? 'ignore' : 'accept')
  return events
}

const base = {
  conversationId: VK_USER,
  conversationType: 'private',
  deliveryId: '7ce69b8d5a8a5b9a0a8f0b7c1d2e3f4a5b6c7d8e',
  sentAt: '2025-11-24T12:00:00.000Z',
  receivedAt: RECEIVED,
}
const now = { ...base, sentAt: RECEIVED }
const customer = { role: 'customer', id: VK_USER, name: null }

describe('what VK sends', () => {
  it('a text, its entities written out once, becomes a message', async () => {
    expect(await eventsOf('text')).to.deep.equal([
      {
        kind: 'message',
        messageId: '321',
        messageKey: '100500:17',
        text: 'Где заказ "7"? <b> &amp; да\nвторая строка',
        attachments: [],
        author: customer,
        automated: false,
        suppressAutoReply: false,
        ...base,
      },
    ])
  })

  it('the shapes of older versions are understood', async () => {
    expect((await eventsOf('text-5-92'))[0]).to.include({ text: 'старый сервер', messageKey: '100500:17' })
    const [oldest] = await eventsOf('text-5-50')
    expect(oldest).to.include({ text: 'совсем старый сервер', messageKey: 'id:322', conversationId: VK_USER })
  })

  it('two servers bring one message under one key', async () => {
    const [one] = await eventsOf('text')
    const [two] = await eventsOf('two-servers')
    expect(two).to.have.property('deliveryId').that.does.not.equal(one?.deliveryId)
    expect({ ...two, deliveryId: '' }).to.deep.equal({ ...one, deliveryId: '' })
  })

  it('in a group chat, where messages have no id, the key still is one; automation keeps quiet', async () => {
    expect((await eventsOf('group-chat'))[0]).to.deep.include({
      kind: 'message',
      messageId: '2000000005:99',
      messageKey: '2000000005:99',
      conversationId: '2000000005',
      conversationType: 'group',
      text: 'есть размер 42? Олег спрашивает',
      suppressAutoReply: true,
    })
    const [robot] = await eventsOf('group-chat-bot')
    expect(robot).to.deep.include({ automated: 'bot', author: { role: 'bot', id: '-300000003', name: null } })
    expect((await eventsOf('service'))[0]).to.include({ kind: 'service', detail: 'vk: chat_invite_user' })
  })

  it('attachments are references: the widest photo, the place beside them, pages for what has no file', async () => {
    const [event] = await eventsOf('attachments')
    expect(event)
      .to.have.property('attachments')
      .that.deep.equals([
        { kind: 'image', url: 'https://sun9.userapi.com/w.jpg' },
        { kind: 'video', url: 'https://vk.com/video-12_456', name: 'Распаковка', duration: 31 },
        { kind: 'audio', url: 'https://cs.vk.me/a.mp3', name: 'Песня', duration: 201 },
        { kind: 'voice', url: 'https://psv4.userapi.com/v.ogg', mimeType: 'audio/ogg', duration: 4 },
        { kind: 'file', url: 'https://vk.com/doc1_7?hash=h&dl=d', name: 'счёт.pdf', size: 34567 },
        { kind: 'image', url: 'https://vk.com/graffiti.png' },
        { kind: 'sticker', url: 'https://vk.com/sticker/1-9-512' },
        { kind: 'link', url: 'https://shop.example/7', name: 'Стул' },
        { kind: 'link', url: 'https://vk.com/wall-12_10' },
        { kind: 'link', url: 'https://vk.com/market-12_11', name: 'Стол' },
        { kind: 'unknown', url: 'https://vk.com/poll100500_12' },
        { kind: 'unknown' },
        { kind: 'unknown', duration: 60 },
        { kind: 'unknown', url: 'https://vk.com/story100500_14' },
        { kind: 'location', latitude: 59.93, longitude: 30.31 },
      ])
  })

  it('answers, forwarded messages, buttons, cut and empty ones keep what can be shown', async () => {
    expect((await eventsOf('reply-to'))[0]).to.include({ replyToId: '5000' })
    const [forwarded] = await eventsOf('forwarded')
    expect(forwarded).to.include({ forwarded: true, text: 'смотрите\n> первое\n> в две строки\n> > внутри' })
    expect(forwarded).to.have.deep.property('attachments', [{ kind: 'link', url: 'https://a.example/' }])
    expect((await eventsOf('button'))[0]).to.include({ text: 'Да', payload: '{"button":"yes"}' })
    expect((await eventsOf('cropped'))[0]).to.include({ kind: 'message', unsupported: true })
    expect((await eventsOf('empty'))[0]).to.include({ kind: 'message', text: '', unsupported: true })
  })

  it('our own message comes back with its tag', async () => {
    const [echo] = await eventsOf('reply-own')
    expect(echo).to.deep.include({
      kind: 'echo',
      messageId: '5000',
      ownTag: 'effect-7',
      text: 'Смотрим.',
      automated: false,
      conversationId: VK_USER,
    })
    expect(echo).to.not.have.property('payload')
  })

  it('what an administrator typed is an agent’s; what another program sent is a robot’s', async () => {
    expect((await eventsOf('reply-admin'))[0]).to.deep.include({
      kind: 'echo',
      author: { role: 'agent', id: '55', name: null },
      automated: false,
    })
    expect((await eventsOf('reply-api'))[0]).to.deep.include({
      kind: 'echo',
      author: { role: 'bot', id: '-200000001', name: null },
      automated: 'bot',
    })
    expect((await eventsOf('new-out'))[0]).to.include({ kind: 'echo', text: 'от сообщества' })
  })

  it('a customer who writes our tag is a customer all the same', async () => {
    const [message] = await eventsOf('customer-claims-tag')
    expect(message).to.include({ kind: 'message', text: 'хитрый' }).and.not.have.property('ownTag')
  })

  it('edits tell the text and when', async () => {
    const edited = { ...base, sentAt: '2025-11-24T12:01:00.000Z' }
    const editVersion = '1763985660'
    expect(await eventsOf('edit')).to.deep.equal([
      {
        kind: 'edit',
        messageId: '321',
        messageKey: '100500:17',
        author: customer,
        text: 'Где заказ 8?',
        editVersion,
        ...edited,
      },
    ])
    expect((await eventsOf('edit-own'))[0]).to.have.nested.property('author.role', 'agent')
  })

  it('buttons, leave to write, reading and reactions are no messages', async () => {
    const payload = '{"action":"status","order":7}'
    const actionKey = '100500:feleyinek'
    const reaction = { kind: 'reaction', messageId: '100500:18', author: customer, ...now }
    expect(await eventsOf('event')).to.deep.equal([{ kind: 'action', author: customer, payload, actionKey, ...now }])
    expect(await eventsOf('allow')).to.deep.equal([
      { kind: 'contact', contact: 'subscribed', author: customer, ...now },
    ])
    expect(await eventsOf('deny')).to.deep.equal([{ kind: 'contact', contact: 'blocked', author: customer, ...now }])
    expect(await eventsOf('read')).to.deep.equal([{ kind: 'receipt', receipt: 'read', messageIds: ['5000'], ...now }])
    expect(await eventsOf('reaction')).to.deep.equal([{ ...reaction, emoji: 'vk:3', removed: false }])
    expect(await eventsOf('reaction-removed')).to.deep.equal([{ ...reaction, removed: true }])
  })

  for (const name of ['typing', 'wall-post', 'other-group'])
    it(`${name} tells nothing`, async () => {
      expect(await eventsOf(name)).to.deep.equal([])
    })
})

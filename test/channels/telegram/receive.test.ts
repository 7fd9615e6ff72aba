import { expect } from 'chai'
import { adapter } from '../../../src/channels/telegram/adapter.js'
import type { ChannelEvent } from '../../../src/ports/channel-adapter.js'
import { fixturesOf } from '../fixture.js'
import { TELEGRAM, telegramCall, telegramEdit, telegramUpdate } from '../stand-ins/telegram.js'

const fixtures = fixturesOf('telegram')
const ports = { now: () => Date.parse('2026-11-24T12:00:00.000Z') }

async function told(name: string, more: object = {}): Promise<readonly ChannelEvent[]> {
  const read = adapter.accountOf({ ...TELEGRAM, ...more })
  if (!('account' in read)) throw new Error('the account has faults')
  const fixture = fixtures.get(name)
  if (fixture === undefined) throw new Error(`no fixture ${name}`)
  return (await adapter.receive(telegramCall(fixture.body), read.account, ports)).events
}

async function one(name: string, more: object = {}): Promise<ChannelEvent> {
  const [event, ...others] = await told(name, more)
  if (event === undefined || others.length > 0) throw new Error(`${name} tells ${others.length + 1} events`)
  return event
}

async function files(name: string) {
  const event = await one(name)
  return event.kind === 'message' ? event.attachments : []
}

describe('what Telegram tells', () => {
  it('a text', async () => {
    expect(await one('text')).to.deep.equal({
      kind: 'message',
      messageId: '1365',
      messageKey: '4803051234:1365',
      author: { role: 'customer', id: '4803051234', name: 'Анна Petrova', username: 'anna_p', locale: 'ru' },
      text: 'Здравствуйте! Где мой заказ? 📦',
      attachments: [],
      automated: false,
      suppressAutoReply: false,
      conversationId: '4803051234',
      conversationType: 'private',
      deliveryId: '700000001',
      sentAt: '2025-11-24T12:00:00.000Z',
      receivedAt: '2026-11-24T12:00:00.000Z',
    })
  })

  it('a chat without a type is private, as its id says', async () => {
    expect(await one('text-without-chat-type')).to.include({
      kind: 'message',
      conversationType: 'private',
      text: '/start',
    })
  })

  it('what a link of the shop carried', async () => {
    expect(await one('start-payload')).to.include({ text: '/start order-4711', payload: 'order-4711' })
  })

  it('the largest of a picture’s sizes, with its caption', async () => {
    expect(await one('photo')).to.include({ text: 'Вот фото' })
    expect(await files('photo')).to.deep.equal([{ kind: 'image', providerFileId: 'AgAC-large', size: 91234 }])
  })

  it('an album as messages of one group', async () => {
    const parts = [await one('album-1'), await one('album-2')]
    for (const part of parts) expect(part).to.include({ kind: 'message', groupKey: '13370000000000001' })
    expect(new Set(parts.map((part) => part.kind === 'message' && part.messageKey)).size).to.equal(2)
  })

  it('files of every kind, once each', async () => {
    const kinds = ['animation', 'document', 'voice', 'video-note', 'sticker', 'contact', 'venue', 'paid-media']
    const found = await Promise.all(kinds.map(files))
    expect(found.map((list) => list.map(({ kind }) => kind).join())).to.deep.equal([
      'video',
      'file',
      'voice',
      'video',
      'sticker',
      'contact',
      'location',
      'unknown',
    ])
    expect(await files('voice')).to.deep.equal([
      { kind: 'voice', providerFileId: 'AwAC-voice', mimeType: 'audio/ogg', size: 8000, duration: 4 },
    ])
    expect((await files('contact'))[0]).to.include({ phone: '+380501234567', name: 'Анна Petrova' })
    expect((await files('venue'))[0]).to.deep.include({
      latitude: 50.4501,
      longitude: 30.5234,
      name: 'Shop, Khreshchatyk 1',
    })
  })

  it('dice and polls as text', async () => {
    expect(await one('dice')).to.include({ text: '🎲 4' })
    expect(await one('poll')).to.include({ text: 'Yes or no?' })
  })

  it('content of a later Bot API, as something that can not be shown', async () => {
    for (const name of ['unknown-content', 'paid-media'])
      expect(await one(name)).to.include({ text: '', unsupported: true })
    expect(await told('group-unknown-content'), 'in a group it is no message').to.deep.equal([])
  })

  it('answers and forwarded messages', async () => {
    expect(await one('reply')).to.include({ replyToId: '1300', text: 'Это' })
    expect(await one('forwarded')).to.include({ forwarded: true })
  })

  it('edits under the key of what was edited, but not the steps of a shared place', async () => {
    const edit = await one('edited')
    expect(edit).to.include({ kind: 'edit', messageKey: '4803051234:1365', editVersion: '1763985660' })
    expect(edit).to.include({ text: 'Здравствуйте! Где мой заказ 4711?' })
    expect(await told('live-location-edit')).to.deep.equal([])
  })

  it('an edit that comes before its message, under the same key', async () => {
    const read = adapter.accountOf(TELEGRAM)
    if (!('account' in read)) throw new Error('faults')
    const said = { id: 5, text: 'hello' }
    const calls = [telegramEdit({ ...said, text: 'hello there' }), telegramUpdate(said)].map((one) => telegramCall(one))
    const results = await Promise.all(calls.map((call) => adapter.receive(call, read.account, ports)))
    const [edit, message] = results.flatMap(({ events }) => events)
    expect(edit?.kind === 'edit' && edit.messageKey).to.equal(message?.kind === 'message' && message.messageKey)
  })

  it('a message with the id 0 by its update', async () => {
    expect(await one('scheduled-id-0'))
      .to.include({ messageId: '0' })
      .and.property('messageKey')
      .match(/:update:\d+$/u)
  })

  it('groups: automation stays quiet, unless it is let', async () => {
    expect(await one('group-text')).to.include({
      conversationId: '-1001234567890',
      conversationType: 'group',
      automated: false,
      suppressAutoReply: true,
    })
    expect(await one('group-text', { autoReplyInGroups: true })).to.include({ suppressAutoReply: false })
  })

  it('the topic of a group, where an answer belongs', async () => {
    expect((await one('group-topic')).replyContext).to.deep.equal({ topicId: '42' })
  })

  it('an anonymous administrator is a person, other bots and copied posts are not', async () => {
    expect(await one('group-anonymous-admin')).to.deep.include({
      automated: false,
      author: { role: 'customer', id: '-1001234567890', name: 'Support group' },
    })
    for (const more of [{}, { autoReplyInGroups: true }]) {
      expect(await one('group-bot', more)).to.include({ automated: 'bot', suppressAutoReply: true })
      expect(await one('group-channel-copy', more)).to.include({ automated: 'auto-generated', suppressAutoReply: true })
    }
  })

  it('notices of a group say nothing', async () => {
    expect(await one('group-joined')).to.include({ kind: 'service', detail: 'telegram: new_chat_members' })
  })

  it('where a group moved to, from both sides', async () => {
    for (const name of ['group-migrates-to', 'group-migrates-from'])
      expect(await one(name)).to.include({
        kind: 'service',
        conversationId: '-4009',
        newConversationId: '-1001234567890',
      })
  })

  it('business chats apart from those with the bot, with what an answer needs', async () => {
    const message = await one('business-message')
    expect(message).to.include({ kind: 'message', conversationId: 'business:4803051234' })
    expect(message).to.include({ messageKey: 'business:BizConn-1:4803051234:501', suppressAutoReply: false })
    expect(message.replyContext).to.deep.equal({ businessConnectionId: 'BizConn-1' })
  })

  it('what the owner of a business account said himself, and what was said for him', async () => {
    const owner = await one('business-owner-answers')
    expect(owner).to.include({
      kind: 'echo',
      automated: false,
      text: 'Да, слушаю вас',
      conversationId: 'business:4803051234',
    })
    expect(owner).to.have.nested.property('author.role', 'agent')
    expect(await one('business-bot-answers')).to.include({ kind: 'echo', automated: 'bot' })
    expect(await one('business-greeting')).to.include({ kind: 'echo', automated: 'auto-reply' })
  })

  it('edits and deletions of a business chat, under the keys of its messages', async () => {
    const messageKey = 'business:BizConn-1:4803051234:501'
    expect(await one('business-edited')).to.include({ kind: 'edit', messageKey, text: 'Добрый вечер' })
    const deleted = await told('business-deleted')
    expect(deleted.map((event) => event.kind === 'delete' && event.messageKey)).to.deep.equal([
      messageKey,
      'business:BizConn-1:4803051234:505',
    ])
  })

  it('that a business account was connected', async () => {
    expect(await one('business-connection')).to.include({
      kind: 'service',
      detail: 'telegram: business connection may be answered',
    })
  })

  it('reactions as what changed', async () => {
    const events = await told('reaction')
    expect(events.map((event) => event.kind === 'reaction' && [event.emoji, event.removed])).to.deep.equal([
      ['👎', true],
      ['👍', false],
      [undefined, false],
    ])
  })

  it('buttons', async () => {
    expect(await one('button')).to.include({
      kind: 'action',
      payload: 'rate:5',
      actionKey: 'callback:4382bfdwdsb323b2d9',
      conversationId: '4803051234',
      sentAt: '2026-11-24T12:00:00.000Z',
    })
  })

  it('that it was blocked, let in, taken into a group', async () => {
    expect(await one('blocked')).to.include({ kind: 'contact', contact: 'blocked' })
    expect(await one('unblocked')).to.include({ kind: 'contact', contact: 'unblocked' })
    expect(await one('added-to-group')).to.include({ kind: 'contact', contact: 'added' })
    expect(await told('more-rights')).to.deep.equal([])
  })

  it('posts of a channel are no message', async () => {
    expect(await told('channel-post')).to.deep.equal([])
  })

  it('the former secret is taken too while a new one is brought in', async () => {
    const read = adapter.accountOf({
      ...TELEGRAM,
      secretToken: 'a-new-secret_0123',
      formerSecretToken: TELEGRAM.secretToken,
    })
    if (!('account' in read)) throw new Error('faults')
    const delivery = telegramCall(fixtures.get('text')?.body)
    expect((await adapter.receive(delivery, read.account, ports)).verdict).to.equal('accept')
  })
})

import { expect } from 'chai'
import { accountOf, type SkypeAccount } from '../../../src/channels/skype/account.js'
import { eventsOf } from '../../../src/channels/skype/parse.js'
import type { ChannelEvent } from '../../../src/ports/channel-adapter.js'
import { chance } from '../../../src/testing/channel-contract/chance.js'
import { mutatedJson } from '../../../src/testing/channel-contract/mutate.js'
import { checkEvent } from '../../../src/testing/channel-contract/well-formed.js'
import { fixturesOf } from '../fixture.js'
import { SKYPE } from '../stand-ins/skype.js'

const RECEIVED = '2026-11-24T12:00:05.000Z'
const fixtures = fixturesOf('skype')

function account(): SkypeAccount {
  const read = accountOf({ appId: SKYPE.appId, appSecret: SKYPE.appSecret })
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  return read.account
}

function told(name: string): readonly ChannelEvent[] {
  return eventsOf(fixtures.get(name)?.body, account(), RECEIVED)
}

function only(name: string): ChannelEvent {
  const events = told(name)
  expect(events, name).to.have.length(1)
  return events[0] as ChannelEvent
}

describe('activities are told as events', () => {
  it('a message, without the marks of its XML, with what a reply needs', () => {
    expect(only('message')).to.deep.equal({
      kind: 'message',
      conversationId: '29:1anna-petrova',
      conversationType: 'private',
      deliveryId: '1763985600123',
      sentAt: '2026-11-24T12:00:00.123Z',
      receivedAt: RECEIVED,
      replyContext: {
        serviceUrl: 'SERVICE',
        channelId: 'skype',
        bot: { id: `28:${SKYPE.appId}`, name: 'Shop' },
        user: { id: '29:1anna-petrova', name: 'Анна Петрова' },
      },
      messageId: '1763985600123',
      messageKey: '29:1anna-petrova 1763985600123',
      author: { role: 'customer', id: '29:1anna-petrova', name: 'Анна Петрова', locale: 'ru-RU' },
      text: 'Где моя посылка? <1234> & срочно',
      attachments: [],
      automated: false,
      suppressAutoReply: false,
    })
  })

  it('a message of a group: the call to us left out, others by name, no automatic answer', () => {
    expect(only('message-group')).to.include({
      conversationType: 'group',
      text: 'where is it, @Boris?',
      suppressAutoReply: true,
    })
    expect(only('teams-message')).to.include({
      conversationType: 'private',
      text: 'broken\u00a0lamp',
      html: '<div><span>Shop</span> broken&nbsp;lamp</div>',
    })
  })

  it('files: our token goes along to listed hosts only', () => {
    expect(only('message-image')).to.have.deep.property('attachments', [
      {
        kind: 'image',
        url: 'https://smba.trafficmanager.net/apis/v3/attachments/0-weu-d1/views/original',
        auth: 'bearer',
        name: 'parcel.jpg',
        mimeType: 'image/jpeg',
      },
    ])
    expect(only('message-foreign-file')).to.have.nested.property('attachments[0].auth', 'none')
    expect(only('teams-file')).to.have.deep.property('attachments', [
      { kind: 'file', url: 'https://contoso.sharepoint.com/download?tempauth=abc', auth: 'none', name: 'bill.pdf' },
    ])
    expect(only('message-place')).to.have.deep.property('attachments', [
      { kind: 'location', latitude: 55.75, longitude: 37.61, name: 'Office' },
    ])
    expect(only('message-card')).to.include({ unsupported: true }).and.have.deep.property('attachments', [])
  })

  it('a message without an id has one that is the same each time', () => {
    const [one, two] = [only('message-no-id'), only('message-no-id')]
    expect(one)
      .to.have.property('messageId')
      .that.matches(/^made-[0-9a-f]{40}$/u)
    expect(two).to.deep.equal(one)
  })

  it('one id in two conversations makes two keys', () => {
    const keys = ['message', 'message-same-id-elsewhere'].map((name) => {
      const event = only(name)
      return 'messageKey' in event ? event.messageKey : ''
    })
    expect(new Set(keys).size).to.equal(2)
  })

  it('our own message is an echo, another bot’s is automated', () => {
    expect(only('message-own')).to.deep.include({ kind: 'echo', text: 'We look into it', automated: 'bot' })
    expect(only('message-bot')).to.include({ kind: 'message', automated: 'bot', suppressAutoReply: true })
  })

  it('buttons: what a card sends, what nobody typed, an invoke', () => {
    expect(only('teams-submit')).to.include({ kind: 'action', payload: '{"choice":"refund","order":1234}' })
    expect(only('post-back')).to.include({ kind: 'action', payload: 'menu:refund', text: 'menu:refund' })
    expect(only('invoke')).to.have.property('payload').that.contains('"verb":"refund"')
  })

  it('edits, deletions and reactions name the message', () => {
    expect(only('message-update')).to.include({
      kind: 'edit',
      messageId: '1763985600123',
      messageKey: '29:1anna-petrova 1763985600123',
      text: 'Где моя посылка 1234?',
      editVersion: '2026-11-24T12:01:00.000Z',
    })
    expect(only('message-delete')).to.include({ kind: 'delete', messageKey: '29:1anna-petrova 1763985600123' })
    expect(
      told('reaction').map((event) => 'removed' in event && [event.messageId, event.emoji, event.removed]),
    ).to.deep.equal([
      ['1763985600123', 'like', false],
      ['1763985600123', 'plusOne', true],
    ])
  })

  it('who comes and goes', () => {
    expect(only('bot-added')).to.include({ kind: 'contact', contact: 'started' })
    expect(told('bot-added-group').map((event) => 'detail' in event && event.detail)).to.deep.equal([
      'The bot was added to the conversation',
      'Came in: Boris',
      'The conversation is now called Parcels',
    ])
    expect(only('bot-removed')).to.include({ kind: 'service', detail: 'The bot was removed from the conversation' })
    expect(only('contact-added')).to.include({ contact: 'added' })
    expect(only('contact-removed')).to.include({ contact: 'blocked' })
    expect(only('installed')).to.include({ contact: 'added' })
    expect(only('end')).to.include({ kind: 'service' })
  })

  it('typing, events and kinds that nobody knows tell nothing', () => {
    for (const name of ['typing', 'event', 'unknown']) expect(told(name), name).to.deep.equal([])
  })

  it('a time beyond belief is the delivery’s', () => {
    for (const timestamp of ['yesterday', '0001-01-01T00:00:00Z', 7, null, undefined]) {
      const body = { ...(fixtures.get('message')?.body as object), timestamp }
      expect(eventsOf(body, account(), RECEIVED)[0]).to.include({ sentAt: RECEIVED })
    }
  })

  it('whatever an activity holds, nothing is thrown and every event is well-formed', () => {
    const runs = Number(process.env.CASELINE_RUNS ?? 2_000)
    const dice = chance(7)
    const all = [...fixtures.values()].map(({ body }) => Buffer.from(JSON.stringify(body)))
    let events = 0
    for (let run = 0; run < runs; run++) {
      let bytes: Uint8Array = all[dice.number(all.length)] as Uint8Array
      for (let times = dice.number(4); times >= 0; times--) bytes = mutatedJson(bytes, dice) ?? bytes
      for (const event of eventsOf(JSON.parse(Buffer.from(bytes).toString()), account(), RECEIVED)) {
        checkEvent(`run ${run}`, event)
        events++
      }
    }
    expect(events).to.be.greaterThan(runs / 4)
  })
})

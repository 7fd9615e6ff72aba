import { expect } from 'chai'
import { accountOf } from '../../../src/channels/slack/account.js'
import { adapter } from '../../../src/channels/slack/adapter.js'
import type { ChannelEvent } from '../../../src/ports/channel-adapter.js'
import { fixturesOf } from '../fixture.js'
import { SLACK, SLACK_DM, SLACK_NOW, SLACK_USER, slackCall } from '../stand-ins/slack.js'

const fixtures = fixturesOf('slack')
const receivedAt = '2026-11-24T12:00:00.000Z'

async function eventsOf(name: string, more: object = {}): Promise<readonly ChannelEvent[]> {
  const read = accountOf({ ...SLACK, ...more })
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  const delivery = slackCall(fixtures.get(name)?.body, { receivedAt })
  const { verdict, response, events } = await adapter.receive(delivery, read.account, { now: () => SLACK_NOW })
  expect([response.status, response.body]).to.deep.equal([200, ''])
  expect(verdict).to.equal(events.length === 0 ? 'ignore' : 'accept')
  return events
}

const base = {
  conversationId: SLACK_DM,
  conversationType: 'private',
  deliveryId: 'Ev0000000001',
  sentAt: '2026-11-24T11:59:59.000Z',
  receivedAt,
}
const customer = { role: 'customer', id: SLACK_USER, name: null }

describe('what Slack sends', () => {
  it('a direct message, its marks as a person reads them', async () => {
    expect(await eventsOf('text')).to.deep.equal([
      {
        kind: 'message',
        messageId: '1795521599.000100',
        messageKey: 'D0CUSTOMER:1795521599.000100',
        text: 'Hi &amp; <b> @oleg, see the chair (https://shop.example/7), https://a.example in #sales @here a@b.example 24 November',
        attachments: [],
        author: customer,
        automated: false,
        suppressAutoReply: false,
        ...base,
      },
    ])
  })

  it('in a channel every message that begins no thread is a conversation, answered in its thread', async () => {
    const [message] = await eventsOf('channel')
    expect(message).to.deep.include({
      conversationId: 'C0SALES:1795521599.000100',
      conversationType: 'channel',
      replyContext: { threadTs: '1795521599.000100' },
      suppressAutoReply: true,
    })
    const [answer] = await eventsOf('thread')
    expect(answer).to.deep.include({
      conversationId: 'C0SALES:1795521599.000100',
      threadId: '1795521599.000100',
      messageKey: 'C0SALES:1795521650.000200',
      replyContext: { threadTs: '1795521599.000100' },
    })
  })

  it('app_mention is the same message under the same key', async () => {
    const [message] = await eventsOf('channel')
    const [mention] = await eventsOf('app-mention')
    expect(mention).to.deep.equal({ ...message, deliveryId: 'Ev0000000002' })
  })

  it('a thread of a direct conversation is the same conversation, and answered in the thread', async () => {
    expect((await eventsOf('thread-in-dm'))[0]).to.deep.include({
      conversationId: SLACK_DM,
      threadId: '1795521599.000100',
      replyContext: { threadTs: '1795521599.000100' },
    })
    const group = { conversationId: 'G0GROUP', conversationType: 'group', suppressAutoReply: true }
    expect((await eventsOf('group-dm'))[0]).to.include(group)
  })

  it('what a person says in other ways is a message too', async () => {
    const [broadcast] = await eventsOf('thread-broadcast')
    expect(broadcast).to.include({ kind: 'message', text: 'also to all', messageId: '1795521660.000300' })
    expect((await eventsOf('me-message'))[0]).to.include({ kind: 'message', text: 'waves' })
    const [foreign] = await eventsOf('connect-user')
    expect(foreign).to.deep.include({ kind: 'message', author: { role: 'customer', id: 'U0FOREIGN', name: null } })
    expect((await eventsOf('no-channel-type'))[0]).to.include({ conversationType: 'private' })
  })

  it('files are references behind the token; those of elsewhere aren’t, and stubs have only their id', async () => {
    const files = async (name: string) => {
      const [event] = await eventsOf(name)
      return event?.kind === 'message' ? event.attachments : []
    }
    expect(await files('file-share')).to.deep.equal([
      {
        kind: 'image',
        providerFileId: 'F1',
        url: 'https://files.slack.com/files-pri/T0-F1/download/chair.png',
        auth: 'bearer',
        name: 'chair.png',
        mimeType: 'image/png',
        size: 1234,
      },
      {
        kind: 'voice',
        providerFileId: 'F2',
        url: 'https://files.slack.com/files-tmb/T0-F2/a.m4a',
        auth: 'bearer',
        name: 'audio_message.m4a',
        mimeType: 'audio/mp4',
        size: 99,
        duration: 3,
      },
      {
        kind: 'link',
        providerFileId: 'F3',
        url: 'https://docs.example/paper',
        auth: 'none',
        name: 'paper',
        mimeType: 'text/html',
      },
    ])
    expect(await files('file-stub')).to.deep.equal([{ kind: 'file', providerFileId: 'F4', auth: 'bearer' }])
    expect(await files('file-gone')).to.deep.equal([{ kind: 'unknown', providerFileId: 'F5' }])
  })

  it('a shared message is quoted, a link’s preview isn’t', async () => {
    expect((await eventsOf('shared-message'))[0]).to.include({ text: 'look\n> It broke & fell', forwarded: true })
  })

  it('a robot is one, with a subtype or without', async () => {
    for (const name of ['bot-message', 'bot-without-subtype', 'other-bot-with-our-tag']) {
      const [event] = await eventsOf(name)
      expect(event, name).to.include({ kind: 'message', automated: 'bot', suppressAutoReply: true })
      expect(event).to.have.nested.property('author.role', 'bot')
      expect(event).to.have.nested.property('author.id', 'B0OTHER')
      expect(event).to.have.nested.property('author.name', 'Weather')
    }
  })

  it('our own message comes back with its tag; Slack itself says which app is ours', async () => {
    expect((await eventsOf('echo-own'))[0]).to.deep.include({
      kind: 'echo',
      ownTag: 'effect-7',
      messageId: '1795521600.000001',
      automated: false,
      author: { role: 'bot', id: 'B0OURBOT', name: 'desk' },
    })
  })

  it('a person of ours who answers in Slack itself is an agent', async () => {
    expect((await eventsOf('agent'))[0]).to.include({ kind: 'message' })
    expect((await eventsOf('agent', { agentIds: ['U0AGENT'] }))[0]).to.deep.include({
      kind: 'echo',
      author: { role: 'agent', id: 'U0AGENT', name: null },
      automated: false,
      conversationId: 'C0SALES:1795521599.000100',
    })
  })

  it('notices of Slack are service', async () => {
    expect((await eventsOf('slack-notice'))[0]).to.include({ kind: 'service', detail: 'slack: a notice' })
    expect((await eventsOf('channel-join'))[0]).to.include({ kind: 'service', detail: 'slack: channel_join' })
  })

  it('edits name the message they change, also where only the former one has its id', async () => {
    const key = { messageId: '1795521599.000100', messageKey: 'D0CUSTOMER:1795521599.000100' }
    const edit = { kind: 'edit', ...key, author: customer, ...base, sentAt: '2026-11-24T12:01:40.000Z' }
    expect(await eventsOf('changed')).to.deep.equal([{ ...edit, text: 'Hello 2', editVersion: '1795521700.000000' }])
    expect(await eventsOf('changed-without-inner-ts')).to.deep.equal([
      { ...edit, text: 'Hello 3', editVersion: '1795521700.000400' },
    ])
  })

  it('deletions too, with what is left of a thread’s beginning', async () => {
    const key = { messageId: '1795521599.000100', messageKey: 'D0CUSTOMER:1795521599.000100' }
    expect(await eventsOf('deleted')).to.deep.equal([
      { kind: 'delete', ...key, ...base, sentAt: '2026-11-24T12:01:50.000Z' },
    ])
    expect((await eventsOf('changed-tombstone'))[0]).to.include({
      kind: 'delete',
      messageKey: 'C0SALES:1795521599.000100',
      conversationId: 'C0SALES:1795521599.000100',
    })
  })

  it('reactions come and go', async () => {
    const reaction = { kind: 'reaction', messageId: '1795521600.000001', author: customer, emoji: 'thumbsup' }
    expect((await eventsOf('reaction-added'))[0]).to.deep.include({ ...reaction, removed: false })
    expect((await eventsOf('reaction-removed'))[0]).to.deep.include({ ...reaction, removed: true })
  })

  const nothing = ['changed-link-preview', 'replied', 'home-opened', 'app-rate-limited', 'other-team', 'ts-as-number']
  for (const name of nothing)
    it(`${name} tells nothing`, async () => {
      expect(await eventsOf(name)).to.deep.equal([])
    })

  it('without a workspace set, every workspace the app is in counts', async () => {
    expect(await eventsOf('other-team', { teamId: undefined })).to.have.length(1)
    expect(await eventsOf('organisation')).to.have.length(1)
    expect(await eventsOf('organisation', { teamId: 'E0ORG0001' })).to.have.length(1)
    expect(await eventsOf('text', { teamId: 'E0ORG0001' })).to.deep.equal([])
  })
})

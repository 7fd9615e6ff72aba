// What may be changed in every state, and what of it is told (spec L2, L5, L10, L14).
import { expect } from 'chai'
import type { Changes } from '../../../src/core/thread/command.js'
import { type GivenCommand, type GivenPlace, given } from '../../../src/testing/given-when-then.js'

type Update = Extract<GivenCommand, { type: 'update' }>

const agent = 'ann'
const at = (minute: string): string => `2026-03-02T12:${minute}:00.000Z`
const hello: GivenCommand = {
  type: 'customer.message',
  channel: 'tg',
  customer: { id: 'anna', name: 'Anna' },
  messageId: 'm1',
  text: 'Hi',
  attachments: [],
}
const update = (changes: Changes, more: Partial<Update> = {}): GivenCommand => ({
  type: 'update',
  chat: 1,
  agent,
  changes,
  ...more,
})
const finish = (status: 'open' | 'closed'): GivenCommand => ({ type: 'finish', chat: 1, agent, status })
const note = (chat = 1): GivenCommand => ({ type: 'note', chat, agent, text: 'Note', attachments: [], after: 'PT1M' })

const ALL: Changes = {
  subject: 'Parcel',
  tags: ['a', 'b'],
  fields: { n: 1, m: 2 },
  priority: 'high',
  assignee: { agent: 'bob' },
}

describe('a change of details', () => {
  it('is told in one event that has what was and what is', async () => {
    const { events, thread } = await given({}, hello)
      .when(update(ALL))
      .yields({ outcome: 'updated', chat: { number: 1 } })
    expect(events).to.deep.equal([
      {
        type: 'chat.updated',
        chat: 1,
        at: at('00'),
        by: 'agent',
        agent,
        changes: {
          subject: { from: null, to: 'Parcel' },
          tags: { from: [], to: ['a', 'b'] },
          fields: { from: {}, to: { n: 1, m: 2 } },
          priority: { from: 'normal', to: 'high' },
          assignee: { from: null, to: { agent: 'bob' } },
        },
      },
    ])
    expect(thread.chats[0]?.details).to.deep.equal(ALL)
  })

  it('tells only what differs, and is none where nothing does', async () => {
    const again = await given({}, hello, update(ALL))
      .when(update(structuredClone(ALL)))
      .yields({ outcome: 'unchanged', chat: { number: 1 } })
    expect(again.events).to.deep.equal([])
    expect((await given({}, hello).when(update({})).yields({ outcome: 'unchanged' })).events).to.deep.equal([])
    for (const changes of [
      { subject: 'Bill' },
      { subject: null },
      { tags: [] },
      { priority: 'low' },
      { assignee: null },
      { assignee: { agent: 'bob', group: 'second' } },
    ] satisfies Changes[]) {
      const { events, thread } = await given({}, hello, update(ALL))
        .when(update(changes))
        .yields({ outcome: 'updated' })
      const [event] = events
      const told = event?.type === 'chat.updated' ? event.changes : {}
      expect(Object.keys(told)).to.deep.equal(Object.keys(changes))
      expect(thread.chats[0]?.details).to.deep.equal({ ...ALL, ...changes })
    }
  })

  it('adds to the fields, and takes away those that are null', async () => {
    const { thread } = await given({}, hello, update(ALL))
      .when(update({ fields: { n: null, m: 3, o: false } }))
      .yields({})
    expect(thread.chats[0]?.details.fields).to.deep.equal({ m: 3, o: false })
  })

  it('takes a tag once, and blanks around a subject away; a blank subject is none', async () => {
    const { thread } = await given({}, hello)
      .when(update({ tags: ['a', 'b', 'a'], subject: '  Parcel ' }))
      .yields({})
    expect(thread.chats[0]?.details).to.deep.include({ tags: ['a', 'b'], subject: 'Parcel' })
    await given({}, hello, update(ALL))
      .when(update({ subject: ' ' }))
      .yields({ chat: { subject: 'Hi', subjectIsDefault: true } })
    await given({}, hello)
      .when(update(ALL))
      .yields({ chat: { subject: 'Parcel', subjectIsDefault: false } })
  })

  it('may be nobody’s: then no agent is named', async () => {
    const { events } = await given({}, hello)
      .when({ type: 'update', chat: 1, changes: { priority: 'low' } })
      .yields({})
    expect(events[0]).not.to.have.property('agent')
  })

  it('may bring what was learned of the customer', async () => {
    const learned = { email: 'a@example.org' }
    const { contact } = await given({}, hello)
      .when(update({ tags: ['a'] }, { learned }))
      .yields({ outcome: 'updated' })
    expect([contact.id, contact.name, contact.email]).to.deep.equal(['anna', 'Anna', 'a@example.org'])
    const alone = await given({}, hello).when(update({}, { learned })).yields({ outcome: 'unchanged' })
    expect(alone.contact.email).to.equal('a@example.org')
  })

  it('is refused to an editor who saw another version', async () => {
    const { thread } = await given().when(hello).yields({})
    const version = thread.chats[0]?.version ?? 0
    await given({}, hello)
      .when(update(ALL, { ifVersion: version }))
      .yields({ outcome: 'updated' })
    const { refused } = await given({}, hello)
      .when(update(ALL, { ifVersion: version - 1 }))
      .isRefused('conflict')
    expect(refused.pointer).to.equal('/ifVersion')
    await given({}, hello)
      .when(update(ALL, { chat: 7 }))
      .isRefused('not-found')
  })
})

describe('a change of the status', () => {
  it('is one of a finished chat, which stays as it was finished', async () => {
    for (const [status, state] of [
      ['pending', 'finished-pending'],
      ['closed', 'closed'],
    ] as const) {
      const before = await given({}, hello).when(finish('open')).yields({})
      const { events, thread } = await given({}, hello, finish('open'))
        .when(update({}, { status }))
        .yields({ outcome: 'updated', chat: { status } })
      expect(events).to.deep.equal([
        {
          type: 'chat.updated',
          chat: 1,
          at: at('00'),
          by: 'agent',
          agent,
          changes: { status: { from: 'open', to: status } },
        },
      ])
      expect(thread.chats[0]?.lifecycle).to.deep.equal({ ...before.thread.chats[0]?.lifecycle, state })
    }
    const same = await given({}, hello, finish('open'))
      .when(update({}, { status: 'open' }))
      .yields({ outcome: 'unchanged' })
    expect(same.events).to.deep.equal([])
  })

  it('is refused of a live chat, and to closed where chats are endless; then nothing else is changed either', async () => {
    await given({}, hello)
      .when(update(ALL, { status: 'open' }))
      .isRefused('chat-is-live')
    const endless: GivenPlace = { channel: { endless: true } }
    await given(endless, hello, finish('open'))
      .when(update(ALL, { status: 'closed' }))
      .isRefused('closed-not-offered')
    await given(endless, hello, finish('open'))
      .when(update(ALL, { status: 'pending' }))
      .yields({ outcome: 'updated' })
  })
})

describe('a note', () => {
  it('is written and told, and nobody spoke', async () => {
    const { messages, events, effects } = await given({}, hello)
      .when(note())
      .yields({ outcome: 'noted', chat: { number: 1, waitingSince: at('00'), autoFinishAt: at('10') } })
    expect(messages).to.deep.equal([
      { id: 'c2/2', author: 'agent', agent, kind: 'note', text: 'Note', attachments: [], at: at('01'), seq: 2 },
    ])
    expect(events).to.deep.equal([{ type: 'note.added', chat: 1, at: at('01'), message: 'c2/2', agent }])
    expect(effects).to.deep.equal([])
  })

  it('on an older chat is that chat’s, and no border moves', async () => {
    const second = { ...hello, messageId: 'm2' } as GivenCommand
    const { messages, thread } = await given({}, hello, finish('closed'), second)
      .when(note())
      .yields({ outcome: 'noted', chat: { number: 1, state: 'closed' } })
    expect(messages[0]).to.deep.include({ seq: 3, chat: 1 })
    expect(thread.chats.map(({ parts }) => parts.map(({ counts }) => counts.notes))).to.deep.equal([[1], [0]])
    expect(thread.chats.map(({ firstSeq }) => firstSeq)).to.deep.equal([1, 2])
  })

  it('is refused on a merged chat, with the chat to look at instead, and on none', async () => {
    const second = { ...hello, messageId: 'm2' } as GivenCommand
    const merged = [hello, finish('closed'), second, { type: 'merge', chat: 2, agent } as const]
    expect(
      (
        await given({}, ...merged)
          .when(note(2))
          .isRefused('merged')
      ).refused.number,
    ).to.equal(1)
    expect((await given({}, hello).when(note(7)).isRefused('not-found')).refused.pointer).to.equal('/chat')
  })
})

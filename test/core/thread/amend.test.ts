// A customer's edit or deletion and the fate of an outgoing message: what is written, told and left alone (spec L13).
import { expect } from 'chai'
import { chatOf } from '../../../src/core/thread/thread.js'
import { type GivenCommand, given } from '../../../src/testing/given-when-then.js'

const agent = 'ann'

function received(messageId: string, text: string): GivenCommand {
  const image = { kind: 'image', url: `https://x.test/${messageId}` } as const
  return { type: 'customer.message', channel: 'tg', customer: { id: 'anna' }, messageId, text, attachments: [image] }
}
const edit = (messageId: string, text: string): GivenCommand => ({ type: 'edit', messageId, text, after: 'PT1M' })
const remove = (messageId: string): GivenCommand => ({ type: 'edit', messageId, deleted: true, after: 'PT1M' })
const closed: GivenCommand = { type: 'finish', chat: 1, agent, status: 'closed' }
const merge: GivenCommand = { type: 'merge', chat: 2, agent }
const unmerge: GivenCommand = { type: 'unmerge', chat: 1, agent }
const at = (minute: string): string => `2026-03-02T12:${minute}:00.000Z`

/** The second message is another's; nothing may be done to it. */
const two = [received('m1', 'Parcel?'), received('m2', 'Bill?')] as const

describe('an edited message', () => {
  it('has the new text, keeps what was said before, and is told of', async () => {
    const { messages, events } = await given({}, ...two)
      .when(edit('m1', 'Invoice?'))
      .yields({ outcome: 'edited', chat: { number: 1 } })
    expect(messages).to.have.length(1)
    expect(messages[0]).to.deep.include({
      id: 'm1',
      text: 'Invoice?',
      edited: true,
      history: [{ text: 'Parcel?', until: at('01') }],
    })
    expect(messages[0]).not.to.have.property('deleted')
    expect(messages[0]?.attachments).to.have.length(1)
    expect(events).to.deep.equal([{ type: 'message.edited', chat: 1, at: at('01'), message: 'm1' }])
  })

  it('keeps each former text, oldest first', async () => {
    const { messages } = await given({}, ...two, edit('m1', 'Invoice?'))
      .when(edit('m1', 'Refund?'))
      .yields({})
    expect(messages[0]?.history).to.deep.equal([
      { text: 'Parcel?', until: at('01') },
      { text: 'Invoice?', until: at('02') },
    ])
  })

  it('is as it was when the text is the same, none, or that of a deleted message', async () => {
    const nothing = { outcome: 'unchanged', chat: { number: 1 }, events: [], messages: [] } as const
    await given({}, ...two)
      .when(edit('m1', 'Parcel?'))
      .yields(nothing)
    await given({}, ...two)
      .when({ type: 'edit', messageId: 'm1' })
      .yields(nothing)
    await given({}, ...two, remove('m1'))
      .when(edit('m1', 'Invoice?'))
      .yields(nothing)
  })

  it('is refused when nobody knows it', async () => {
    const { refused } = await given({}, ...two)
      .when(edit('m3', 'Invoice?'))
      .isRefused('not-found')
    expect(refused.pointer).to.equal('/messageId')
    expect(
      (
        await given({}, ...two)
          .when(remove('m3'))
          .isRefused('not-found')
      ).refused.pointer,
    ).to.equal('/messageId')
  })

  it('changes the subject that was taken from it, and leaves the chat alone otherwise', async () => {
    await given({}, ...two)
      .when(edit('m1', 'Invoice?'))
      .yields({ chat: { subject: 'Invoice?' } })
    const before = await given({}, ...two.slice(0, 1))
      .when(received('m2', 'Bill?'))
      .yields({ chat: { subject: 'Parcel?' } })
    const { thread } = await given({}, ...two)
      .when(edit('m2', 'Refund?'))
      .yields({ chat: { subject: 'Parcel?' } })
    expect(thread.chats).to.deep.equal(before.thread.chats)
  })

  it('changes the subject of its own chat, whatever others the thread has', async () => {
    const later = [received('m1', 'Parcel?'), closed, received('m2', 'Bill?')]
    const before = await given({}, ...later.slice(0, -1))
      .when(received('m2', 'Bill?'))
      .yields({})
    const { thread } = await given({}, ...later)
      .when(edit('m1', 'Refund?'))
      .yields({ chat: { number: 1, subject: 'Refund?' } })
    expect(chatOf(thread, 2)).to.deep.equal(chatOf(before.thread, 2))
    await given({}, ...later)
      .when(edit('m2', 'Refund?'))
      .yields({ chat: { number: 2, subject: 'Refund?' } })
  })

  it('may be an agent’s, in a chat that has no subject yet', async () => {
    const who = { channel: 'tg', customer: { id: 'anna' } }
    const start: GivenCommand = { type: 'start', ...who, agent, messageId: 'a1', text: 'Hello', attachments: [] }
    await given({}, start)
      .when(edit('a1', 'Hello!'))
      .yields({ outcome: 'edited', chat: { number: 1, subject: null } })
  })

  it('changes the subject of the chat that is in its place after a merge, and of its own after the unmerge', async () => {
    const merged = [received('m1', 'Parcel?'), closed, received('m2', 'Bill?'), merge]
    for (const [id, joined, first, second] of [
      ['m1', 'Refund?', 'Refund?', 'Bill?'],
      ['m2', 'Parcel?', 'Parcel?', 'Refund?'],
    ] as const) {
      const changed = edit(id, 'Refund?')
      await given({}, ...merged)
        .when(changed)
        .yields({ messages: [{ id, text: 'Refund?' }], chat: { number: 1, subject: joined } })
      const { thread } = await given({}, ...merged, changed)
        .when(unmerge)
        .yields({ chat: { number: 2, subject: second } })
      expect(chatOf(thread, 1)?.parts.map((part) => part.firstCustomer?.text)).to.deep.equal([first])
    }
  })

  it('that was edited between merge and unmerge is no change of the state that the merge left', async () => {
    const merged = [received('m1', 'Parcel?'), closed, received('m2', 'Bill?'), merge, edit('m1', 'Refund?')]
    await given({}, ...merged)
      .when(unmerge)
      .yields({ chat: { number: 2, state: 'active', activation: 1 } })
  })
})

describe('a deleted message', () => {
  it('has lost text and attachments, keeps what was said for the record, and is told of', async () => {
    const { messages, events } = await given({}, ...two)
      .when(remove('m1'))
      .yields({ outcome: 'deleted', chat: { number: 1, subject: null } })
    expect(messages).to.have.length(1)
    expect(messages[0]).to.deep.include({
      id: 'm1',
      text: '',
      attachments: [],
      deleted: true,
      history: [{ text: 'Parcel?', until: at('01') }],
    })
    expect(events).to.deep.equal([{ type: 'message.deleted', chat: 1, at: at('01'), message: 'm1' }])
  })

  it('is deleted once', async () => {
    await given({}, ...two, remove('m1'))
      .when(remove('m1'))
      .yields({ outcome: 'unchanged', chat: { number: 1 }, events: [], messages: [] })
  })
})

describe('the fate of an outgoing message', () => {
  const reply: GivenCommand = {
    type: 'agent.message',
    chat: 1,
    agent,
    text: 'Which?',
    attachments: [],
    messageId: 'm3',
  }
  const said = [...two, reply] as const
  const failure = { code: 'blocked', detail: 'The customer blocked the bot' }

  it('is written beside it and told', async () => {
    const { messages, events } = await given({}, ...said)
      .when({ type: 'delivery', messageId: 'm3', delivery: 'sent', failure })
      .yields({ outcome: 'delivered', chat: { number: 1 } })
    expect(messages).to.have.length(1)
    expect(messages[0]).to.deep.include({ id: 'm3', delivery: 'sent' })
    expect(messages[0], 'one that arrived has no failure').not.to.have.property('failure')
    expect(events).to.deep.equal([{ type: 'message.delivery', chat: 1, at: at('00'), message: 'm3', delivery: 'sent' }])
  })

  it('has its reason where it failed or may have, until it is another', async () => {
    for (const delivery of ['failed', 'maybe-sent'] as const) {
      const failed: GivenCommand = { type: 'delivery', messageId: 'm3', delivery, failure }
      const { messages, events } = await given({}, ...said)
        .when(failed)
        .yields({ outcome: 'delivered' })
      expect(messages[0]).to.deep.include({ delivery, failure })
      expect(events).to.deep.include({
        type: 'message.delivery',
        chat: 1,
        at: at('00'),
        message: 'm3',
        delivery,
        code: 'blocked',
      })
      const again = await given({}, ...said, failed)
        .when({ type: 'delivery', messageId: 'm3', delivery: 'sent' })
        .yields({})
      expect(again.messages[0]).not.to.have.property('failure')
    }
    const silent = await given({}, ...said)
      .when({ type: 'delivery', messageId: 'm3', delivery: 'failed' })
      .yields({})
    expect(silent.messages[0]).not.to.have.property('failure')
  })

  it('is told once, and not taken back by our own attempt when it is known to have been sent', async () => {
    const sent: GivenCommand = { type: 'delivery', messageId: 'm3', delivery: 'sent' }
    const nothing = { outcome: 'unchanged', chat: { number: 1 }, events: [], messages: [] } as const
    await given({}, ...said, sent)
      .when(sent)
      .yields(nothing)
    const failed: GivenCommand = { type: 'delivery', messageId: 'm3', delivery: 'failed', failure }
    await given({}, ...said, sent)
      .when({ ...failed, unlessSent: true })
      .yields(nothing)
    await given({}, ...said, sent)
      .when(failed)
      .yields({ outcome: 'delivered' })
    await given({}, ...said)
      .when({ ...failed, unlessSent: true })
      .yields({ outcome: 'delivered' })
  })

  it('is refused of a message that nobody knows', async () => {
    const { refused } = await given({}, ...said)
      .when({ type: 'delivery', messageId: 'm9', delivery: 'sent' })
      .isRefused('not-found')
    expect(refused.pointer).to.equal('/messageId')
  })

  it('is the fate of a message of the chat in which it is now', async () => {
    const later = [...said, closed, received('m4', 'More?')]
    await given({}, ...later)
      .when({ type: 'delivery', messageId: 'm3', delivery: 'sent' })
      .yields({ chat: { number: 1 } })
    await given({}, ...later)
      .when(edit('m4', 'Most?'))
      .yields({ chat: { number: 2 } })
    await given({}, ...later, merge)
      .when(edit('m4', 'Most?'))
      .yields({ chat: { number: 1 } })
    const note: GivenCommand = { type: 'note', chat: 1, agent, text: 'Note', attachments: [] }
    const { messages } = await given({}, ...later)
      .when(note)
      .yields({ outcome: 'noted' })
    await given({}, ...later, note)
      .when(edit(messages[0]?.id ?? '', 'Other'))
      .yields({ outcome: 'edited', chat: { number: 1 } })
  })
})

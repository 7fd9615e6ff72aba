// What a message begins, goes on with or reopens; what is written, told and sent (spec 1.2, L1, L2, L11, L12).
import { expect } from 'chai'
import type { Command } from '../../../src/core/thread/command.js'
import { needsNumber } from '../../../src/core/thread/speak.js'
import { currentChat } from '../../../src/core/thread/thread.js'
import { type GivenCommand, given } from '../../../src/testing/given-when-then.js'

type Of<T extends GivenCommand['type']> = Extract<GivenCommand, { type: T }>

const agent = 'ann'
const at = (minute: string): string => `2026-03-02T12:${minute}:00.000Z`

function customer(messageId: string, more: Partial<Of<'customer.message'>> = {}): GivenCommand {
  const said = { channel: 'tg', customer: { id: 'anna' }, text: `Text ${messageId}`, attachments: [] }
  return { type: 'customer.message', ...said, messageId, after: 'PT1M', ...more }
}
function start(more: Partial<Of<'start'>> = {}): GivenCommand {
  return {
    type: 'start',
    channel: 'tg',
    customer: { id: 'anna' },
    agent,
    text: 'Hello',
    attachments: [],
    after: 'PT1M',
    ...more,
  }
}
function reply(more: Partial<Of<'agent.message'>> = {}): GivenCommand {
  return { type: 'agent.message', chat: 1, agent, text: 'Answer', attachments: [], after: 'PT1M', ...more }
}
const finish = (status: 'open' | 'pending' | 'closed'): GivenCommand => ({
  type: 'finish',
  chat: 1,
  agent,
  status,
  after: 'PT1M',
})

const nothing = { id: 'm', author: 'customer', kind: 'message', attachments: [] } as const

describe('a customer’s message', () => {
  it('begins the first chat and is told', async () => {
    const { messages, events, contact, thread } = await given()
      .when(customer('a'))
      .yields({
        outcome: 'started',
        chat: { number: 1, startedBy: 'customer', startedAt: at('01'), isFirstOnChannel: true },
      })
    expect(messages).to.deep.equal([{ ...nothing, id: 'a', text: 'Text a', at: at('01'), seq: 1 }])
    expect(events).to.deep.equal([
      { type: 'chat.started', chat: 1, at: at('01'), by: 'customer' },
      { type: 'message.received', chat: 1, at: at('01'), message: 'a' },
    ])
    expect([contact.chatsOnChannel, contact.everStarted]).to.deep.equal([1, true])
    expect([thread.lastSeq, thread.current]).to.deep.equal([1, 1])
    expect(thread.chats[0]?.lifecycle).to.deep.equal({
      state: 'active',
      activation: 1,
      reopenedAt: null,
      finish: null,
      newSince: null,
      reopenedFrom: null,
    })
  })

  it('keeps what came with it, and nothing else', async () => {
    const came = { sentAt: at('00'), automated: true, language: 'ru', authorName: 'Boris' } as const
    const { messages } = await given().when(customer('a', came)).yields({})
    expect(messages).to.deep.equal([{ ...nothing, id: 'a', text: 'Text a', at: at('01'), seq: 1, ...came }])
    const person = await given()
      .when(customer('a', { automated: false }))
      .yields({})
    expect(person.messages[0]).not.to.have.property('automated')
  })

  it('goes on in a live chat', async () => {
    const { events, thread } = await given({}, customer('a'))
      .when(customer('b'))
      .yields({ outcome: 'appended', chat: { number: 1 } })
    expect(events).to.deep.equal([{ type: 'message.received', chat: 1, at: at('02'), message: 'b' }])
    expect(thread.chats.map(({ parts }) => parts.map(({ fromSeq }) => fromSeq))).to.deep.equal([[1]])
  })

  it('reopens a finished chat, which remembers what it was', async () => {
    for (const status of ['open', 'pending'] as const) {
      const history = [customer('a'), finish(status)]
      const before = await given({}, customer('a')).when(finish(status)).yields({})
      const { events, thread } = await given({}, ...history)
        .when(customer('b'))
        .yields({
          outcome: 'reopened',
          chat: { number: 1, state: 'awaiting-split', finishedAt: null, finishedBy: null, newSince: 2 },
        })
      const was = before.thread.chats[0]?.lifecycle
      expect(thread.chats[0]?.lifecycle).to.deep.equal({
        state: 'awaiting-split',
        activation: 2,
        reopenedAt: at('03'),
        finish: was?.finish,
        newSince: 2,
        reopenedFrom: was,
      })
      expect(
        thread.chats[0]?.parts.map(({ fromSeq }) => fromSeq),
        'a part of its own, to be split off',
      ).to.deep.equal([1, 2])
      expect(events).to.deep.equal([
        { type: 'chat.reopened', chat: 1, at: at('03'), by: 'customer', from: status },
        { type: 'message.received', chat: 1, at: at('03'), message: 'b' },
      ])
    }
  })

  it('begins another chat after a closed one, which isn’t the first', async () => {
    const { events, contact, thread } = await given({}, customer('a'), finish('closed'))
      .when(customer('b'))
      .yields({
        outcome: 'started',
        chat: { number: 2, previous: 1, next: null, isFirstOnChannel: false, newSince: null },
      })
    expect(events.map(({ type, chat }) => [type, chat])).to.deep.equal([
      ['chat.started', 2],
      ['message.received', 2],
    ])
    expect([contact.chatsOnChannel, thread.current, thread.chats[0]?.next, thread.chats[1]?.firstSeq]).to.deep.equal([
      2, 2, 2, 2,
    ])
  })

  it('is late where it is dated before the finish, to the millisecond', async () => {
    const lateOf = async (sentAt: string | undefined, ...history: readonly GivenCommand[]) => {
      const came = sentAt === undefined ? {} : { sentAt }
      const { messages } = await given({}, ...history)
        .when(customer('b', came))
        .yields({})
      return messages[0]?.late
    }
    const history = [customer('a'), finish('open')]
    expect(await lateOf('2026-03-02T12:01:59.999Z', ...history)).to.equal(true)
    expect(await lateOf('2026-03-02T15:01:59+03:00', ...history)).to.equal(true)
    expect(await lateOf('2026-03-02T12:02:00.000Z', ...history)).to.equal(undefined)
    expect(await lateOf(undefined, ...history)).to.equal(undefined)
    expect(await lateOf('2026-03-02T12:00:00.000Z', customer('a'))).to.equal(undefined)
    expect(await lateOf('2026-03-02T12:00:00.000Z')).to.equal(undefined)
  })

  it('is learned from: what was told of the customer is kept, on whatever path', async () => {
    const told = { customer: { id: 'anna', name: 'Anna' } }
    for (const history of [[], [customer('x')], [customer('x'), finish('open')], [customer('x'), finish('closed')]]) {
      const { contact } = await given({}, ...history)
        .when(customer('a', told))
        .yields({})
      expect(contact.name).to.equal('Anna')
    }
    expect((await given().when(start(told)).yields({})).contact.name).to.equal('Anna')
    expect((await given({}, customer('x')).when(start(told)).yields({})).contact.name).to.equal('Anna')
  })
})

describe('an agent’s message', () => {
  it('goes on in a live chat, waits to be sent and is told', async () => {
    const image = { kind: 'image', url: 'https://x.test/1' } as const
    const { messages, events, effects } = await given({}, customer('a'))
      .when(reply({ attachments: [image] }))
      .yields({ outcome: 'appended', chat: { number: 1, state: 'active', activation: 1 } })
    expect(messages).to.deep.equal([
      {
        id: 'c2/2',
        author: 'agent',
        agent,
        kind: 'message',
        text: 'Answer',
        attachments: [image],
        at: at('02'),
        delivery: 'pending',
        seq: 2,
      },
    ])
    expect(events).to.deep.equal([{ type: 'message.sent', chat: 1, at: at('02'), message: 'c2/2', agent }])
    expect(effects).to.deep.equal([
      {
        type: 'send-message',
        id: 'c2/send',
        chat: 1,
        at: at('02'),
        channel: 'tg',
        customer: 'anna',
        message: 'c2/2',
        text: 'Answer',
        attachments: [image],
        agent,
      },
    ])
  })

  it('that was typed in the provider’s own inbox has been sent', async () => {
    const { messages, effects } = await given({}, customer('a'))
      .when(reply({ echo: true, messageId: 'p1' }))
      .yields({})
    expect(messages[0]).to.deep.include({ id: 'p1', delivery: 'sent' })
    expect(effects).to.deep.equal([])
  })

  it('resumes a finished chat, without anything to split', async () => {
    for (const status of ['open', 'pending', 'closed'] as const) {
      const { events, thread } = await given({}, customer('a'), finish(status))
        .when(reply())
        .yields({ outcome: 'resumed', chat: { number: 1, state: 'active', activation: 2, finishedAt: null } })
      expect(thread.chats[0]?.lifecycle).to.deep.equal({
        state: 'active',
        activation: 2,
        reopenedAt: at('03'),
        finish: { at: at('02'), by: 'agent', agent },
        newSince: null,
        reopenedFrom: null,
      })
      expect(events).to.deep.equal([
        { type: 'chat.resumed', chat: 1, at: at('03'), agent, from: status },
        { type: 'message.sent', chat: 1, at: at('03'), message: 'c3/2', agent },
      ])
    }
  })

  it('is refused in an older chat, and in none', async () => {
    const { refused } = await given({}, customer('a'), finish('closed'), customer('b'))
      .when(reply())
      .isRefused('not-current')
    expect(refused.number).to.equal(2)
    const none = await given().when(reply()).isRefused('not-found')
    expect(none.refused.pointer).to.equal('/chat')
    expect(none.refused).not.to.have.property('number')
  })
})

describe('an agent who writes first', () => {
  it('begins a chat where there is none, or a closed one', async () => {
    for (const [history, number] of [
      [[], 1],
      [[customer('a'), finish('closed')], 2],
    ] as const) {
      const isFirstOnChannel = number === 1
      const { events, thread } = await given({}, ...history)
        .when(start())
        .yields({ outcome: 'started', chat: { number, startedBy: 'agent', isFirstOnChannel, state: 'active' } })
      const { lastSeq: seq } = thread
      expect(thread.chats.at(-1)?.firstSeq).to.equal(seq)
      expect(events.map(({ type, chat }) => [type, chat])).to.deep.equal([
        ['chat.started-by-agent', number],
        ['message.sent', number],
      ])
      expect(events[0]).to.deep.include({ agent })
    }
  })

  it('goes on in a live chat and resumes a finished one', async () => {
    await given({}, customer('a'))
      .when(start())
      .yields({ outcome: 'appended', chat: { number: 1 } })
    await given({}, customer('a'), finish('open'))
      .when(start())
      .yields({ outcome: 'resumed', chat: { number: 1, activation: 2 } })
  })
})

describe('the number of a chat', () => {
  it('is needed by what begins one', async () => {
    const command = (given: GivenCommand) => ({ ...given, id: 'c', at: at('00') }) as Command
    const { thread } = await given({}, customer('a')).when(finish('closed')).yields({})
    const closed = currentChat(thread)
    const live = currentChat((await given().when(customer('a')).yields({})).thread)
    for (const begins of [customer('a'), start()]) {
      expect([null, closed, live].map((chat) => needsNumber(chat, command(begins)))).to.deep.equal([true, true, false])
    }
    expect(needsNumber(live, command({ type: 'split', chat: 1, agent }))).to.equal(true)
    for (const other of [reply(), finish('open'), { type: 'merge', chat: 1, agent } as const]) {
      expect(needsNumber(closed, command(other))).to.equal(false)
    }
  })
})

import { expect } from 'chai'
import type { Chat } from '../../../src/core/chat/chat.js'
import { numberOf } from '../../../src/core/thread/speak.js'
import {
  chatOf,
  currentChat,
  emptyThread,
  survivorOf,
  type Thread,
  threadKey,
  withChat,
} from '../../../src/core/thread/thread.js'
import { type GivenCommand, given } from '../../../src/testing/given-when-then.js'

const agent = 'ann'
const hello = (messageId: string): GivenCommand => ({
  type: 'customer.message',
  channel: 'tg',
  customer: { id: 'anna' },
  messageId,
  text: 'Hi',
  attachments: [],
})
const closed = (chat: number): GivenCommand => ({ type: 'finish', chat, agent, status: 'closed' })
const merge = (chat: number): GivenCommand => ({ type: 'merge', chat, agent })

function inThread(thread: Thread, number: number): Chat {
  const chat = chatOf(thread, number)
  if (chat === null) throw new Error(`No chat ${number}`)
  return chat
}

describe('a thread', () => {
  it('has a key of its channel, customer and root, which can’t be taken for another', () => {
    expect(threadKey('tg', 'anna')).to.equal('tg:anna')
    expect(threadKey('mail', 'a@b', '<1@x>')).to.equal('mail:a%40b:%3C1%40x%3E')
    expect(threadKey('a:b', 'c')).not.to.equal(threadKey('a', 'b:c'))
    expect(threadKey('a', 'b', '')).not.to.equal(threadKey('a', 'b'))
  })

  it('is empty at first', () => {
    const nothing = { version: 0, lastSeq: 0, current: null, chats: [], automatedAt: [] }
    expect(emptyThread('tg', 'anna')).to.deep.equal({ key: 'tg:anna', channel: 'tg', customer: 'anna', ...nothing })
    expect(emptyThread('mail', 'anna', 'r')).to.deep.equal({
      key: 'mail:anna:r',
      channel: 'mail',
      customer: 'anna',
      root: 'r',
      ...nothing,
    })
    expect(currentChat(emptyThread('tg', 'anna'))).to.equal(null)
  })

  it('leads from a merged chat to the one that lives on, through every merge in between, as far as chats are loaded', async () => {
    const history = [hello('a'), closed(1), hello('b'), closed(2), hello('c'), merge(3)]
    const { thread } = await given({}, ...history)
      .when(merge(2))
      .yields({ chat: { number: 1 } })
    expect(survivorOf(thread, inThread(thread, 3)).number).to.equal(1)
    expect(survivorOf(thread, inThread(thread, 1)).number).to.equal(1)
    const part = { ...thread, chats: thread.chats.filter(({ number }) => number !== 1) }
    expect(survivorOf(part, inThread(part, 3)).number).to.equal(2)
  })

  it('has a chat in its place when it changes, at the end when it is new', async () => {
    const { thread } = await given({}, hello('a'), closed(1)).when(hello('b')).yields({})
    const changed = { ...inThread(thread, 1), version: 99 }
    expect(withChat(thread, changed).chats.map(({ number, version }) => [number, version === 99])).to.deep.equal([
      [1, true],
      [2, false],
    ])
    expect(withChat(thread, { ...changed, number: 3 }).chats.map(({ number }) => number)).to.deep.equal([1, 2, 3])
  })
})

describe('the number of a new chat', () => {
  it('is the context’s to bring', () => {
    const channel = {
      id: 'tg',
      kind: 'telegram',
      name: 'tg',
      endless: false,
      finishAfterMs: null,
      warnBeforeMs: 0,
      postponeMs: 0,
    }
    expect(numberOf({ channel, nextNumber: 7, messages: [] })).to.equal(7)
    expect(() => numberOf({ channel, nextNumber: null, messages: [] })).to.throw('nextNumber')
  })
})

describe('a refusal', () => {
  it('tells of guards only where the machine asked some', async () => {
    const { refused } = await given({}, hello('a'))
      .when({ type: 'split', chat: 1, agent })
      .isRefused('nothing-to-split')
    expect(refused).not.to.have.property('guards')
    expect(refused).not.to.have.property('number')
  })
})

import { expect } from 'chai'
import { threadKey } from '../../../src/core/thread/thread.js'
import { makeDesk, WORKSPACE } from '../../desk/make-desk.js'

const anna = { channel: 'tg', customer: 'anna', key: threadKey('tg', 'anna') }

/** Chats 1 … `count` of one customer, each of one message `m1` …, all closed. */
async function closedChats(count: number) {
  const place = await makeDesk()
  for (let n = 1; n <= count; n += 1) {
    const { chat } = await place.desk.receive({ channel: 'tg', customer: { id: 'anna' }, id: `m${n}`, text: `Q${n}` })
    await place.desk.finish(chat.number, { agent: 'olga', status: 'closed' })
  }
  return place
}

describe('the memory store', () => {
  it('gives a command the current chat and the one before it, however many there are', async () => {
    const { store } = await closedChats(40)
    const { thread } = await store.load(WORKSPACE, anna)
    expect(thread?.chats.map((chat) => chat.number)).to.deep.equal([39, 40])
    expect(thread?.current).to.equal(40)
  })

  it('adds the chat that is named, in order of the chain', async () => {
    const { store } = await closedChats(40)
    const { thread } = await store.load(WORKSPACE, { ...anna, chat: 7 })
    expect(thread?.chats.map((chat) => chat.number)).to.deep.equal([6, 7, 39, 40])
  })

  it('adds the chat that holds the message which is named', async () => {
    const { desk, store } = await closedChats(40)
    const { thread } = await store.load(WORKSPACE, { ...anna, namedMessage: 'm7' })
    expect(thread?.chats.map((chat) => chat.number)).to.include(7)
    const { chat, events } = await desk.edit('m7', { text: 'Q7, corrected' })
    expect([chat.number, events[0]?.chat]).to.deep.equal([7, 7])
  })

  it('keeps every chat of the chain when a command has written its window back', async () => {
    const { desk, store } = await closedChats(40)
    await desk.note(7, { agent: 'olga', text: 'An old one' })
    const chain = await store.chain(WORKSPACE, anna.key)
    expect(chain?.chats.map((chat) => chat.number)).to.deep.equal(Array.from({ length: 40 }, (_, n) => n + 1))
    expect((await desk.chat(7)).counts.notes).to.equal(1)
    expect((await desk.chat(8)).counts.notes).to.equal(0)
  })

  it('leads from a merged chat to the one that it lives on in, and brings what unmerge needs', async () => {
    const { desk, store } = await makeDesk()
    const message = (id: string) => desk.receive({ channel: 'tg', customer: { id: 'anna' }, id, text: id })
    for (const id of ['m1', 'm2', 'm3']) {
      const { chat } = await message(id)
      if (id !== 'm3') await desk.finish(chat.number, { agent: 'olga', status: 'closed' })
    }
    await desk.merge(3, { agent: 'olga' })
    await desk.merge(2, { agent: 'olga' })
    const { thread } = await store.load(WORKSPACE, { ...anna, chat: 3 })
    expect(thread?.chats.map((chat) => chat.number)).to.deep.equal([1, 2, 3])
    await desk.unmerge(1, { agent: 'olga' })
    await desk.unmerge(2, { agent: 'olga' })
    expect((await desk.thread(3)).chats.map((chat) => chat.state)).to.deep.equal(['closed', 'closed', 'active'])
  })

  it('keeps the id of a thread’s last command, so that a lost answer can be found', async () => {
    const { desk, store } = await makeDesk()
    await desk.receive({ channel: 'tg', customer: { id: 'anna' }, id: 'm1', text: 'Hi' })
    expect((await store.load(WORKSPACE, anna)).lastCommand).to.equal('in:tg:m1')
    await desk.finish(1, { agent: 'olga', status: 'open' })
    expect((await store.load(WORKSPACE, anna)).lastCommand).to.equal('c2')
  })
})

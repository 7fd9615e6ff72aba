import { expect } from 'chai'
import type { Desk } from '../../src/desk/desk.js'
import { makeDesk, START, WORKSPACE } from './make-desk.js'

const ANNA = { channel: 'tg', customer: { id: '42', name: 'Anna' } }

async function chatOfAnna(desk: Desk): Promise<number> {
  const { chat } = await desk.receive({ ...ANNA, id: 'm1', text: 'Where is my parcel?' })
  return chat.number
}

describe('a command that was given an id', () => {
  it('is done once, however often it is given, and answers what it brought about', async () => {
    const { desk } = await makeDesk()
    const chat = await chatOfAnna(desk)
    const first = await desk.reply(chat, { agent: 'olga', text: 'Soon', commandId: 'x1' })
    const again = await desk.reply(chat, { agent: 'olga', text: 'Soon', commandId: 'x1' })
    expect(again.outcome).to.equal(first.outcome)
    expect(again.events).to.deep.equal(first.events)
    expect(again.effects).to.deep.equal(first.effects)
    expect(again.chat).to.deep.equal(first.chat)
    const texts = (await desk.messages(chat)).map(({ text }) => text)
    expect(texts).to.deep.equal(['Where is my parcel?', 'Soon'])
  })

  it('of every kind is done once', async () => {
    const { desk } = await makeDesk()
    const chat = await chatOfAnna(desk)
    const by = { agent: 'olga' }
    const kinds: readonly (readonly [string, (commandId: string) => Promise<unknown>])[] = [
      ['reply', (commandId) => desk.reply(chat, { ...by, text: 'one', commandId })],
      ['note', (commandId) => desk.note(chat, { ...by, text: 'two', commandId })],
      ['update', (commandId) => desk.update(chat, { ...by, subject: 'Parcel', commandId })],
      ['postpone', (commandId) => desk.postpone(chat, { ...by, commandId })],
      ['edit', (commandId) => desk.edit('m1', { text: 'Where is it?', commandId })],
      ['finish', (commandId) => desk.finish(chat, { ...by, status: 'pending', commandId })],
      ['setStatus', (commandId) => desk.setStatus(chat, { ...by, status: 'open', commandId })],
    ]
    for (const [kind, give] of kinds) {
      await give(kind)
      const { version } = await desk.chat(chat)
      await give(kind)
      expect((await desk.chat(chat)).version, kind).to.equal(version)
    }
  })

  it('of the borders between chats is done once', async () => {
    const { desk } = await makeDesk()
    const chat = await chatOfAnna(desk)
    await desk.finish(chat, { agent: 'olga', status: 'pending' })
    await desk.receive({ ...ANNA, id: 'm2', text: 'Another thing' })
    const split = await desk.split(chat, { agent: 'olga', commandId: 's' })
    expect((await desk.split(chat, { agent: 'olga', commandId: 's' })).chat).to.deep.equal(split.chat)
    const merged = await desk.merge(split.chat.number, { agent: 'olga', commandId: 'm' })
    expect((await desk.merge(split.chat.number, { agent: 'olga', commandId: 'm' })).chat).to.deep.equal(merged.chat)
    const parted = await desk.unmerge(merged.chat.number, { agent: 'olga', commandId: 'u' })
    expect((await desk.unmerge(merged.chat.number, { agent: 'olga', commandId: 'u' })).chat).to.deep.equal(parted.chat)
    expect(await desk.chats()).to.have.length(2)
  })

  it('that begins a chat begins one', async () => {
    const { desk } = await makeDesk()
    const first = { ...ANNA, agent: 'olga', text: 'Your parcel is here', commandId: 'b' }
    const begun = await desk.start(first)
    expect((await desk.start(first)).chat).to.deep.equal(begun.chat)
    expect(await desk.messages(begun.chat.number)).to.have.length(1)
  })

  it('of a customer without a message id is one message', async () => {
    const { desk } = await makeDesk()
    const said = { ...ANNA, text: 'Hello', commandId: 'r' }
    const { chat } = await desk.receive(said)
    await desk.receive(said)
    expect(await desk.messages(chat.number)).to.have.length(1)
  })

  it('is done once when it is given many times at once, on two nodes', async () => {
    const one = await makeDesk()
    const other = await makeDesk({ store: one.store })
    const chat = await chatOfAnna(one.desk)
    const given = [...Array(20).keys()].map((index) =>
      (index % 2 === 0 ? one : other).desk.reply(chat, { agent: 'olga', text: 'Soon', commandId: 'race' }),
    )
    const outcomes = new Set((await Promise.all(given)).map(({ events }) => JSON.stringify(events)))
    expect(outcomes.size).to.equal(1)
    expect(await one.desk.messages(chat)).to.have.length(2)
  })

  it('can be asked for, and is not there before it was done', async () => {
    const { desk, store } = await makeDesk()
    const chat = await chatOfAnna(desk)
    expect(await desk.recall(chat, 'n1')).to.equal(null)
    const noted = await desk.note(chat, { agent: 'olga', text: 'Calls at noon', commandId: 'n1' })
    const { events, outcome } = (await desk.recall(chat, 'n1')) ?? { events: [], outcome: null }
    expect(outcome).to.equal('noted')
    expect(events).to.deep.equal(noted.events)
    await store.prune(WORKSPACE, { journalBefore: new Date(Date.parse(START) + 1000).toISOString(), limit: 1000 })
    expect(await desk.recall(chat, 'n1')).to.equal(null)
  })

  it('on another chat is another command', async () => {
    const { desk } = await makeDesk()
    const chat = await chatOfAnna(desk)
    const other = await desk.receive({ channel: 'vk', customer: { id: '7' }, id: 'v1', text: 'Hi' })
    await desk.note(chat, { agent: 'olga', text: 'one', commandId: 'same' })
    await desk.note(other.chat.number, { agent: 'olga', text: 'two', commandId: 'same' })
    expect(await desk.messages(other.chat.number)).to.have.length(2)
  })
})

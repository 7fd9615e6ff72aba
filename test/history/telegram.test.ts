import { expect } from 'chai'
import { isFullExport, readTelegram, type TelegramOptions } from '../../src/history/telegram.js'
import { codes, gather, listen, textInPieces } from './reading.js'

const said = (id: number, from: string, fromId: string, text: unknown, more: object = {}) => ({
  id,
  type: 'message',
  date: '2026-03-02T12:00:00',
  date_unixtime: String(1_772_442_000 + id * 60),
  from,
  from_id: fromId,
  text,
  ...more,
})

const single = {
  name: 'Анна',
  type: 'personal_chat',
  id: 42,
  messages: [
    {
      id: 1,
      type: 'service',
      date: '2026-03-02T12:00:00',
      date_unixtime: '1772442000',
      action: 'phone_call',
      text: '',
    },
    said(2, 'Анна', 'user42', 'Здравствуйте "{[,]}" \\ 🙂'),
    said(3, 'Ольга', 'user7', ['Смотрите ', { type: 'link', text: 'https://example.org' }, '!']),
    said(4, 'Анна', 'user42', '', { photo: 'photos/a.jpg' }),
  ],
}

const group = {
  name: 'Help',
  type: 'private_supergroup',
  id: 99,
  messages: [
    said(1, 'Пётр', 'user1', 'why?'),
    said(2, 'Анна', 'user42', 'how?'),
    said(3, 'Ольга', 'user7', 'because', { reply_to_message_id: 1 }),
    said(4, 'Ольга', 'user7', 'so'),
  ],
}

const full = {
  about: 'Here is the data',
  personal_information: { user_id: 7, first_name: 'Ольга', bio: 'x' },
  contacts: { list: [{ user_id: 42, first_name: 'Анна' }] },
  chats: {
    about: '…',
    list: [
      single,
      group,
      { type: 'saved_messages', id: 7, messages: [said(1, 'Ольга', 'user7', 'to myself')] },
      { ...single, name: 'Борис', id: 43, messages: [said(5, 'Борис', 'user43', 'x'), said(6, 'Ольга', 'user7', 'y')] },
    ],
  },
}

async function read(content: unknown, options: TelegramOptions = {}, piece = 7) {
  const told = listen()
  const text = typeof content === 'string' ? content : JSON.stringify(content, null, 1)
  const entries = await gather(readTelegram(textInPieces(text, piece), 'result.json', told.events, options))
  return { entries, told, codes: codes(told) }
}

describe("Telegram Desktop's result.json", () => {
  it('of one private chat: the other person is the customer, whoever else writes is the agent', async () => {
    const { entries, told } = await read(single)
    expect(told.problems).to.deep.equal([])
    expect(told.skipped).to.deep.equal(['service message'])
    expect(entries.map((entry) => entry.type)).to.deep.equal(['customer.message', 'agent.message', 'customer.message'])
    expect(entries[0]).to.deep.include({
      at: '2026-03-02T09:02:00.000Z',
      channel: 'telegram',
      customer: { id: 'user42', name: 'Анна' },
      id: 'telegram:42:2',
      text: 'Здравствуйте "{[,]}" \\ 🙂',
    })
    expect(entries[1]).to.deep.include({ agent: 'Ольга', text: 'Смотрите https://example.org!' })
    expect(entries[2]).to.deep.include({ attachments: [{ kind: 'image', name: 'a.jpg' }] })
  })

  it('reads the same however the text is cut, written in one line or many', async () => {
    const wanted = await read(full)
    for (const piece of [1, 2, 3, 1000]) expect((await read(full, {}, piece)).entries).to.deep.equal(wanted.entries)
    expect((await read(JSON.stringify(full))).entries).to.deep.equal(wanted.entries)
  })

  it('of an account: the owner is the agent, groups and notes to oneself are left out and counted', async () => {
    const { entries, told } = await read(full)
    expect(entries.map((entry) => `${entry.type} ${'customer' in entry ? entry.customer.id : ''}`)).to.deep.equal([
      'customer.message user42',
      'agent.message user42',
      'customer.message user42',
      'customer.message user43',
      'agent.message user43',
    ])
    expect(told.problems).to.deep.equal([])
    expect(told.skipped).to.have.length(6)
    expect(isFullExport(JSON.stringify(full))).to.equal(true)
    expect(isFullExport(JSON.stringify(single))).to.equal(false)
  })

  it('of a group: needs to know who answers; an answer goes to whom it replies to, else to who wrote last', async () => {
    expect((await read(group)).codes).to.deep.equal(['1:agent-unknown'])
    const { entries } = await read(group, { agents: ['Ольга'] })
    expect(entries.map((entry) => ('customer' in entry ? entry.customer.id : ''))).to.deep.equal([
      'user1',
      'user42',
      'user1',
      'user42',
    ])
    expect(entries[3]).to.deep.include({ type: 'agent.message', channel: 'telegram:99' })
  })

  it('takes agents by from_id', async () => {
    const { entries } = await read(single, { agents: ['user42'] })
    expect(entries[0]?.type).to.equal('agent.message')
  })

  it('reports a broken message with its number and reads the others', async () => {
    const broken = JSON.stringify(single).replace('"Смотрите "', '"Смотрите ", nonsense')
    const { entries, codes } = await read(broken)
    expect(codes).to.deep.equal(['3:bad-json'])
    expect(entries).to.have.length(2)
  })

  it('wants a zone for the dates of old exports', async () => {
    const old = { ...single, messages: [{ ...said(2, 'Анна', 'user42', 'x'), date_unixtime: undefined }] }
    expect((await read(old)).codes).to.deep.equal(['1:no-zone'])
    expect((await read(old, { zone: 'Europe/Moscow' })).entries[0]?.at).to.equal('2026-03-02T09:00:00.000Z')
  })

  it('gives what is whole of an export that was cut off', async () => {
    const text = JSON.stringify(single)
    const { entries, codes } = await read(text.slice(0, text.indexOf('{"id":4,')))
    expect(entries).to.have.length(2)
    expect(codes).to.deep.equal(['3:cut-off'])
  })

  it('says of other files that they are none', async () => {
    expect((await read('{"a":1}')).codes).to.deep.equal(['0:not-a-history'])
    expect((await read('hello')).codes).to.deep.equal(['0:bad-json', '0:not-a-history'])
    expect((await read('')).codes).to.deep.equal(['0:bad-json', '0:not-a-history'])
    expect((await read('{"messages":[]]')).codes).to.include('0:bad-json')
  })

  it('ends at a text nested without end', async () => {
    expect((await read(`{"messages":${'['.repeat(100_000)}`, {}, 1000)).codes).to.include('0:bad-json')
  })

  it('leaves the prototype alone', async () => {
    const text =
      '{"__proto__":{"messages":[1]},"name":"x","type":"personal_chat","id":1,"messages":[{"__proto__":{"type":"message"}}]}'
    const { entries, told } = await read(text)
    expect(entries).to.deep.equal([])
    expect(told.skipped).to.deep.equal(['service message'])
  })
})

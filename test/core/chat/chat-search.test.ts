import { expect } from 'chai'
import type { Chat } from '../../../src/core/chat/chat.js'
import { chatSearch } from '../../../src/core/chat/chat-search.js'
import { type GivenCommand, given } from '../../../src/testing/given-when-then.js'

async function begunBy(command: GivenCommand): Promise<Chat> {
  const { thread } = await given().when(command).yields({ outcome: 'started' })
  const [chat] = thread.chats
  if (chat === undefined) throw new Error('No chat')
  return chat
}

const who = { channel: 'tg', customer: { id: '77' }, attachments: [] }
const nobody = { id: '77', name: null }

describe('a chat that is looked for', () => {
  it('is found by its subject, which is the first text until somebody writes one', async () => {
    const chat = await begunBy({ type: 'customer.message', ...who, messageId: 'm1', text: 'Where is my Parcel?' })
    expect(chatSearch('my parcel')(chat, nobody)).to.equal(true)
    const named = { ...chat, details: { ...chat.details, subject: 'Lost' } }
    expect(chatSearch('LOST')(named, nobody)).to.equal(true)
    expect(chatSearch('parcel')(named, nobody)).to.equal(false)
  })

  it('is found by the customer’s name or id, also before the customer wrote', async () => {
    const chat = await begunBy({ type: 'start', ...who, agent: 'ann', text: 'Hello' })
    expect(chatSearch('77')(chat, nobody)).to.equal(true)
    expect(chatSearch('ann')(chat, { id: '77', name: 'Hannah' })).to.equal(true)
    for (const letter of 'aehkrstwy') expect(chatSearch(letter)(chat, nobody), letter).to.equal(false)
  })

  it('is found by its number, which is all of the text', async () => {
    const chat = await begunBy({ type: 'start', ...who, agent: 'ann', text: 'Hello' })
    expect(chatSearch('1')(chat, nobody)).to.equal(true)
    for (const other of ['2', '01x', '1 ']) expect(chatSearch(other)(chat, nobody), other).to.equal(false)
  })

  it('is found whatever the case, of letters that JavaScript counts as two as well', async () => {
    const chat = await begunBy({ type: 'customer.message', ...who, messageId: 'm1', text: '𐐔𐐇𐐝' })
    expect(chatSearch('𐐼𐐯𐑅')(chat, nobody)).to.equal(true)
    expect(chatSearch('𐐽')(chat, nobody)).to.equal(false)
  })
})

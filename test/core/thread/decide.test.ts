import { expect } from 'chai'
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
const closed: GivenCommand = { type: 'finish', chat: 1, agent, status: 'closed' }
const onChat = (chat: number): readonly GivenCommand[] => [
  { type: 'start-workflow', chat, workflow: 'ask', agent },
  { type: 'cancel-workflow', chat, agent },
  { type: 'call-outcome', chat, call: 'c1/call', outcome: { ok: true, value: null } },
]

describe('a command about the workflow of a chat', () => {
  it('is refused of a chat that isn’t there, and of a merged one, with the one to look at instead', async () => {
    for (const command of onChat(7)) {
      const { refused } = await given({}, hello('m1')).when(command).isRefused('not-found')
      expect(refused.pointer).to.equal('/chat')
    }
    const merged = [hello('m1'), closed, hello('m2'), { type: 'merge', chat: 2, agent } as const]
    for (const command of onChat(2)) {
      expect(
        (
          await given({}, ...merged)
            .when(command)
            .isRefused('merged')
        ).refused.number,
      ).to.equal(1)
    }
  })
})

describe('what can be done with a chat', () => {
  it('is one list for all chats of which it is the same', async () => {
    const lists = await Promise.all(
      ['m1', 'm2'].map(async (id) => {
        const { trace } = await given({}, hello('m0')).when(hello(id)).yields({ outcome: 'appended' })
        return trace?.after?.actions
      }),
    )
    expect(lists[0]).to.include('finish')
    expect(lists[0]).to.equal(lists[1])
  })
})

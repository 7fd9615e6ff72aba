import { expect } from 'chai'
import { armedTimers } from '../../../src/core/chat/armed-timers.js'
import type { Chat } from '../../../src/core/chat/chat.js'
import type { RuleSet } from '../../../src/core/rules/rule-set.js'
import { type GivenCommand, given } from '../../../src/testing/given-when-then.js'

const hello: GivenCommand = {
  type: 'customer.message',
  channel: 'tg',
  customer: { id: 'anna' },
  messageId: 'm1',
  text: 'Hi',
  attachments: [],
}

/** A chat that began at noon. */
async function chatOf(rules: RuleSet, ...history: readonly GivenCommand[]): Promise<Chat> {
  const all = [hello, ...history]
  const { thread } = await given({ rules }, ...all.slice(0, -1))
    .when(all.at(-1) ?? hello)
    .yields({})
  const [chat] = thread.chats
  if (chat === undefined) throw new Error('No chat')
  return chat
}

const at = (minute: string) => `2026-03-02T12:${minute}.000Z`
const told = (chat: Chat, autoFinishAt: string | null) =>
  armedTimers(chat, autoFinishAt).map(({ kind, rule, workflow, due }) => [kind, rule ?? workflow, due.slice(14, 19)])

describe('the timers that people are told of', () => {
  it('are the finish by silence and the warning before it', async () => {
    const chat = await chatOf({ rules: [] })
    expect(armedTimers(chat, at('10:00'))).to.deep.equal([
      { chat: 1, kind: 'silence', rule: null, workflow: null, due: at('10:00') },
      { chat: 1, kind: 'warning', rule: null, workflow: null, due: at('09:00') },
    ])
    expect(armedTimers(chat, null)).to.deep.equal([])
  })

  it('have no warning that was given already, and none where it would come with the finish', async () => {
    const looks: GivenCommand = { type: 'timer', kind: 'silence', chat: 1, key: '', after: 'PT9M' }
    expect(told(await chatOf({ rules: [] }, looks), at('10:00'))).to.deep.equal([['silence', null, '10:00']])
    expect(told(await chatOf({ rules: [] }), at('09:00'))).to.deep.equal([['silence', null, '09:00']])
  })

  it('have each moment of a time rule under the rule’s name', async () => {
    const rules: RuleSet = {
      rules: [
        {
          id: 'nudge',
          on: Array.from({ length: 12 }, (_, index) => ({ after: `PT${index + 10}M`, since: 'chat.started' as const })),
          then: [{ do: 'add-tags', tags: ['waits'] }],
        },
      ],
    }
    expect(told(await chatOf(rules), null)).to.have.deep.members(
      Array.from({ length: 12 }, (_, index) => ['rule', 'nudge', `${index + 10}:00`]),
    )
  })

  it('have delayed messages, and what a workflow waits for', async () => {
    const rules: RuleSet = {
      workflows: [
        { id: 'ask', start: 'wait', steps: { wait: { wait: { for: 'PT3M' }, next: 'done' }, done: { end: {} } } },
      ],
      rules: [
        { id: 'later', on: 'chat.started', then: [{ do: 'send-message', text: 'Later', delay: 'PT2M' }] },
        { id: 'starts', on: 'chat.started', then: [{ do: 'start-workflow', workflow: 'ask' }] },
      ],
    }
    expect(told(await chatOf(rules), null)).to.deep.equal([
      ['delayed', 'later', '02:00'],
      ['workflow', 'ask', '03:00'],
    ])
  })

  it('have none of a workflow that waits for an answer however long it takes', async () => {
    const rules: RuleSet = {
      workflows: [
        {
          id: 'ask',
          start: 'ask',
          steps: { ask: { ask: { text: 'Who?', as: 'text' }, next: 'done' }, done: { end: {} } },
        },
      ],
      rules: [{ id: 'starts', on: 'chat.started', then: [{ do: 'start-workflow', workflow: 'ask' }] }],
    }
    const chat = await chatOf(rules)
    expect(chat.workflow?.workflow).to.equal('ask')
    expect(told(chat, null)).to.deep.equal([])
  })
})

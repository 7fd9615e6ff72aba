import { expect } from 'chai'
import type { Rule } from '../../src/core/rules/rule-set.js'
import { deskWith } from '../desk/make-desk.js'

const customer = { id: '42' }
const first = { channel: 'tg', customer, text: 'Hello' }

describe('cascades as an embedder meets them', () => {
  it('judges every change of one pass, however many there are', async () => {
    const taggers = Array.from(
      { length: 12 },
      (_, index): Rule => ({ id: `t${index}`, on: 'chat.started', then: [{ do: 'add-tags', tags: [`t${index}`] }] }),
    )
    const sees: Rule = {
      id: 'sees',
      on: 'chat.updated',
      when: { all: [{ fact: 'event', path: '$.changes.tags.to', operator: 'contains', value: 't11' }] },
      then: [{ do: 'set-priority', priority: 'urgent' }],
    }
    const { desk } = await deskWith([...taggers, sees])
    const { chat, trace } = await desk.receive(first)
    expect(chat.priority).to.equal('urgent')
    expect(trace?.counts.stopped).to.equal(undefined)
  })

  it('stops a chain of changes after ten steps and says so', async () => {
    const chain = Array.from(
      { length: 14 },
      (_, index): Rule => ({
        id: `c${index}`,
        on: index === 0 ? 'chat.started' : 'chat.updated',
        when: {
          all: index === 0 ? [] : [{ fact: 'chat', path: '$.tags', operator: 'contains', value: `g${index - 1}` }],
        },
        then: [{ do: 'add-tags', tags: [`g${index}`] }],
      }),
    )
    const { desk } = await deskWith(chain)
    const { chat, trace } = await desk.receive(first)
    expect(chat.tags).to.have.length(11)
    expect(trace?.passes.at(-1)?.verdicts).to.deep.include({ kind: 'stopped', rule: 'c11', by: 'limit' })
  })

  it('shows each cascade the chat before the pass that caused it', async () => {
    const { desk } = await deskWith([
      { id: 'tags', on: 'chat.started', then: [{ do: 'add-tags', tags: ['x'] }] },
      { id: 'ranks', on: 'message.received', then: [{ do: 'set-priority', priority: 'high' }] },
      {
        id: 'sees',
        on: 'chat.updated',
        when: {
          all: [
            { fact: 'before', path: '$.tags', operator: 'doesNotContain', value: 'x' },
            { fact: 'chat', path: '$.tags', operator: 'contains', value: 'x' },
          ],
        },
        then: [{ do: 'set-subject', subject: 'seen' }],
      },
    ])
    // Before the first message there was no chat: only a second chat's change has a `before`.
    await desk.start({ channel: 'tg', customer, agent: 'olga', text: 'Hello' })
    expect((await desk.receive(first)).chat.subject).to.equal('Hello')
    await desk.finish(1, { agent: 'olga', status: 'closed' })
    expect((await desk.receive(first)).chat.subject).to.equal('seen')
  })
})

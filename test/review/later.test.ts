import { expect } from 'chai'
import type { Rule } from '../../src/core/rules/rule-set.js'
import { deskWith } from '../desk/make-desk.js'

const first = { channel: 'tg', customer: { id: '42' }, text: 'Hello' }
const agent = 'olga'

const nudge: Rule = {
  id: 'nudge',
  on: { after: 'PT5M', since: 'message.received' },
  then: [
    { do: 'send-message', text: 'Still there' },
    { do: 'add-tags', tags: ['waits'] },
  ],
}
const later: Rule = {
  id: 'later',
  on: ['chat.started', 'chat.reopened'],
  then: [{ do: 'send-message', text: 'Later', delay: 'PT2M', onlyFirstChatOnChannel: false }],
}

describe('what automation says later', () => {
  it('is not said to a robot that set off a time rule; the rest of the rule is done', async () => {
    const { desk, clock } = await deskWith([nudge])
    await desk.receive({ ...first, automated: true })
    clock.advance('PT5M')
    const { effects, timers } = await desk.runDue()
    expect(effects).to.deep.equal([])
    expect(timers[0]?.chat.tags).to.deep.equal(['waits'])
  })

  it('is said to a person who waits, whatever a robot answered meanwhile', async () => {
    const { desk, clock } = await deskWith([nudge])
    await desk.receive(first)
    await desk.receive({ ...first, automated: true })
    clock.advance('PT5M')
    const { effects } = await desk.runDue()
    expect(effects.map((one) => one.type)).to.deep.equal(['send-message'])
  })

  it('goes along with the new messages when they are split off', async () => {
    const { desk, clock, telegram } = await deskWith([later])
    await desk.receive(first)
    await desk.reply(1, { agent, text: 'Hi' })
    await desk.finish(1, { agent, status: 'pending' })
    await desk.receive(first)
    await desk.split(1, { agent })
    clock.advance('PT2M')
    await desk.runDue()
    expect(telegram.sent.map((one) => [one.chat, one.text])).to.deep.equal([
      [1, 'Hi'],
      [2, 'Later'],
    ])
  })

  it("is not called off by agents' messages that a merge puts before it", async () => {
    const { desk, clock, telegram } = await deskWith([later])
    await desk.receive(first)
    await desk.reply(1, { agent, text: 'Hi' })
    await desk.finish(1, { agent, status: 'closed' })
    await desk.receive(first)
    await desk.merge(2, { agent })
    clock.advance('PT2M')
    await desk.runDue()
    expect(telegram.sent.map((one) => one.text)).to.deep.equal(['Hi', 'Later'])
  })
})

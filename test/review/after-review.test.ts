import { expect } from 'chai'
import type { Rule } from '../../src/core/rules/rule-set.js'
import { deskWith } from '../desk/make-desk.js'

const customer = { id: '42', email: 'anna@example.org' }

describe('what the review asked for', () => {
  it('a subject taken from a message follows its edit and goes with its deletion, also after a merge', async () => {
    const { desk } = await deskWith([])
    const { chat } = await desk.receive({ channel: 'tg', customer, id: 'a', text: 'my card is 4111' })
    await desk.receive({ channel: 'tg', customer, id: 'b', text: 'hello?' })
    expect((await desk.edit('a', { text: 'my card is lost' })).chat.subject).to.equal('my card is lost')
    await desk.finish(chat.number, { agent: 'olga', status: 'closed' })
    const next = await desk.receive({ channel: 'tg', customer, id: 'c', text: 'code 1234' })
    await desk.merge(next.chat.number, { agent: 'olga' })
    await desk.edit('a', { deleted: true })
    await desk.edit('c', { deleted: true })
    expect((await desk.chat(chat.number)).subject).to.equal(null)
    const apart = await desk.unmerge(chat.number, { agent: 'olga' })
    expect([apart.chat.subject, (await desk.chat(chat.number)).subject]).to.deep.equal([null, null])
  })

  it('what databases refuse in a text is replaced, in an id refused', async () => {
    const { desk } = await deskWith([])
    const { chat } = await desk.receive({ channel: 'tg', customer, id: 'a', text: 'a\u0000b \ud83d! 😀' })
    expect((await desk.messages(chat.number)).map((one) => one.text)).to.deep.equal(['a\ufffdb \ufffd! 😀'])
    for (const id of ['x\u0000', 'x\ud83d']) {
      const refused = await desk.receive({ channel: 'tg', customer, id, text: 'Hi' }).catch((error: unknown) => error)
      expect(refused).to.include({ code: 'invalid', pointer: '/id' })
    }
  })

  it('a listener that throws is told to onError and disturbs nobody', async () => {
    const errors: unknown[] = []
    const { desk } = await deskWith([], { onError: (error) => errors.push(error) })
    const heard: string[] = []
    desk.subscribe(() => {
      throw new Error('a screen broke')
    })
    desk.subscribe((answer) => heard.push(answer.outcome))
    const { outcome } = await desk.receive({ channel: 'tg', customer, text: 'Hello' })
    expect([outcome, ...heard, errors.length]).to.deep.equal(['started', 'started', 1])
  })

  it('send-email goes out for every chat, and to agents also when a robot wrote', async () => {
    const mail = (id: string, to: 'customer' | { agents: string[] }): Rule => ({
      id,
      on: 'chat.started',
      then: [{ do: 'send-email', to, subject: 'New', text: 'A chat began' }],
    })
    const { desk } = await deskWith([mail('team', { agents: ['olga'] }), mail('you', 'customer')], { email: () => {} })
    const types = async (id: string, automated: boolean) => {
      const answer = await desk.receive({ channel: 'tg', customer, id, text: 'Hi', automated })
      await desk.finish(answer.chat.number, { agent: 'olga', status: 'closed' })
      return answer.effects.map((effect) => effect.rule)
    }
    expect(await types('1', false)).to.deep.equal(['team', 'you'])
    expect(await types('2', false)).to.deep.equal(['team', 'you'])
    expect(await types('3', true)).to.deep.equal(['team'])
  })
})

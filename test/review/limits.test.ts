import { expect } from 'chai'
import type { CustomerInput } from '../../src/core/thread/contact.js'
import type { Attachment } from '../../src/core/thread/message.js'
import { deskWith, makeDesk, refusalOf, START } from '../desk/make-desk.js'

const first = { channel: 'tg', customer: { id: '42' }, text: 'Hello' }

describe('once, lateness and odd input as an embedder meets them', () => {
  it('speaks once in each activation, also when two begin in the same millisecond', async () => {
    const { desk, telegram } = await deskWith([
      { id: 'auto', on: ['chat.started', 'chat.reopened'], then: [{ do: 'send-message', text: 'Hi' }] },
      { id: 'bye', on: 'chat.finished', then: [{ do: 'send-message', text: 'Bye' }] },
    ])
    await desk.receive(first)
    await desk.finish(1, { agent: 'olga', status: 'open' })
    await desk.receive(first)
    await desk.finish(1, { agent: 'olga', status: 'open' })
    await desk.runDue()
    expect(telegram.sent.map((one) => one.text)).to.deep.equal(['Hi', 'Bye', 'Hi', 'Bye'])
  })

  it('flags every message that is dated before the finish, not only the one that reopens', async () => {
    const { desk, clock } = await makeDesk()
    await desk.receive(first)
    await desk.finish(1, { agent: 'olga', status: 'pending' })
    clock.advance('PT1M')
    const sentAt = new Date(Date.parse(START) - 60_000).toISOString()
    await desk.receive({ ...first, sentAt })
    await desk.receive({ ...first, sentAt })
    await desk.receive({ ...first, sentAt: clock.now() })
    expect((await desk.messages(1)).map((one) => one.late ?? false)).to.deep.equal([false, true, true, false])
  })

  const cycle: { [name: string]: unknown } = {}
  cycle.self = cycle
  for (const [what, value] of Object.entries({
    cycle,
    function: () => 1,
    number: Number.NaN,
    big: 1n,
    date: new Date(0),
  })) {
    it(`refuses a field that isn't JSON: ${what}`, async () => {
      const { desk } = await makeDesk()
      const customer = { id: '42', fields: { plan: value } } as CustomerInput
      const refusal = await refusalOf(desk.receive({ ...first, customer }))
      expect(refusal).to.include({ code: 'invalid', pointer: '/customer/fields/plan' })
      expect(await desk.chats()).to.deep.equal([])
    })
  }

  it('refuses half a character in an id', async () => {
    const { desk } = await makeDesk()
    const refusal = await refusalOf(desk.receive({ ...first, customer: { id: '4\ud83d' } }))
    expect(refusal).to.include({ code: 'invalid', pointer: '/customer/id' })
  })

  it('keeps of an attachment what an attachment has, and refuses an address that is no text', async () => {
    const { desk } = await makeDesk()
    const odd = JSON.parse('{ "kind": "image", "url": 5 }') as Attachment
    const refusal = await refusalOf(desk.receive({ ...first, attachments: [odd] }))
    expect(refusal).to.include({ code: 'invalid', pointer: '/attachments/0/url' })
    const more = { kind: 'image', url: 'https://example.org/a.png', secret: 'x' } as Attachment
    await desk.receive({ ...first, attachments: [more] })
    const [message] = await desk.messages(1)
    expect(message?.attachments).to.deep.equal([{ kind: 'image', url: 'https://example.org/a.png' }])
  })

  it('keeps what it was given when the caller goes on changing his lists and objects', async () => {
    const { desk } = await makeDesk()
    const tags = ['vip']
    const fields = { plan: { name: 'gold' } }
    await desk.receive({ ...first, customer: { id: '42', tags, fields } })
    tags.push('late')
    fields.plan.name = 'none'
    const { customer } = await desk.thread(1)
    expect(customer).to.deep.include({ tags: ['vip'], fields: { plan: { name: 'gold' } } })
  })

  it("gives an e-mail's subject no line break, whatever the customer wrote", async () => {
    const { desk } = await deskWith(
      [
        {
          id: 'mail',
          on: 'chat.started',
          then: [{ do: 'send-email', to: { group: 'desk' }, subject: 'New: {{ message.text }}', text: 'Look' }],
        },
      ],
      { email: () => undefined },
    )
    const { effects } = await desk.receive({ ...first, text: 'Hi\r\nBcc: all@example.org' })
    expect(effects[0]).to.include({ type: 'send-email', subject: 'New: Hi Bcc: all@example.org' })
  })
})

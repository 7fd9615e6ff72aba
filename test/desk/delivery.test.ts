import { expect } from 'chai'
import type { Rule } from '../../src/core/rules/rule-set.js'
import type { CallContext } from '../../src/desk/options.js'
import type { DeliveryResult } from '../../src/ports/channel.js'
import { deskWith, makeDesk, type Place } from './make-desk.js'

const anna = { channel: 'tg', customer: { id: 'anna', email: 'anna@x.test' } }
const ann = { agent: 'ann' }
const TEMPORARY: DeliveryResult = { ok: false, class: 'temporary', detail: 'down' }

async function replied(...texts: readonly string[]): Promise<Place> {
  const place = await makeDesk()
  await place.desk.receive({ ...anna, text: 'Hi' })
  for (const text of texts) await place.desk.reply(1, { ...ann, id: text, text })
  return place
}

const fates = async ({ desk }: Place) =>
  (await desk.messages(1)).filter((one) => one.author === 'agent').map(({ text, delivery }) => [text, delivery])

describe('delivery', () => {
  it('takes messages to the customer in order, and the message says so', async () => {
    const place = await replied('One', 'Two')
    expect(await fates(place)).to.deep.equal([
      ['One', 'pending'],
      ['Two', 'pending'],
    ])
    const { deliveries, events } = await place.desk.runDue()
    expect(place.telegram.sent.map((one) => one.text)).to.deep.equal(['One', 'Two'])
    expect(deliveries.map(({ attempt, result, retryAt }) => [attempt, result.ok, retryAt])).to.deep.equal([
      [1, true, null],
      [1, true, null],
    ])
    expect(events.map(({ type }) => type)).to.deep.equal(['message.delivery', 'message.delivery'])
    expect(await fates(place)).to.deep.equal([
      ['One', 'sent'],
      ['Two', 'sent'],
    ])
    expect((await place.desk.runDue()).deliveries).to.deep.equal([])
  })

  it('tries again after temporary trouble, later and later, and keeps the order meanwhile', async () => {
    const place = await replied('One', 'Two')
    const { desk, clock, telegram } = place
    telegram.answerNext(TEMPORARY, TEMPORARY)
    const pauses: number[] = []
    for (let times = 0; times < 2; times += 1) {
      const [run] = (await desk.runDue()).deliveries
      pauses.push(Date.parse(run?.retryAt ?? '') - Date.parse(clock.now()))
      expect(telegram.sent).to.deep.equal([])
      expect(await fates(place)).to.deep.equal([
        ['One', 'pending'],
        ['Two', 'pending'],
      ])
      expect(await desk.nextDue()).to.equal(run?.retryAt)
      clock.set(run?.retryAt ?? '')
    }
    expect(pauses).to.deep.equal([1000, 2000])
    await desk.runDue()
    expect(telegram.sent.map((one) => one.text)).to.deep.equal(['One', 'Two'])
  })

  it('waits as long as a provider asks', async () => {
    const { desk, telegram } = await replied('One')
    telegram.answerNext({ ok: false, class: 'rate-limited', retryAfterMs: 30_000, detail: '429' })
    expect((await desk.runDue()).deliveries[0]?.retryAt).to.equal('2026-03-02T12:00:30.000Z')
  })

  it('gives up after sixteen attempts, which take longer than most troubles of providers', async () => {
    const place = await replied('One', 'Two')
    const { desk, clock, telegram } = place
    const begun = Date.parse(clock.now())
    telegram.answerNext(...Array.from({ length: 16 }, () => TEMPORARY))
    for (let times = 0; times < 15; times += 1) {
      await desk.runDue()
      clock.set((await desk.outbox())[0]?.notBefore ?? '')
    }
    expect((Date.parse(clock.now()) - begun) / 60_000).to.be.within(35, 45)
    expect((await desk.outbox())[0]?.state).to.equal('waiting')
    await desk.runDue()
    expect(await fates(place)).to.deep.equal([
      ['One', 'failed'],
      ['Two', 'sent'],
    ])
  })

  it('doesn’t repeat what failed for good, and goes on with the next', async () => {
    const place = await replied('One', 'Two')
    place.telegram.answerNext({ ok: false, class: 'permanent', detail: 'blocked by the customer' })
    await place.desk.runDue()
    expect(await fates(place)).to.deep.equal([
      ['One', 'failed'],
      ['Two', 'sent'],
    ])
  })

  it('never repeats blindly what may have been sent', async () => {
    const place = await replied('One')
    place.telegram.answerNext({ ok: false, class: 'unknown', detail: 'connection lost' })
    await place.desk.runDue()
    place.clock.advance('P1D')
    await place.desk.runDue()
    expect([place.telegram.sent.length, await fates(place)]).to.deep.equal([0, [['One', 'maybe-sent']]])
  })

  it('doesn’t repeat what was thrown, unless nothing can have been sent; an answer that says nothing is success', async () => {
    let times = 0
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' })
    const { desk, clock } = await makeDesk({
      channels: [
        {
          id: 'tg',
          kind: 'telegram',
          deliver: () => {
            times += 1
            if (times === 1) throw refused
            if (times === 3) throw new Error('the answer was no JSON')
            return undefined
          },
        },
      ],
    })
    await desk.receive({ ...anna, text: 'Hi' })
    await desk.reply(1, { ...ann, text: 'One' })
    const [first] = (await desk.runDue()).deliveries
    expect(first?.result).to.deep.equal({ ok: false, class: 'temporary', detail: 'connect ECONNREFUSED' })
    clock.advance('PT1S')
    expect((await desk.runDue()).deliveries[0]?.result).to.deep.equal({ ok: true })
    await desk.reply(1, { ...ann, text: 'Two' })
    const [lost] = (await desk.runDue()).deliveries
    expect([lost?.result, lost?.retryAt]).to.deep.equal([
      { ok: false, class: 'unknown', detail: 'the answer was no JSON' },
      null,
    ])
    expect((await desk.messages(1)).at(-1)?.delivery).to.equal('maybe-sent')
  })

  it('doesn’t hold one customer up behind another', async () => {
    const { desk, telegram } = await replied('One')
    await desk.receive({ channel: 'tg', customer: { id: 'boris' }, text: 'Hi' })
    await desk.reply(2, { ...ann, text: 'To Boris' })
    telegram.answerNext(TEMPORARY)
    await desk.runDue()
    expect(telegram.sent.map((one) => one.text)).to.deep.equal(['To Boris'])
  })

  it('is told as an effect where the embedder delivers himself, and takes his word for it', async () => {
    const { desk } = await makeDesk()
    await desk.receive({ channel: 'vk', customer: { id: 'anna' }, text: 'Hi' })
    const { effects } = await desk.reply(1, { ...ann, id: 'r1', text: 'One' })
    expect(effects.map(({ type }) => type)).to.deep.equal(['send-message'])
    expect((await desk.runDue()).deliveries).to.deep.equal([])
    expect((await desk.delivered('r1', 'failed')).outcome).to.equal('delivered')
    expect((await desk.messages(1)).at(-1)?.delivery).to.equal('failed')
  })

  it('doesn’t send what an agent typed in the provider’s own inbox', async () => {
    const { desk, telegram } = await makeDesk()
    await desk.receive({ ...anna, text: 'Hi' })
    const { effects, chat } = await desk.reply(1, { ...ann, text: 'From my phone', echo: true })
    await desk.runDue()
    expect([effects, telegram.sent, chat.counts.agent]).to.deep.equal([[], [], 1])
    expect((await desk.messages(1)).at(-1)?.delivery).to.equal('sent')
  })

  it('goes to the chat where the message now lives', async () => {
    const { desk } = await replied()
    await desk.finish(1, { ...ann, status: 'open' })
    await desk.receive({ ...anna, text: 'Again' })
    await desk.reply(1, { ...ann, id: 'r1', text: 'Yes' })
    await desk.split(1, ann)
    const { events } = await desk.runDue()
    expect(events).to.deep.equal([
      { type: 'message.delivery', chat: 2, at: '2026-03-02T12:00:00.000Z', message: 'r1', delivery: 'sent' },
    ])
  })
})

describe('what rules ask of the outside', () => {
  const on = 'message.received' as const

  it('a function is called after the commit with its arguments, and again until it succeeds, with one id', async () => {
    const calls: { readonly args: unknown; readonly context: CallContext }[] = []
    const rules: Rule[] = [
      { id: 'order', on, then: [{ do: 'call', name: 'order', args: { text: '{{ message.text }}', n: [1, null] } }] },
    ]
    const { desk, clock } = await deskWith(rules, {
      functions: {
        order: async (args, context) => {
          calls.push({ args, context })
          expect((await desk.chat(1)).counts.customer).to.equal(1)
          if (calls.length === 1) throw new Error('down')
        },
      },
    })
    const { effects } = await desk.receive({ ...anna, text: 'Two, please' })
    expect(calls).to.deep.equal([])
    await desk.runDue()
    clock.advance('PT1S')
    await desk.runDue()
    expect(calls.map(({ args }) => args)).to.deep.equal([
      { text: 'Two, please', n: [1, null] },
      { text: 'Two, please', n: [1, null] },
    ])
    expect(calls.map(({ context }) => context)).to.deep.equal([calls[0]?.context, calls[0]?.context])
    expect(calls[0]?.context).to.deep.equal({
      id: effects[0]?.id,
      chat: 1,
      rule: 'order',
      at: '2026-03-02T12:00:00.000Z',
    })
    expect((await desk.runDue()).deliveries).to.deep.equal([])
  })

  it('an e-mail goes to the customer or to agents, its values escaped in HTML only', async () => {
    const sent: unknown[] = []
    const rules: Rule[] = [
      {
        id: 'mail',
        on,
        then: [
          { do: 'send-email', to: 'customer', subject: 'Re: {{ message.text }}', text: 'You wrote {{ message.text }}' },
        ],
      },
      { id: 'team', on, then: [{ do: 'send-email', to: { group: 'sales' }, subject: 'New', text: 'Look' }] },
    ]
    const { desk } = await deskWith(rules, {
      email: (email) => {
        sent.push([email.to, email.subject, email.text, email.html])
      },
    })
    await desk.receive({ ...anna, text: '<b>&' })
    await desk.runDue()
    expect(sent).to.deep.equal([
      [{ customer: 'anna', email: 'anna@x.test' }, 'Re: <b>&', 'You wrote <b>&', 'You wrote &lt;b&gt;&amp;'],
      [{ group: 'sales' }, 'New', 'Look', 'Look'],
    ])
  })

  it('an e-mail to a customer without address is an error of the action', async () => {
    const { desk } = await deskWith(
      [{ id: 'mail', on, then: [{ do: 'send-email', to: 'customer', subject: 'x', text: 'x' }] }],
      { email: () => {} },
    )
    const { trace } = await desk.receive({ channel: 'tg', customer: { id: 'boris' }, text: 'Hi' })
    expect(trace?.passes[1]?.verdicts[0]).to.deep.include({ kind: 'error', code: 'no-address' })
  })

  it('a notice and a workflow reach their handlers', async () => {
    const got: unknown[] = []
    const { desk } = await deskWith(
      [
        {
          id: 'all',
          on,
          then: [
            { do: 'notify', to: { agents: ['ann'] }, text: 'No. {{ chat.number }}' },
            { do: 'start-workflow', workflow: 'refund' },
          ],
        },
      ],
      {
        notify: (notice) => {
          got.push([notice.to, notice.text])
        },
        workflows: {
          refund: (started) => {
            got.push([started.workflow, started.chat])
          },
        },
      },
    )
    await desk.receive({ ...anna, text: 'Hi' })
    await desk.runDue()
    expect(got).to.deep.equal([
      [{ agents: ['ann'] }, 'No. 1'],
      ['refund', 1],
    ])
  })
})

import { expect } from 'chai'
import type { DeliveryResult } from '../../src/ports/channel.js'
import { counter, deskWith, makeDesk } from './make-desk.js'

const anna = { channel: 'tg', customer: { id: 'anna' } }
const ann = { agent: 'ann' }
const FAR = { messagesBefore: '2100-01-01T00:00:00.000Z', limit: 100 }

describe('the fate of a message', () => {
  it('is what a receipt said, whatever becomes of our own attempt; nobody is asked to decide then', async () => {
    for (const result of ['unknown', 'permanent'] as const) {
      const place = await makeDesk({
        channels: [
          {
            id: 'tg',
            kind: 'telegram',
            deliver: async ({ message }): Promise<DeliveryResult> => {
              await place.desk.delivered(message, 'sent')
              return { ok: false, class: result, detail: 'no answer' }
            },
          },
        ],
      })
      await place.desk.receive({ ...anna, text: 'Hi' })
      await place.desk.reply(1, { ...ann, id: 'r1', text: 'One' })
      await place.desk.runDue()
      expect((await place.desk.messages(1)).at(-1)?.delivery).to.equal('sent')
      expect(await place.desk.outbox()).to.deep.equal([])
    }
  })

  it('that nobody can write down, as the message was pruned meanwhile, holds up nothing and is not tried for ever', async () => {
    const sent: string[] = []
    const place = await makeDesk({
      channels: [
        {
          id: 'tg',
          kind: 'telegram',
          deduplicates: true,
          deliver: async ({ text }) => {
            sent.push(text)
            if (sent.length === 1) await place.desk.prune(FAR)
          },
        },
      ],
    })
    const { desk } = place
    await desk.receive({ ...anna, text: 'Hi' })
    for (const text of ['One', 'Two']) await desk.reply(1, { ...ann, text })
    await desk.finish(1, { ...ann, status: 'closed' })
    await desk.runDue()
    expect([sent, await desk.outbox()]).to.deep.equal([['One', 'Two'], []])
  })

  it('stands beside the message with the reason, until it is sent again', async () => {
    const { desk, telegram } = await makeDesk()
    await desk.receive({ ...anna, text: 'Hi' })
    await desk.reply(1, { ...ann, id: 'r1', text: 'One' })
    const shown = async () => (await desk.messages(1)).find(({ id }) => id === 'r1')
    telegram.answerNext({ ok: false, class: 'permanent', code: 'window-closed', detail: 'Too late to answer' })
    await desk.runDue()
    const failure = { code: 'window-closed', detail: 'Too late to answer' }
    expect(await shown()).to.deep.include({ delivery: 'failed', failure })
    const [letter] = await desk.outbox({ state: 'failed' })
    telegram.answerNext({ ok: false, class: 'unknown', detail: 'No answer' })
    await desk.resend(letter?.effect.id ?? '')
    expect(await shown())
      .to.include({ delivery: 'pending' })
      .and.not.have.property('failure')
    await desk.runDue()
    expect(await shown()).to.deep.include({
      delivery: 'maybe-sent',
      failure: { code: 'unknown', detail: 'No answer' },
    })
    await desk.delivered('r1', 'failed', 'tg', { failure: { code: 'returned', detail: 'No such mailbox' } })
    expect((await shown())?.failure).to.deep.equal({ code: 'returned', detail: 'No such mailbox' })
    await desk.delivered('r1', 'sent', 'tg')
    expect(await shown())
      .to.include({ delivery: 'sent' })
      .and.not.have.property('failure')
  })

  it('is asked for again by an agent although the message was pruned', async () => {
    const { desk, telegram } = await makeDesk()
    await desk.receive({ ...anna, text: 'Hi' })
    await desk.reply(1, { ...ann, text: 'One' })
    await desk.finish(1, { ...ann, status: 'closed' })
    telegram.answerNext({ ok: false, class: 'permanent', detail: 'blocked' })
    await desk.runDue()
    const [letter] = await desk.outbox({ state: 'failed' })
    expect((await desk.prune(FAR)).messages).to.equal(2)
    await desk.resend(letter?.effect.id ?? '')
    await desk.runDue()
    expect(telegram.sent.map(({ text }) => text)).to.deep.equal(['One'])
    expect(await desk.outbox()).to.deep.equal([])
  })

  it('of an attempt that somebody took over, and an agent sent again since, is none of the new attempt’s', async () => {
    const doors: ((result: DeliveryResult) => void)[] = []
    const one = await makeDesk({
      channels: [{ id: 'tg', kind: 'telegram', deliver: () => new Promise((resolve) => doors.push(resolve)) }],
    })
    const two = await makeDesk({ store: one.store, clock: one.clock, ids: counter('two-') })
    await one.desk.receive({ ...anna, text: 'Hi' })
    await one.desk.reply(1, { ...ann, text: 'One' })
    const stalled = one.desk.runDue()
    while (doors.length === 0) await new Promise(setImmediate)
    one.clock.advance('PT2M')
    await two.desk.runDue()
    const [letter] = await two.desk.outbox({ state: 'maybe-sent' })
    await two.desk.resend(letter?.effect.id ?? '')
    const again = one.desk.runDue()
    while (doors.length === 1) await new Promise(setImmediate)
    // The first attempt comes back at last, in the middle of the third.
    doors[0]?.({ ok: false, class: 'temporary', detail: 'late' })
    await stalled
    expect((await two.desk.outbox()).map(({ state, attempts }) => [state, attempts])).to.deep.equal([['sending', 3]])
    expect((await two.desk.runDue()).deliveries).to.deep.equal([])
    doors[1]?.({ ok: true })
    await again
    expect(await two.desk.outbox()).to.deep.equal([])
  })

  it('is not muddled by a pause that is no number: the provider’s refusal counts, the usual pause is made', async () => {
    for (const [asked, pause] of [
      [Number.NaN, 1_000],
      [-5, 1_000],
      [Number.POSITIVE_INFINITY, 1_000],
      [1e300, 86_400_000],
    ] as const) {
      const { desk, clock, telegram } = await makeDesk()
      await desk.receive({ ...anna, text: 'Hi' })
      await desk.reply(1, { ...ann, text: 'One' })
      telegram.answerNext({ ok: false, class: 'rate-limited', retryAfterMs: asked, detail: '429' })
      const [run] = (await desk.runDue()).deliveries
      expect(Date.parse(run?.retryAt ?? '') - Date.parse(clock.now()), String(asked)).to.equal(pause)
    }
  })
})

describe('a listener that fails', () => {
  it('takes neither the command nor the worker with it, also when it promises or is told of errors itself', async () => {
    const told: unknown[] = []
    const { desk, clock } = await deskWith([], {
      onError: async (error) => {
        told.push(error)
        throw new Error('onError fails too')
      },
    })
    const silent = console.error
    const shown: unknown[] = []
    console.error = (...words: unknown[]) => void shown.push(words)
    try {
      desk.subscribe(async () => {
        throw new Error('later')
      })
      desk.subscribe(() => {
        throw new Error('at once')
      })
      expect((await desk.receive({ ...anna, text: 'Hi' })).outcome).to.equal('started')
      while (shown.length < 2) await new Promise(setImmediate)
      expect(told.map(String).sort()).to.deep.equal(['Error: at once', 'Error: later'])
    } finally {
      console.error = silent
    }
    expect([shown.length, clock.now().length]).to.deep.equal([2, 24])
  })
})

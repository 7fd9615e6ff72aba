import { expect } from 'chai'
import type { DeskOptions } from '../../src/desk/options.js'
import type { Deliver, DeliveryResult } from '../../src/ports/channel.js'
import { counter, makeDesk, type Place } from './make-desk.js'

const ann = { agent: 'ann' }

/** A chat for each of these customers, with replies to each. */
async function replied(
  customers: readonly string[],
  texts: readonly string[],
  deliver: Deliver,
  more: Partial<DeskOptions> & { readonly deduplicates?: boolean } = {},
): Promise<Place> {
  const { deduplicates = false, ...options } = more
  const place = await makeDesk({ channels: [{ id: 'tg', kind: 'telegram', deliver, deduplicates }], ...options })
  for (const [index, id] of customers.entries()) {
    await place.desk.receive({ channel: 'tg', customer: { id }, text: 'Hi' })
    for (const text of texts) await place.desk.reply(index + 1, { ...ann, id: `${id} ${text}`, text })
  }
  return place
}

/** A door that opens when it is told to. */
function door(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

const turns = () => new Promise(setImmediate)

describe('deliveries', () => {
  it('of different threads run side by side: a slow one holds no other up', async () => {
    const { opened, open } = door()
    const begun: string[] = []
    const done: string[] = []
    const { desk } = await replied(['anna', 'boris', 'clara'], ['One'], async ({ customer }) => {
      begun.push(customer)
      if (customer === 'anna') await opened
      done.push(customer)
    })
    const run = desk.runDue()
    while (done.length < 2) await turns()
    expect([begun.sort(), done.sort()]).to.deep.equal([
      ['anna', 'boris', 'clara'],
      ['boris', 'clara'],
    ])
    open()
    expect((await run).deliveries.map(({ result }) => result.ok)).to.deep.equal([true, true, true])
  })

  it('of one thread go one after the other, however slow', async () => {
    const said: string[] = []
    const { desk } = await replied(['anna', 'boris'], ['One', 'Two', 'Three'], async ({ customer, text }) => {
      said.push(`${customer} begins ${text}`)
      await turns()
      said.push(`${customer} ends ${text}`)
    })
    await desk.runDue()
    for (const customer of ['anna', 'boris']) {
      const own = said.filter((one) => one.startsWith(customer))
      const inOrder = ['One', 'Two', 'Three'].flatMap((text) => [
        `${customer} begins ${text}`,
        `${customer} ends ${text}`,
      ])
      expect(own).to.deep.equal(inOrder)
    }
  })

  it('are no more at once than is allowed', async () => {
    let now = 0
    let most = 0
    const customers = ['a', 'b', 'c', 'd', 'e']
    const deliver = async (): Promise<void> => {
      now += 1
      most = Math.max(most, now)
      await turns()
      now -= 1
    }
    const { desk } = await replied(customers, ['One'], deliver, { deliveriesAtOnce: 2 })
    expect((await desk.runDue()).deliveries).to.have.length(5)
    expect(most).to.equal(2)
  })

  it('that never answer are cut off, and nobody knows what came of them', async () => {
    const signals: AbortSignal[] = []
    const never: Deliver = (_, { signal }) => {
      signals.push(signal)
      return new Promise(() => {})
    }
    const place = await replied(['anna'], ['One'], never, { deliveryTimeoutMs: 5 })
    const { deliveries } = await place.desk.runDue()
    expect(deliveries.map(({ result, retryAt }) => [result, retryAt])).to.deep.equal([
      [{ ok: false, class: 'unknown', detail: 'No answer within 5 ms' }, null],
    ])
    expect(signals.map(({ aborted }) => aborted)).to.deep.equal([true])
    expect((await place.desk.messages(1)).at(-1)?.delivery).to.equal('maybe-sent')
  })

  it('that never answer are tried again where the provider recognises repetitions', async () => {
    let attempts = 0
    const deliver: Deliver = () => {
      attempts += 1
      return attempts === 1 ? new Promise(() => {}) : undefined
    }
    const { desk, clock } = await replied(['anna'], ['One'], deliver, { deliveryTimeoutMs: 5, deduplicates: true })
    expect((await desk.runDue()).deliveries[0]?.retryAt).to.equal('2026-03-02T12:00:01.000Z')
    expect((await desk.messages(1)).at(-1)?.delivery).to.equal('pending')
    clock.advance('PT1S')
    await desk.runDue()
    expect((await desk.messages(1)).at(-1)?.delivery).to.equal('sent')
  })

  it('that were answered have no signal that aborts later', async () => {
    const signals: AbortSignal[] = []
    const { desk } = await replied(['anna'], ['One'], (_, { signal }) => void signals.push(signal))
    await desk.runDue()
    expect(signals.map(({ aborted }) => aborted)).to.deep.equal([false])
  })
})

describe('the pause before the next attempt', () => {
  const DOWN: DeliveryResult = { ok: false, class: 'temporary', detail: 'down' }
  // Twice as long each time, five minutes at most; the chance takes away up to half of it.
  const LONGEST = [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300, 300, 300].map((seconds) => seconds * 1000)
  const PAUSES: readonly (readonly [random: number, pauses: readonly number[]])[] = [
    [0, LONGEST.map((ms) => ms / 2)],
    [0.5, LONGEST.map((ms) => ms * 0.75)],
    [1, LONGEST],
  ]
  for (const [random, pauses] of PAUSES) {
    it(`doubles each time, by chance between half of it and all of it: ${random}`, async () => {
      const { desk, clock } = await replied(['anna'], ['One'], () => DOWN, { random: () => random })
      const seen: number[] = []
      for (;;) {
        const [run] = (await desk.runDue()).deliveries
        if (run?.retryAt == null) break
        seen.push(Date.parse(run.retryAt) - Date.parse(clock.now()))
        clock.set(run.retryAt)
      }
      expect(seen).to.deep.equal(pauses)
    })
  }

  it('is as long as the provider asks, without chance', async () => {
    const asked: DeliveryResult = { ok: false, class: 'rate-limited', retryAfterMs: 1234, detail: '429' }
    const { desk } = await replied(['anna'], ['One'], () => asked, { random: () => 0 })
    expect((await desk.runDue()).deliveries[0]?.retryAt).to.equal('2026-03-02T12:00:01.234Z')
  })
})

describe('a round that takes long', () => {
  it('claims by the time that it is by then: no other node takes what is still being sent', async () => {
    const taken: number[] = []
    let times = 0
    const deliver = async (): Promise<void> => {
      times += 1
      one.clock.advance('PT40S')
      if (times === 3) taken.push((await two.desk.runDue()).deliveries.length)
    }
    const one = await replied(['anna', 'boris', 'clara'], ['One'], deliver, { deliveriesAtOnce: 1 })
    const two = await makeDesk({ store: one.store, clock: one.clock, ids: counter('two-') })
    const { deliveries } = await one.desk.runDue()
    expect(deliveries.map(({ attempt, result }) => [attempt, result.ok])).to.deep.equal([
      [1, true],
      [1, true],
      [1, true],
    ])
    expect([taken, two.telegram.sent]).to.deep.equal([[0], []])
    for (const chat of [1, 2, 3]) expect((await two.desk.messages(chat)).at(-1)?.delivery).to.equal('sent')
  })
})

import { expect } from 'chai'
import type { DeskOptions } from '../../src/desk/options.js'
import type { DeliveryResult, SendMessageEffect } from '../../src/ports/channel.js'
import type { Store } from '../../src/ports/store.js'
import { testStore } from '../store/sql/test-store.js'
import { deskWith, makeDesk, type Place, START, WORKSPACE } from './make-desk.js'

const anna = { channel: 'tg', customer: { id: 'anna' } }
const ann = { agent: 'ann' }
const MINUTE = '2026-03-02T12:01:00.000Z'

/** A node takes what is to be sent, and nothing is ever heard of it again. */
async function takenByTheDead({ store }: Place): Promise<void> {
  expect(await store.claimOutbox(WORKSPACE, { now: START, until: MINUTE, limit: 10 })).to.have.length(1)
}

const deliveryOf = async ({ desk }: Place) => (await desk.messages(1)).find((one) => one.id === 'r1')?.delivery

async function interrupted(options: Partial<DeskOptions> = {}): Promise<Place> {
  const place = await makeDesk(options)
  await place.desk.receive({ ...anna, text: 'Hi' })
  await place.desk.reply(1, { ...ann, id: 'r1', text: 'One' })
  await takenByTheDead(place)
  return place
}

describe('a message whose node died while it was being sent', () => {
  it('is left alone until the claim ends', async () => {
    const { desk, clock, telegram } = await interrupted()
    clock.advance('PT59.999S')
    expect((await desk.runDue()).deliveries).to.deep.equal([])
    expect([telegram.sent, await desk.nextDue()]).to.deep.equal([[], MINUTE])
  })

  it('may have been sent: it isn’t repeated, and an agent decides', async () => {
    const place = await interrupted()
    place.clock.advance('PT1M')
    const { deliveries } = await place.desk.runDue()
    expect(deliveries.map(({ attempt, result }) => [attempt, result])).to.deep.equal([
      [2, { ok: false, class: 'unknown', detail: 'The node that was sending it died' }],
    ])
    expect([place.telegram.sent, await deliveryOf(place)]).to.deep.equal([[], 'maybe-sent'])
    const [dead] = await place.desk.outbox({ state: 'maybe-sent' })
    expect(dead?.lastError).to.equal('The node that was sending it died')
  })

  it('is repeated where the provider recognises what it already had', async () => {
    const sent: SendMessageEffect[] = []
    const place = await interrupted({
      channels: [{ id: 'tg', kind: 'telegram', deduplicates: true, deliver: (message) => void sent.push(message) }],
    })
    place.clock.advance('PT1M')
    expect((await place.desk.runDue()).deliveries[0]).to.deep.include({ attempt: 2, result: { ok: true } })
    expect([sent.length, await deliveryOf(place), await place.desk.outbox()]).to.deep.equal([1, 'sent', []])
  })

  it('lets the next of its thread go out after it', async () => {
    const { desk, clock, telegram } = await interrupted()
    await desk.reply(1, { ...ann, id: 'r2', text: 'Two' })
    expect((await desk.runDue()).deliveries).to.deep.equal([])
    clock.advance('PT1M')
    await desk.runDue()
    expect(telegram.sent.map(({ text }) => text)).to.deep.equal(['Two'])
  })
})

/** A store whose nodes can’t say any more that something is done. */
function dyingBeforeSettling(store: Store): { readonly store: Store; readonly live: () => void } {
  let isDying = true
  return {
    live: () => {
      isDying = false
    },
    store: {
      ...store,
      settleOutbox: (...asked) => (isDying ? Promise.reject(new Error('died')) : store.settleOutbox(...asked)),
    },
  }
}

describe('a message whose node died after writing down what became of it', () => {
  const FATES: readonly (readonly [fate: string, result: DeliveryResult, left: readonly string[]])[] = [
    ['sent', { ok: true }, []],
    ['failed', { ok: false, class: 'permanent', detail: 'blocked' }, ['failed']],
    ['maybe-sent', { ok: false, class: 'unknown', detail: 'lost' }, ['maybe-sent']],
  ]
  for (const [fate, result, left] of FATES) {
    for (const deduplicates of [false, true]) {
      if (fate === 'maybe-sent' && deduplicates) continue
      it(`is ${fate}, and nobody sends it again (deduplicates: ${deduplicates})`, async () => {
        const { store, live } = dyingBeforeSettling(await testStore())
        let attempts = 0
        const deliver = (): DeliveryResult => {
          attempts += 1
          return result
        }
        const place = await makeDesk({ store, channels: [{ id: 'tg', kind: 'telegram', deduplicates, deliver }] })
        await place.desk.receive({ ...anna, text: 'Hi' })
        await place.desk.reply(1, { ...ann, id: 'r1', text: 'One' })
        const died = await place.desk.runDue().catch((error: Error) => error.message)
        expect([died, await deliveryOf(place)]).to.deep.equal(['died', fate])
        live()
        expect((await place.desk.runDue()).deliveries).to.deep.equal([])
        place.clock.advance('PT2M')
        const { deliveries, events } = await place.desk.runDue()
        expect([deliveries.length, events, attempts]).to.deep.equal([1, [], 1])
        expect((await place.desk.outbox()).map(({ state }) => state)).to.deep.equal(left)
        expect(await deliveryOf(place)).to.equal(fate)
      })
    }
  }
})

describe('other effects whose node died while they were being carried out', () => {
  const on = 'message.received' as const

  it('are called again, since their ids tell a repetition', async () => {
    const calls: string[] = []
    const place = await deskWith([{ id: 'crm', on, then: [{ do: 'call', name: 'crm', args: {} }] }], {
      functions: { crm: (_, { id }) => void calls.push(id) },
    })
    await place.desk.receive({ ...anna, text: 'Hi' })
    await takenByTheDead(place)
    place.clock.advance('PT1M')
    await place.desk.runDue()
    expect([calls.length, await place.desk.outbox()]).to.deep.equal([1, []])
  })

  it('but an e-mail isn’t sent twice', async () => {
    const sent: unknown[] = []
    const then = [{ do: 'send-email' as const, to: { group: 'sales' }, subject: 'New', text: 'Look' }]
    const place = await deskWith([{ id: 'team', on, then }], { email: (email) => void sent.push(email) })
    await place.desk.receive({ ...anna, text: 'Hi' })
    await takenByTheDead(place)
    place.clock.advance('PT1M')
    await place.desk.runDue()
    expect([sent, (await place.desk.outbox()).map(({ state }) => state)]).to.deep.equal([[], ['maybe-sent']])
  })
})

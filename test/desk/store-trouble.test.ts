import { expect } from 'chai'
import { createDesk } from '../../src/desk/create-desk.js'
import { RefusedError } from '../../src/desk/refused-error.js'
import type { Store } from '../../src/ports/store.js'
import { STORE_ERROR_CODES, StoreError } from '../../src/ports/store-error.js'
import { memoryStore } from '../../src/store/memory/memory-store.js'
import { manualClock } from '../../src/testing/manual-clock.js'
import { contentOf, makeDesk, refusalOf, START } from './make-desk.js'

const anna = { channel: 'tg', customer: { id: 'anna' } }
const ann = { agent: 'ann' }

/** A store of which every call fails in this way. */
function failing(error: unknown): Store {
  const { close, ...calls } = memoryStore()
  const broken = Object.keys(calls).map((name) => [name, () => Promise.reject(error)])
  return { ...Object.fromEntries(broken), close }
}

const desksOn = (store: Store) =>
  createDesk({ store, clock: manualClock(START), channels: [{ id: 'tg', kind: 'telegram' }] })

describe('trouble of the store', () => {
  for (const code of STORE_ERROR_CODES) {
    it(`is refused with a code of the catalogue, the trouble itself as its cause: ${code}`, async () => {
      const trouble = new StoreError(code, `The database says ${code}`)
      const desk = await desksOn(failing(trouble))
      const refusal = await refusalOf(desk.receive({ ...anna, text: 'Hi' }))
      expect(refusal).to.include({
        code: code === 'invalid-data' ? 'invalid' : 'unavailable',
        message: `The database says ${code}`,
        cause: trouble,
      })
    })
  }

  it('is refused by everything that asks the store', async () => {
    const trouble = new StoreError('unavailable', 'down', { isRetryable: true })
    const desk = await desksOn(failing(trouble))
    const calls: { readonly [name: string]: () => Promise<unknown> } = {
      start: () => desk.start({ ...anna, ...ann, text: 'Hi' }),
      reply: () => desk.reply(1, { ...ann, text: 'Hi' }),
      finish: () => desk.finish(1, { ...ann, status: 'open' }),
      edit: () => desk.edit('m1', { text: 'x' }),
      delivered: () => desk.delivered('m1', 'sent'),
      chat: () => desk.chat(1),
      chats: () => desk.chats(),
      messages: () => desk.messages(1),
      thread: () => desk.thread(1),
      explain: () => desk.explain('m1'),
      runDue: () => desk.runDue(),
      nextDue: () => desk.nextDue(),
      outbox: () => desk.outbox(),
      resend: () => desk.resend('e1'),
      discard: () => desk.discard('e1'),
      health: () => desk.health(),
      prune: () => desk.prune({ limit: 1 }),
    }
    for (const [name, call] of Object.entries(calls)) {
      const refusal = await refusalOf(call())
      expect([name, refusal.code, refusal.cause]).to.deep.equal([name, 'unavailable', trouble])
    }
    await desk.stop()
  })

  it('that leaves open whether something was done says so', async () => {
    const store = memoryStore()
    const trouble = new StoreError('timeout', 'No answer', { isOutcomeUnknown: true })
    const { desk } = await makeDesk({ store: { ...store, commit: () => Promise.reject(trouble) } })
    const refusal = await refusalOf(desk.receive({ ...anna, text: 'Hi' }))
    expect(refusal.message).to.equal('No answer. It may or may not be done: look before you repeat it')
    expect([refusal.code, refusal.cause]).to.deep.equal(['unavailable', trouble])
  })

  it('changes nothing, and the same command goes well when it is over', async () => {
    const store = memoryStore()
    let isDown = false
    const down = (): Promise<never> => Promise.reject(new StoreError('full', 'The disk is full'))
    const { desk } = await makeDesk({
      store: { ...store, commit: (...asked) => (isDown ? down() : store.commit(...asked)) },
    })
    await desk.receive({ ...anna, text: 'Hi' })
    const before = await contentOf(store, ['tg:anna'])
    isDown = true
    expect((await refusalOf(desk.reply(1, { ...ann, text: 'Hello' }))).code).to.equal('unavailable')
    expect(await contentOf(store, ['tg:anna'])).to.equal(before)
    isDown = false
    expect((await desk.reply(1, { ...ann, text: 'Hello' })).outcome).to.equal('appended')
  })

  it('isn’t made of what a store throws by mistake', async () => {
    const mistake = new TypeError('x is not a function')
    const desk = await desksOn(failing(mistake))
    const thrown = await desk.receive({ ...anna, text: 'Hi' }).catch((error: unknown) => error)
    expect(thrown).to.equal(mistake)
    expect(thrown).not.to.be.instanceOf(RefusedError)
  })
})

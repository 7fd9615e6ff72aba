import { expect } from 'chai'
import { memoryStore } from '../../src/store/memory/memory-store.js'
import { deskWith, makeDesk } from './make-desk.js'
import { until } from './until.js'

const ann = { agent: 'ann' }
const from = (id: string) => ({ channel: 'tg', customer: { id }, text: 'Hi' })

/** Lets everything that is only waiting for promises go on. */
async function settle(): Promise<void> {
  for (let times = 0; times < 200; times += 1) await Promise.resolve()
  await new Promise((resolve) => setImmediate(resolve))
}

describe('what is due', () => {
  it('is done in the order of its moments, timers before messages', async () => {
    const { desk, clock, telegram } = await deskWith([
      { id: 'later', on: 'chat.started', then: [{ do: 'send-message', text: 'Later', delay: 'PT12M' }] },
      { id: 'bye', on: 'chat.finished', then: [{ do: 'send-message', text: 'Bye' }] },
    ])
    await desk.receive(from('anna'))
    clock.advance('PT1M')
    await desk.receive(from('boris'))
    clock.advance('PT1H')
    const { timers, deliveries } = await desk.runDue()
    expect(timers.map(({ timer }) => [timer.kind, timer.chat, timer.due.slice(11, 16)])).to.deep.equal([
      ['silence', 1, '12:09'],
      ['silence', 2, '12:10'],
      ['delayed', 1, '12:12'],
      ['delayed', 2, '12:13'],
    ])
    expect(deliveries.map(({ effect }) => effect.chat).sort()).to.deep.equal([1, 1, 2, 2])
    const toAnna = telegram.sent.filter((one) => one.customer === 'anna').map((one) => one.text)
    expect(toAnna).to.deep.equal(['Bye', 'Later'])
  })

  it('is nothing twice', async () => {
    const { desk, clock } = await makeDesk()
    await desk.receive(from('anna'))
    clock.advance('PT1H')
    expect((await desk.runDue()).timers).to.have.length(1)
    const again = await desk.runDue()
    expect([again.timers, again.deliveries, again.events, await desk.nextDue()]).to.deep.equal([[], [], [], null])
  })

  it('is done once by two nodes at once', async () => {
    const store = memoryStore()
    const one = await deskWith([{ id: 'bye', on: 'chat.finished', then: [{ do: 'add-note', text: 'Bye' }] }], { store })
    const two = await deskWith([{ id: 'bye', on: 'chat.finished', then: [{ do: 'add-note', text: 'Bye' }] }], {
      store,
      clock: one.clock,
    })
    await one.desk.receive(from('anna'))
    one.clock.advance('PT1H')
    const runs = await Promise.all([one.desk.runDue(), two.desk.runDue()])
    expect(runs.flatMap((run) => run.events.filter((event) => event.type === 'chat.finished'))).to.have.length(1)
    expect((await one.desk.chat(1)).counts.notes).to.equal(1)
  })

  it('says when something is due next, nothing when nothing waits', async () => {
    const { desk } = await makeDesk()
    expect(await desk.nextDue()).to.equal(null)
    await desk.receive(from('anna'))
    expect(await desk.nextDue()).to.equal('2026-03-02T12:09:00.000Z')
    await desk.finish(1, { ...ann, status: 'closed' })
    expect(await desk.nextDue()).to.equal(null)
  })
})

describe('the worker', () => {
  it('does what is due as time passes, until it is stopped', async () => {
    const { desk, clock, telegram } = await makeDesk()
    desk.start()
    desk.start()
    await desk.receive(from('anna'))
    await desk.reply(1, { ...ann, text: 'Hello' })
    clock.advance('PT1S')
    await until(() => telegram.sent.length > 0)
    expect(telegram.sent).to.have.length(1)
    clock.advance('PT10M')
    await until(async () => (await desk.chat(1)).state !== 'active')
    expect((await desk.chat(1)).state).to.equal('finished-pending')
    await desk.stop()
    await desk.reply(1, { ...ann, text: 'After the stop' })
    clock.advance('PT1H')
    await settle()
    expect(telegram.sent).to.have.length(1)
    expect((await desk.chat(1)).state).to.equal('active')
  })

  it('outlives a store that is down for a while', async () => {
    const store = memoryStore()
    let isDown = false
    const { desk, clock, telegram } = await makeDesk({
      store: {
        ...store,
        claimTimers: async (...claim) => (isDown ? Promise.reject(new Error('down')) : store.claimTimers(...claim)),
      },
    })
    await desk.receive(from('anna'))
    await desk.reply(1, { ...ann, text: 'Hello' })
    isDown = true
    desk.start()
    await settle()
    expect(telegram.sent).to.deep.equal([])
    isDown = false
    clock.advance('PT1S')
    await settle()
    expect(telegram.sent).to.have.length(1)
    await desk.stop()
  })

  it('rings timers while all places for deliveries are taken', async () => {
    let begun = 0
    const { desk, clock } = await makeDesk({
      deliveriesAtOnce: 1,
      channels: [
        {
          id: 'tg',
          kind: 'telegram',
          deliver: (_, { signal }) => {
            begun += 1
            return new Promise((resolve) => signal.addEventListener('abort', resolve))
          },
        },
      ],
      deliveryTimeoutMs: 50,
    })
    for (const id of ['anna', 'boris']) await desk.receive(from(id))
    for (const chat of [1, 2]) await desk.reply(chat, { ...ann, text: 'Slow' })
    desk.start()
    await until(() => begun === 1)
    clock.advance('PT10M')
    await until(async () => (await desk.chats({ state: 'finished-pending' })).length === 2)
    await desk.stop()
  })

  it('is stopped without ever having been started', async () => {
    const { desk } = await makeDesk()
    await desk.stop()
    await desk.stop()
    expect((await desk.receive(from('anna'))).outcome).to.equal('started')
  })

  it('tells subscribers after each commit, until they leave', async () => {
    const { desk } = await makeDesk()
    const told: string[] = []
    const leave = desk.subscribe(({ outcome }) => told.push(outcome))
    await desk.receive({ ...from('anna'), id: 'm1' })
    await desk.receive({ ...from('anna'), id: 'm1' })
    await desk.finish(1, { ...ann, status: 'open' })
    leave()
    await desk.receive(from('anna'))
    expect(told).to.deep.equal(['started', 'finished'])
  })
})

import { expect } from 'chai'
import type { DeliveryResult } from '../../src/ports/channel.js'
import { makeDesk, START } from './make-desk.js'
import { until } from './until.js'

describe('a worker with a slow provider', () => {
  it('goes on with other customers and with timers, and ends what is under way when it is stopped', async () => {
    const sent: string[] = []
    const slow: ((result: DeliveryResult) => void)[] = []
    const { desk, clock } = await makeDesk({
      deliveriesAtOnce: 2,
      channels: [
        {
          id: 'tg',
          kind: 'telegram',
          autoFinish: { after: 'PT30S' },
          deliver: ({ customer, text }) => {
            sent.push(`${customer}: ${text}`)
            return customer === 'anna' ? new Promise((resolve) => slow.push(resolve)) : { ok: true }
          },
        },
      ],
    })
    for (const id of ['anna', 'boris']) await desk.receive({ channel: 'tg', customer: { id }, text: 'Hi' })
    desk.start()
    for (const [chat, text] of [
      [1, 'One'],
      [1, 'Two'],
      [2, 'One'],
      [2, 'Two'],
    ] as const) {
      await desk.reply(chat, { agent: 'ann', text })
      clock.advance('PT1S')
    }
    await until(() => sent.includes('boris: Two'))
    expect(sent).to.include('anna: One').and.not.include('anna: Two')
    // Shorter than the claim of what is being sent.
    clock.advance('PT30S')
    await until(async () => (await desk.chat(2)).state === 'finished-pending')
    expect((await desk.chat(1)).state).to.equal('finished-pending')

    let isStopped = false
    const stopping = desk.stop().then(() => {
      isStopped = true
    })
    await new Promise((resolve) => setImmediate(resolve))
    expect(isStopped).to.equal(false)
    slow[0]?.({ ok: true })
    await stopping
    const [first, second] = (await desk.messages(1)).filter((one) => one.author === 'agent')
    expect([first?.delivery, second?.delivery]).to.deep.equal(['sent', 'pending'])
  })

  it('sleeps until something is due: a customer’s message alone wakes nobody', async () => {
    const { desk, clock, store } = await makeDesk()
    let looks = 0
    const counted = {
      ...store,
      nextDue: async (...asked: Parameters<typeof store.nextDue>) => {
        looks += 1
        return store.nextDue(...asked)
      },
    }
    const other = await makeDesk({ store: counted, clock })
    other.desk.start()
    await until(() => looks > 0)
    for (let times = 0; times < 20; times += 1) await new Promise((resolve) => setImmediate(resolve))
    const before = looks
    for (const id of ['a', 'b', 'c']) await other.desk.receive({ channel: 'tg', customer: { id }, text: 'Hi' })
    for (let times = 0; times < 20; times += 1) await new Promise((resolve) => setImmediate(resolve))
    expect([looks, clock.now()]).to.deep.equal([before, START])
    await other.desk.stop()
    await desk.stop()
  })
})

import { expect } from 'chai'
import { createDesk } from '../../src/desk/create-desk.js'
import { memoryStore } from '../../src/store/memory/memory-store.js'
import { manualClock } from '../../src/testing/manual-clock.js'

describe('a channel that is no longer connected', () => {
  it('can be read and finished, holds nobody up, and its waiting messages aren’t called sent', async () => {
    const [clock, store] = [manualClock('2026-03-02T09:00:00Z'), memoryStore()]
    const b = { id: 'b', kind: 'vk' }
    const before = await createDesk({ store, clock, channels: [{ id: 'a', kind: 'telegram', deliver: () => {} }, b] })
    await before.receive({ channel: 'a', customer: { id: '1' }, id: 'm1', text: 'Hi' })
    await before.receive({ channel: 'b', customer: { id: '1' }, text: 'Hi' })
    await before.reply(1, { agent: 'olga', id: 'r1', text: 'Hello' })

    const after = await createDesk({ store, clock, channels: [b] })
    clock.advance('PT10M')
    const { deliveries } = await after.runDue()
    expect(deliveries.map((one) => one.result.ok)).to.deep.equal([false])
    expect((await after.chats()).map((chat) => chat.state)).to.deep.equal(['finished-open', 'finished-pending'])
    expect((await after.messages(1)).map((one) => one.delivery)).to.deep.equal([undefined, 'pending'])
    expect((await after.setStatus(1, { agent: 'olga', status: 'closed' })).chat.status).to.equal('closed')
    const refused = await after.receive({ channel: 'a', customer: { id: '1' }, text: 'Hi' }).catch((error) => error)
    expect(refused).to.include({ code: 'not-found', pointer: '/channel' })
  })

  it('a round of the worker that fails is told to onError, and the next does the work', async () => {
    const [clock, store] = [manualClock('2026-03-02T09:00:00Z'), memoryStore()]
    let isDown = true
    const errors: unknown[] = []
    const failing = {
      ...store,
      nextDue: async (...asked: Parameters<typeof store.nextDue>) => {
        if (isDown) throw new Error('the store is down')
        return store.nextDue(...asked)
      },
    }
    const sent = new Promise<string>((resolve) => {
      const deliver = ({ text }: { text: string }) => resolve(text)
      void (async () => {
        const channels = [{ id: 'a', kind: 'telegram', deliver: deliver as (message: unknown) => void }]
        const desk = await createDesk({
          store: failing,
          clock,
          channels,
          onError: (error) => {
            errors.push(error)
            isDown = false
          },
        })
        await desk.receive({ channel: 'a', customer: { id: '1' }, text: 'Hi' })
        desk.start()
        while (isDown) await new Promise(setImmediate)
        await desk.reply(1, { agent: 'olga', text: 'Hello' })
        while (errors.length === 0) await new Promise(setImmediate)
        clock.advance('PT2S')
      })()
    })
    expect(await sent).to.equal('Hello')
    expect(errors).to.have.length(1)
  })
})

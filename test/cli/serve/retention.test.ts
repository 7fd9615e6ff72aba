import { expect } from 'chai'
import { startRetention, type Taken } from '../../../src/cli/serve/retention.js'
import { createDesks } from '../../../src/http/desks.js'
import { manualClock } from '../../../src/testing/manual-clock.js'
import { until } from '../../desk/until.js'
import { testStore } from '../../store/sql/test-store.js'

const DAY = { months: 0, ms: 86_400_000 }

describe('retention', () => {
  it('takes away hourly what is older than is kept, in batches, of each workspace, and expired requests', async () => {
    const store = await testStore()
    const clock = manualClock('2026-03-02T09:00:00Z')
    const channels = [{ id: 'tg', kind: 'telegram' }]
    const desks = createDesks({ store, clock, hasWorker: false, optionsOf: () => ({ channels }) })
    for (const workspace of ['default', 'acme']) {
      const { desk } = await desks.get(workspace)
      for (let count = 0; count < 5; count += 1) {
        await desk.receive({ channel: 'tg', customer: { id: '1' }, id: `m${count}`, text: 'Hello' })
      }
    }
    const now = clock.now()
    await store.service.claimRequest('acme', {
      key: 'k',
      fingerprint: 'f',
      command: 'c',
      now,
      until: now,
      expires: now,
    })
    const taken: Taken[] = []
    const errors: unknown[] = []
    const stop = startRetention({
      desks,
      kept: store.service,
      channels: store.channels,
      clock,
      settings: { journal: DAY, batch: 2 },
      onTaken: (one) => taken.push(one),
      onError: (error) => errors.push(error),
    })
    const sent = { channel: 'tg', id: '7', message: 'm', part: 0, at: clock.now() }
    await store.channels.addSent('default', [sent])
    const pass = async (duration: string, count: number) => {
      clock.advance(duration)
      await until(() => {
        // The pauses between batches are of this clock too.
        clock.advance('PT0.2S')
        return taken.length >= count
      })
    }
    await pass('PT1M', 1)
    // Nothing is a day old yet.
    expect(taken).to.deep.equal([{ workspace: 'acme', journal: 0, messages: 0, deadLetters: 0, requests: 1 }])
    await pass('P1DT1H', 3)
    expect(taken.slice(1).map(({ workspace, journal, messages }) => [workspace, journal, messages])).to.deep.equal([
      ['default', 5, 0],
      ['acme', 5, 0],
    ])
    const { desk } = await desks.get('acme')
    expect(await desk.messages(1)).to.have.length(5)
    expect(await store.channels.sentAs('default', 'tg', 'm')).to.have.length(1)
    clock.advance('P91D')
    await until(async () => {
      clock.advance('PT0.2S')
      return (await store.channels.sentAs('default', 'tg', 'm')).length === 0
    })
    await stop()
    expect(errors).to.deep.equal([])
    await desks.stop()
  })

  it('goes on with the other workspaces and with the next hour when one fails', async () => {
    const store = await testStore()
    const clock = manualClock('2026-03-02T09:00:00Z')
    const desks = createDesks({ store, clock, hasWorker: false, optionsOf: () => ({ channels: [] }) })
    for (const workspace of ['a', 'b']) await desks.get(workspace)
    const asked: string[] = []
    const errors: unknown[] = []
    const stop = startRetention({
      desks,
      channels: { pruneSent: async () => 0 },
      kept: {
        pruneRequests: async (workspace) => {
          asked.push(workspace)
          if (workspace === 'a') throw new Error('down')
          return 0
        },
      },
      clock,
      settings: { batch: 10 },
      onTaken: () => {},
      onError: (error) => errors.push(error),
    })
    clock.advance('PT1M')
    await until(() => asked.length === 2)
    clock.advance('PT1H')
    await until(() => asked.length === 4)
    expect([asked, errors.length]).to.deep.equal([['a', 'b', 'a', 'b'], 2])
    await stop()
    await desks.stop()
  })
})

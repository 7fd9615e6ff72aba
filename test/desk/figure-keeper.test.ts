// What moved is counted in the background, by one node at a time; time is moved, the store is real.
import { expect } from 'chai'
import { figureKeeper } from '../../src/desk/figures/figure-keeper.js'
import type { ServedStore } from '../../src/ports/service-store.js'
import { memoryStore } from '../../src/store/memory/memory-store.js'
import { type PGlitePlace, pglitePlace } from '../store/sql/pglite-place.js'
import { makeDesk, type Place, WORKSPACE } from './make-desk.js'
import { until } from './until.js'

describe('the keeper of figures', function () {
  this.timeout(60_000)
  let pglite: PGlitePlace
  before(async () => {
    pglite = await pglitePlace()
  })
  after(() => pglite.close())

  async function place(): Promise<{
    readonly own: Place
    readonly store: ServedStore
    readonly stale: () => Promise<number>
  }> {
    const store = await pglite.emptyStore()
    const own = await makeDesk({ store })
    await own.desk.receive({ channel: 'tg', customer: { id: 'anna' }, text: 'Hi', id: 'm1' })
    const stale = async () =>
      (await store.service.figures?.stale(WORKSPACE, { after: null, limit: 10 }))?.threads.length ?? -1
    return { own, store, stale }
  }
  const failing = (error: unknown): never => {
    throw error
  }

  it('counts what moved, minute by minute, until it is stopped', async () => {
    const { own, store, stale } = await place()
    const keeper = figureKeeper({ workspace: WORKSPACE, service: store.service, clock: own.clock, onError: failing })
    keeper.start()
    expect(await stale()).to.equal(1)
    own.clock.advance('PT1M')
    await until(async () => (await stale()) === 0)
    await own.desk.reply(1, { agent: 'olga', text: 'Yes?' })
    expect(await stale()).to.equal(1)
    await until(async () => {
      own.clock.advance('PT1M')
      return (await stale()) === 0
    })
    await keeper.stop()
    await own.desk.finish(1, { agent: 'olga', status: 'closed' })
    own.clock.advance('PT5M')
    expect(await stale()).to.equal(1)
    expect((await own.desk.stats()).total.chats.finished.total).to.equal(1)
    expect(await stale()).to.equal(0)
  })

  it('leaves it to the node that is at it', async () => {
    const { own, store, stale } = await place()
    const { service } = store
    const lease = { name: 'figures', holder: 'another', now: own.clock.now(), until: '2026-03-02T12:02:30.000Z' }
    expect(await service.takeLease(WORKSPACE, lease)).to.equal(true)
    let asked = 0
    const watched = {
      ...service,
      takeLease: async (...claim: Parameters<typeof service.takeLease>) => {
        asked += 1
        return service.takeLease(...claim)
      },
    }
    const keeper = figureKeeper({ workspace: WORKSPACE, service: watched, clock: own.clock, onError: failing })
    keeper.start()
    own.clock.advance('PT1M')
    await until(async () => asked === 1)
    expect(await stale()).to.equal(1)
    await until(async () => {
      own.clock.advance('PT1M')
      return (await stale()) === 0
    })
    await keeper.stop()
    expect(
      await service.takeLease(WORKSPACE, { ...lease, now: own.clock.now(), until: '2026-03-03T12:00:00.000Z' }),
    ).to.equal(true)
  })

  it('does nothing for a store that keeps none', async () => {
    const { service } = memoryStore()
    const own = await makeDesk()
    const keeper = figureKeeper({ workspace: WORKSPACE, service, clock: own.clock, onError: failing })
    keeper.start()
    own.clock.advance('PT1M')
    await keeper.stop()
    const claim = { name: 'figures', holder: 'another', now: own.clock.now(), until: '2026-03-03T12:00:00.000Z' }
    expect(await service.takeLease(WORKSPACE, claim)).to.equal(true)
  })
})

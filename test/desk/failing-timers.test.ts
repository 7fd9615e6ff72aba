import { expect } from 'chai'
import { StoreError } from '../../src/ports/store-error.js'
import { testStore } from '../store/sql/test-store.js'
import { makeDesk, type Place, refusalOf } from './make-desk.js'

const from = (id: string) => ({ channel: 'tg', customer: { id }, text: 'Hi' })

interface Failing {
  readonly place: Place
  readonly mend: () => void
}

/** Silence of three customers is due, and Anna’s can’t be decided. */
async function failing(how: { readonly releases: boolean; readonly error?: Error }): Promise<Failing> {
  const base = await testStore()
  let isBroken = false
  const error = how.error ?? new Error('Anna’s row is damaged')
  const store: typeof base = {
    ...base,
    load: (space, request) =>
      isBroken && request.customer === 'anna' ? Promise.reject(error) : base.load(space, request),
    releaseTimers: (...asked) => (how.releases ? base.releaseTimers(...asked) : Promise.reject(new Error('gone'))),
  }
  const place = await makeDesk({ store })
  for (const id of ['anna', 'boris', 'clara']) await place.desk.receive(from(id))
  await place.desk.reply(2, { agent: 'ann', text: 'Hello' })
  place.clock.advance('PT10M')
  isBroken = true
  return {
    place,
    mend: () => {
      isBroken = false
    },
  }
}

const states = async ({ desk }: Place) => (await desk.chats()).map(({ number, state }) => `${number} ${state}`)

describe('a timer whose decision fails', () => {
  it('holds up neither other timers nor what is to be sent, and the failure is told', async () => {
    const { place } = await failing({ releases: true })
    const message = await place.desk.runDue().catch((error: Error) => error.message)
    expect(message).to.equal('Anna’s row is damaged')
    expect(await states(place)).to.deep.equal(['3 finished-open', '2 finished-pending', '1 active'])
    expect(place.telegram.sent.map(({ text }) => text)).to.deep.equal(['Hello'])
  })

  it('is tried again five seconds later', async () => {
    const { place, mend } = await failing({ releases: true })
    await place.desk.runDue().catch(() => undefined)
    expect(await place.desk.nextDue()).to.equal('2026-03-02T12:10:05.000Z')
    mend()
    place.clock.advance('PT4.999S')
    expect((await place.desk.runDue()).timers).to.deep.equal([])
    place.clock.advance('PT0.001S')
    expect((await place.desk.runDue()).timers).to.have.length(1)
    expect((await states(place)).at(-1)).to.equal('1 finished-open')
  })

  it('comes back with the end of the claim when it can’t even be released', async () => {
    const { place, mend } = await failing({ releases: false })
    await place.desk.runDue().catch(() => undefined)
    mend()
    expect((await place.desk.runDue()).timers).to.deep.equal([])
    expect(await place.desk.nextDue()).to.equal('2026-03-02T12:10:30.000Z')
    place.clock.advance('PT30S')
    expect((await place.desk.runDue()).timers).to.have.length(1)
  })

  it('is trouble of the store when the store is to blame', async () => {
    const { place } = await failing({ releases: true, error: new StoreError('timeout', 'Too slow') })
    expect((await refusalOf(place.desk.runDue())).code).to.equal('unavailable')
    expect(await states(place)).to.deep.equal(['3 finished-open', '2 finished-pending', '1 active'])
  })
})

import { expect } from 'chai'
import { StoreError } from '../../src/ports/store-error.js'
import { testStore } from '../store/sql/test-store.js'
import { makeDesk, type Place, refusalOf, WORKSPACE } from './make-desk.js'

const ann = { agent: 'ann' }
const from = (id: string) => ({ channel: 'tg', customer: { id }, text: 'Hi' })

const held = async ({ store, clock }: Place): Promise<number> => (await store.holdNumber(WORKSPACE, clock.now())).number

/** A desk whose first chat exists and that was refused a split: it holds number 2. */
async function withSpare(): Promise<Place> {
  const place = await makeDesk()
  await place.desk.receive(from('anna'))
  expect((await refusalOf(place.desk.split(1, ann))).code).to.equal('nothing-to-split')
  return place
}

describe('the number of a chat', () => {
  it('that a refused command didn’t use is used by the next', async () => {
    const { desk } = await withSpare()
    await refusalOf(desk.split(1, ann))
    expect((await desk.receive(from('boris'))).chat.number).to.equal(2)
    expect((await desk.receive(from('clara'))).chat.number).to.equal(3)
  })

  it('that lost to a conflict or a duplicate is used by the next decision', async () => {
    const base = await testStore()
    const results: ('conflict' | 'duplicate')[] = ['conflict', 'conflict']
    const store = {
      ...base,
      commit: async (...asked: Parameters<typeof base.commit>) => results.shift() ?? base.commit(...asked),
    }
    const { desk } = await makeDesk({ store })
    expect((await desk.receive(from('anna'))).chat.number).to.equal(1)
    results.push('conflict')
    expect((await desk.receive(from('boris'))).chat.number).to.equal(2)
    await desk.receive({ ...from('clara'), id: 'm1' })
    const doubled = await desk.receive({ ...from('dora'), id: 'm1' })
    expect([doubled.outcome, doubled.chat.number]).to.deep.equal(['duplicate', 3])
    expect((await desk.receive(from('emma'))).chat.number).to.equal(4)
  })

  it('that a write surely didn’t use is the next’s; one left in doubt comes back after a while', async () => {
    const base = await testStore()
    const failures = [
      new StoreError('full', 'The disk is full'),
      ...[1, 2].map(() => new StoreError('unavailable', 'The line is cut', { isOutcomeUnknown: true })),
    ]
    const store = {
      ...base,
      commit: (...asked: Parameters<typeof base.commit>) => {
        const failure = failures.shift()
        return failure === undefined ? base.commit(...asked) : Promise.reject(failure)
      },
    }
    const { desk, clock } = await makeDesk({ store })
    await refusalOf(desk.receive(from('anna')))
    // Decided twice, each time with a number of its own, and both are in doubt.
    await refusalOf(desk.receive(from('anna')))
    expect((await desk.receive(from('anna'))).chat.number).to.equal(3)
    clock.advance('PT2M')
    expect((await desk.receive(from('boris'))).chat.number).to.equal(1)
    expect((await desk.receive(from('clara'))).chat.number).to.equal(2)
  })

  it('that two commands hold at once is given back by the one that didn’t need it', async () => {
    const { desk } = await makeDesk()
    const said = await Promise.all([
      desk.receive(from('anna')),
      desk.receive(from('boris')),
      desk.receive(from('anna')),
    ])
    const numbers = said.map(({ chat }) => chat.number)
    expect(numbers).to.deep.equal([1, 2, 1])
    expect((await desk.receive(from('clara'))).chat.number).to.equal(3)
  })

  it('that is left over is handed back when the desk stops, for other nodes', async () => {
    const place = await withSpare()
    expect(await held(place)).to.equal(3)
    await place.desk.stop()
    expect([await held(place), await held(place)]).to.deep.equal([2, 4])
    await place.desk.stop()
  })

  it('that is left over isn’t used any more when other nodes may soon be given it', async () => {
    const place = await withSpare()
    place.clock.advance('PT49S')
    expect((await place.desk.receive(from('boris'))).chat.number).to.equal(2)
    await refusalOf(place.desk.split(2, ann))
    place.clock.advance('PT51S')
    expect((await place.desk.receive(from('clara'))).chat.number).to.equal(4)
    place.clock.advance('PT10S')
    expect((await place.desk.receive(from('dora'))).chat.number).to.equal(3)
  })

  it('doesn’t keep a desk from stopping when the store is down', async () => {
    const base = await testStore()
    const store = { ...base, releaseNumbers: () => Promise.reject(new StoreError('unavailable', 'down')) }
    const { desk } = await makeDesk({ store })
    await desk.receive(from('anna'))
    await refusalOf(desk.split(1, ann))
    await desk.stop()
  })
})

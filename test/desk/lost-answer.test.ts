import { expect } from 'chai'
import type { Answer } from '../../src/desk/answer.js'
import type { Commit, CommitResult, Store } from '../../src/ports/store.js'
import { StoreError } from '../../src/ports/store-error.js'
import { testStore } from '../store/sql/test-store.js'
import { counter, makeDesk, type Place, refusalOf, WORKSPACE } from './make-desk.js'

const anna = { channel: 'tg', customer: { id: 'anna' } }
const boris = { channel: 'tg', customer: { id: 'boris' } }
const ann = { agent: 'ann' }
const LOST = new StoreError('unavailable', 'The connection was lost', { isRetryable: true, isOutcomeUnknown: true })

type Losing = (commit: () => Promise<CommitResult>, written: Commit) => Promise<CommitResult>

const afterWriting: Losing = async (commit) => {
  await commit()
  throw LOST
}
const beforeWriting: Losing = () => Promise.reject(LOST)

interface Line {
  readonly place: Place
  /** The next commits lose their answers in these ways, one each. */
  readonly lose: (...ways: readonly Losing[]) => void
  /** A node with a line of its own. */
  readonly other: Place
  readonly told: readonly Answer[]
}

async function line(): Promise<Line> {
  const base = await testStore()
  const losing: Losing[] = []
  const store: Store = {
    ...base,
    commit: (space, written) => {
      const way = losing.shift()
      const commit = () => base.commit(space, written)
      return way === undefined ? commit() : way(commit, written)
    },
  }
  const place = await makeDesk({ store, ids: counter('one-') })
  const told: Answer[] = []
  place.desk.subscribe((answer) => told.push(answer))
  return {
    place: { ...place, store: base },
    lose: (...ways) => void losing.push(...ways),
    other: await makeDesk({ store: base, ids: counter('other-') }),
    told,
  }
}

const texts = async ({ desk }: Place, chat = 1) => (await desk.messages(chat)).map(({ text }) => text)

describe('a commit whose answer was lost', () => {
  for (const [when, way] of [
    ['after it was written', afterWriting],
    ['before it was written', beforeWriting],
  ] as const) {
    it(`is done once, and answered as always: an agent’s reply, ${when}`, async () => {
      const { place, lose, told } = await line()
      await place.desk.receive({ ...anna, text: 'Hi' })
      lose(way)
      const answer = await place.desk.reply(1, { ...ann, text: 'Hello' })
      expect([answer.outcome, answer.effects.map(({ type }) => type), answer.chat.counts.agent]).to.deep.equal([
        'appended',
        ['send-message'],
        1,
      ])
      expect(await texts(place)).to.deep.equal(['Hi', 'Hello'])
      expect(told.map(({ outcome }) => outcome)).to.deep.equal(['started', 'appended'])
      await place.desk.runDue()
      expect(place.telegram.sent.map(({ text }) => text)).to.deep.equal(['Hello'])
    })

    it(`is done once, and answered as always: a customer’s first message, ${when}`, async () => {
      const { place, lose, told } = await line()
      lose(way)
      const { outcome, chat, events } = await place.desk.receive({ ...anna, id: 'm1', text: 'Hi' })
      expect([outcome, events[0]?.type]).to.deep.equal(['started', 'chat.started'])
      expect(await texts(place, chat.number)).to.deep.equal(['Hi'])
      expect(told).to.have.length(1)
      const again = await place.desk.receive({ ...anna, id: 'm1', text: 'Hi' })
      expect([again.outcome, again.chat.number]).to.deep.equal(['duplicate', chat.number])
    })

    it(`is done once: a timer, ${when}`, async () => {
      const { place, lose } = await line()
      await place.desk.receive({ ...anna, text: 'Hi' })
      place.clock.advance('PT10M')
      lose(way)
      const { events } = await place.desk.runDue()
      const finished = events.filter(({ type }) => type === 'chat.finished')
      expect([finished.length, (await place.desk.chat(1)).state]).to.deep.equal([1, 'finished-open'])
      expect(await place.desk.nextDue()).to.equal(null)
    })
  }

  it('never gives its number to another chat when it was written', async () => {
    const { place, lose } = await line()
    lose(afterWriting)
    await place.desk.receive({ ...anna, id: 'm1', text: 'Hi' })
    const { chat } = await place.desk.receive({ ...boris, text: 'Hi' })
    expect(chat.number).to.equal(2)
  })

  it('gives its number to another chat later when it wasn’t written', async () => {
    const { place, lose } = await line()
    lose(beforeWriting)
    const first = await place.desk.receive({ ...anna, id: 'm1', text: 'Hi' })
    const second = await place.desk.receive({ ...boris, text: 'Hi' })
    place.clock.advance('PT2M')
    const third = await place.desk.receive({ channel: 'tg', customer: { id: 'clara' }, text: 'Hi' })
    expect([first, second, third].map(({ chat }) => chat.number)).to.deep.equal([2, 3, 1])
  })

  it('is answered as unsure when another node went on in between, and nothing is done twice', async () => {
    const { place, lose, other, told } = await line()
    await place.desk.receive({ ...anna, text: 'Hi' })
    for (const [index, way] of [afterWriting, beforeWriting].entries()) {
      lose(async (commit, written) => {
        const lost = await way(commit, written).catch((error: unknown) => error)
        await other.desk.receive({ ...anna, text: `In between ${index}` })
        throw lost
      })
      const refusal = await refusalOf(place.desk.reply(1, { ...ann, text: `Hello ${index}` }))
      expect(refusal.code).to.equal('unavailable')
      expect(refusal.message).to.contain('may or may not be done')
      expect(refusal.cause).to.equal(LOST)
    }
    expect(await texts(place)).to.deep.equal(['Hi', 'Hello 0', 'In between 0', 'In between 1'])
    expect(told.map(({ outcome }) => outcome)).to.deep.equal(['started'])
    await place.desk.runDue()
    expect(place.telegram.sent.map(({ text }) => text)).to.deep.equal(['Hello 0'])
  })

  it('is a duplicate when another node went on in between and the message has an id', async () => {
    const { place, lose, other } = await line()
    await place.desk.receive({ ...anna, text: 'Hi' })
    lose(async (commit) => {
      await commit()
      await other.desk.reply(1, { ...ann, text: 'In between' })
      throw LOST
    })
    expect((await place.desk.receive({ ...anna, id: 'm2', text: 'More' })).outcome).to.equal('duplicate')
    expect(await texts(place)).to.deep.equal(['Hi', 'More', 'In between'])
  })

  it('is answered as unsure when the second answer is lost as well', async () => {
    const { place, lose } = await line()
    await place.desk.receive({ ...anna, text: 'Hi' })
    lose(beforeWriting, beforeWriting)
    expect((await refusalOf(place.desk.reply(1, { ...ann, text: 'Hello' }))).code).to.equal('unavailable')
    expect(await texts(place)).to.deep.equal(['Hi'])
    const chats = await place.store.chats(WORKSPACE, {})
    expect(chats.map(({ chat }) => chat.number)).to.deep.equal([1])
  })
})

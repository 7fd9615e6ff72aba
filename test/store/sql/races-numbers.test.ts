// Numbers are held without waiting for the disk, and by clocks that may disagree: a node may hold one that is no longer its own.
import { expect } from 'chai'
import { refusalOf } from '../../desk/make-desk.js'
import { ask } from '../../postgres/ask.js'
import { type PostgresPlace, postgresPlace } from './postgres-place.js'
import { numbersOf, type RaceNode, raceNode, upTo } from './races-nodes.js'

const HI = { channel: 'tg', text: 'Hi' }

describe('a node that holds a chat number', function () {
  this.timeout(60_000)
  let place: PostgresPlace
  let node: RaceNode
  let other: RaceNode

  before(async () => {
    place = await postgresPlace()
  })
  after(() => place.drop())
  beforeEach(async () => {
    await place.emptyStore()
    node = await raceNode(place.url, 'node')
    other = await raceNode(place.url, 'other')
  })
  afterEach(() => Promise.all([node.close(), other.close()]))

  /** A number in the node's hands that no chat uses: its decision found that the message was known. */
  async function spare(): Promise<void> {
    const { desk } = node
    await desk.receive({ ...HI, customer: { id: 'anna' }, id: 'm1' })
    const closed = await desk.finish(1, { agent: 'ann', status: 'closed' })
    expect(closed.chat.state).to.equal('closed')
    const again = await desk.receive({ ...HI, customer: { id: 'anna' }, id: 'm1' })
    expect(again.outcome).to.equal('duplicate')
    const held = await ask(place.url, 'select number::int from caseline.number_hold')
    expect(held).to.deep.equal([{ number: 2 }])
  }

  it('takes another when the server forgot it in a crash', async () => {
    await spare()
    await ask(place.url, 'delete from caseline.number_hold')
    await ask(place.url, 'update caseline.workspace set last_number = 1')
    const { chat } = await node.desk.receive({ ...HI, customer: { id: 'boris' } })
    expect(chat.number).to.equal(2)
    expect(await numbersOf(place.url)).to.deep.equal({ all: [1, 2], last: 2 })
  })

  it('takes another when a node whose clock is ahead has taken it over', async () => {
    await spare()
    other.clock.advance('PT2M')
    expect((await other.desk.receive({ ...HI, customer: { id: 'vera' } })).chat.number).to.equal(2)
    expect((await node.desk.receive({ ...HI, customer: { id: 'boris' } })).chat.number).to.equal(3)
    expect(await numbersOf(place.url)).to.deep.equal({ all: upTo(3), last: 3 })
  })

  it('gives it back at its end, and what it can’t give back comes back by itself', async () => {
    await spare()
    await node.desk.stop()
    expect((await other.desk.receive({ ...HI, customer: { id: 'vera' } })).chat.number).to.equal(2)
    await ask(
      place.url,
      `insert into caseline.number_hold values ('default', 3, 'of a dead node', '2026-03-02T12:01:00Z')`,
    )
    await ask(place.url, 'update caseline.workspace set last_number = 3')
    expect((await other.desk.receive({ ...HI, customer: { id: 'gleb' } })).chat.number).to.equal(4)
    other.clock.advance('PT1M')
    expect((await other.desk.receive({ ...HI, customer: { id: 'dina' } })).chat.number).to.equal(3)
    expect(await refusalOf(other.desk.chat(5))).to.include({ code: 'not-found' })
  })
})

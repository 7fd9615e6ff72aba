// Eight nodes on one server do things at the very same time. Where the outcome may be either of two, each is checked.
import { setImmediate } from 'node:timers/promises'
import { expect } from 'chai'
import type { Answer } from '../../../src/desk/answer.js'
import { RefusedError } from '../../../src/desk/refused-error.js'
import type { SendMessageEffect } from '../../../src/ports/channel.js'
import { WORKSPACE } from '../../desk/make-desk.js'
import { ask } from '../../postgres/ask.js'
import { checkThread } from '../../properties/invariants.js'
import { type PostgresPlace, postgresPlace } from './postgres-place.js'
import { numbersOf, placeOf, type RaceNode, raceNode, upTo } from './races-nodes.js'

const NODES = 8
const ANN = { agent: 'ann' }

describe('eight nodes on one server', function () {
  this.timeout(120_000)
  let place: PostgresPlace
  let nodes: readonly RaceNode[] = []
  let sent: SendMessageEffect[] = []

  before(async () => {
    place = await postgresPlace()
  })
  after(() => place.drop())
  beforeEach(async () => {
    await place.emptyStore()
    sent = []
    nodes = await Promise.all(upTo(NODES).map((name) => raceNode(place.url, `n${name}`, { sent })))
  })
  afterEach(() => Promise.all(nodes.map((node) => node.close())))

  const node = (index: number): RaceNode => {
    const one = nodes[index % NODES]
    if (one === undefined) throw new Error(`There is no node ${index}`)
    return one
  }
  const say = (index: number, id: string, text: string, channel = 'tg', more: { readonly id?: string } = {}) =>
    node(index).desk.receive({ channel, customer: { id }, text, ...more })
  const outcomes = (answers: readonly Answer[]) => answers.map((answer) => answer.outcome).sort()

  async function checkAll(): Promise<void> {
    await Promise.all(nodes.map((one) => one.desk.stop()))
    const { all, last } = await numbersOf(place.url)
    expect(all).to.deep.equal(upTo(last))
    // One that remembers nothing of before.
    const fresh = await raceNode(place.url, 'fresh')
    fresh.clock.set(node(0).clock.now())
    const stored = await fresh.store.chats(WORKSPACE, { limit: 1000 })
    for (const key of new Set(stored.map(({ thread }) => thread.key)))
      await checkThread(placeOf(fresh), key, { ids: [] })
    await fresh.close()
  }

  async function textsOf(key: string): Promise<readonly string[]> {
    const all = { fromSeq: 0, toSeq: 1000, chats: [] }
    return (await node(0).store.messages(WORKSPACE, key, all)).map(({ text }) => text)
  }

  it('take the same message of a provider once', async () => {
    for (const customer of ['anna', 'boris', 'vera', 'gleb', 'dina']) {
      const answers = await Promise.all(
        upTo(NODES).map((index) => say(index, customer, 'Hi', 'tg', { id: `same ${customer}` })),
      )
      expect(outcomes(answers)).to.deep.equal([...Array.from({ length: NODES - 1 }, () => 'duplicate'), 'started'])
      expect(new Set(answers.map(({ chat }) => chat.number)).size).to.equal(1)
      expect(await textsOf(`tg:${customer}`)).to.deep.equal(['Hi', 'We are away'])
    }
    await checkAll()
  })

  it('put two messages of one millisecond into one chat and answer once', async () => {
    for (const customer of upTo(20).map((index) => `c${index}`)) {
      const answers = await Promise.all([say(0, customer, 'One'), say(1, customer, 'Two')])
      expect(outcomes(answers)).to.deep.equal(['appended', 'started'])
      expect((await textsOf(`tg:${customer}`)).toSorted()).to.deep.equal(['One', 'Two', 'We are away'])
    }
    await checkAll()
  })

  it('number the first messages of many customers 1, 2, 3 …, each once', async () => {
    const answers = await Promise.all(upTo(160).map((index) => say(index, `c${index}`, 'Hi')))
    const numbers = answers.map(({ chat }) => chat.number).sort((left, right) => left - right)
    expect(numbers).to.deep.equal(upTo(160))
    expect(await numbersOf(place.url)).to.deep.equal({ all: upTo(160), last: 160 })
  })

  it('finish and speak in one moment: either comes first, and the state says which', async () => {
    for (const customer of upTo(25).map((index) => `c${index}`)) {
      const { chat } = await say(0, customer, 'Hi')
      const [spoken, finished] = await Promise.all([
        say(1, customer, 'Wait'),
        node(2).desk.finish(chat.number, { ...ANN, status: 'open' }),
      ])
      const now = await node(3).desk.chat(chat.number)
      expect(await textsOf(`tg:${customer}`)).to.deep.equal(['Hi', 'We are away', 'Wait'])
      if (spoken.outcome === 'reopened') expect(now.state).to.equal('awaiting-split')
      else expect([spoken.outcome, now.state]).to.deep.equal(['appended', 'finished-open'])
      expect(finished.outcome).to.equal('finished')
    }
    await checkAll()
  })

  it('ring and speak in one moment: a message is never lost to the timer (L7)', async () => {
    for (const one of nodes) one.clock.advance('PT1S')
    const customers = upTo(25).map((index) => `c${index}`)
    const chats = new Map<string, number>()
    for (const customer of customers) chats.set(customer, (await say(0, customer, 'Hi')).chat.number)
    for (const one of nodes) one.clock.advance('PT10M')
    const ringing = Promise.all([node(1).desk.runDue(), node(2).desk.runDue()])
    const spoken = await Promise.all(customers.map((customer, index) => say(3 + (index % 5), customer, 'Still here')))
    const finished = (await ringing).flatMap((run) => run.events.filter(({ type }) => type === 'chat.finished'))
    for (const [index, customer] of customers.entries()) {
      const { state, number } = await node(0).desk.chat(chats.get(customer) ?? 0)
      expect(await textsOf(`tg:${customer}`)).to.deep.equal(['Hi', 'We are away', 'Still here'])
      const byTimer = finished.filter((event) => event.chat === number)
      if (spoken[index]?.outcome === 'reopened') expect([byTimer.length, state]).to.deep.equal([1, 'awaiting-split'])
      else expect([byTimer.length, spoken[index]?.outcome, state]).to.deep.equal([0, 'appended', 'active'])
    }
    await checkAll()
  })

  it('split, merge, unmerge and speak in one moment: messages stay, the borders fit', async () => {
    for (const customer of upTo(12).map((index) => `c${index}`)) {
      const { chat } = await say(0, customer, 'Hi')
      await node(1).desk.finish(chat.number, { ...ANN, status: 'open' })
      await say(2, customer, 'Something else')
      const acts = [
        () => node(3).desk.split(chat.number, ANN),
        () => say(4, customer, 'And more'),
        () => node(5).desk.merge(chat.number + 1, ANN),
        () => node(6).desk.unmerge(chat.number, ANN),
        () => node(7).desk.reply(chat.number, { ...ANN, text: 'Yes?' }),
      ]
      for (const _ of upTo(3)) {
        const settled = await Promise.allSettled(acts.map((act) => act()))
        for (const one of settled)
          if (one.status === 'rejected') {
            expect(one.reason).to.be.instanceOf(RefusedError)
            expect(one.reason.code).to.be.oneOf([
              'nothing-to-split',
              'not-found',
              'not-current',
              'merged',
              'no-previous',
              'nothing-to-unmerge',
            ])
          }
        expect(settled[1]?.status).to.equal('fulfilled')
      }
      const said = (await textsOf(`tg:${customer}`)).filter((text) => text === 'And more')
      expect(said).to.have.length(3)
    }
    await checkAll()
  })

  it('ring each timer and send each message once, whoever claims it', async () => {
    const customers = upTo(60).map((index) => `c${index}`)
    await Promise.all(customers.map((customer, index) => say(index, customer, 'Hi')))
    const runs = await Promise.all(nodes.map((one) => one.desk.runDue()))
    const delivered = runs.flatMap((run) => run.deliveries.map(({ effect }) => effect.id))
    expect(new Set(delivered).size).to.equal(60)
    expect(sent.map(({ id }) => id).sort()).to.deep.equal(delivered.toSorted())
    for (const one of nodes) one.clock.advance('PT10M')
    const rung = await Promise.all(nodes.map((one) => one.desk.runDue()))
    const finished = rung.flatMap((run) => run.events.filter(({ type }) => type === 'chat.finished'))
    expect(finished.map((event) => event.chat).sort((left, right) => left - right)).to.deep.equal(upTo(60))
    expect(await node(0).desk.nextDue()).to.equal(null)
    await checkAll()
  })

  it('know one customer of several letters: one autoresponse, one first chat', async () => {
    for (const customer of upTo(6).map((index) => `c${index}`)) {
      const answers = await Promise.all(
        upTo(NODES).map((index) => say(index, customer, `Letter ${index}`, 'mail', { id: `${customer}-${index}` })),
      )
      expect(outcomes(answers)).to.deep.equal(Array.from({ length: NODES }, () => 'started'))
      const mine = await node(0).desk.chats({ channel: 'mail', customer })
      expect(mine.reduce((sum, chat) => sum + chat.counts.automation, 0)).to.equal(1)
    }
    await checkAll()
  })

  it('many letters of the same few customers in opposite order get through, and nobody waits in a circle', async () => {
    const customers = upTo(6).map((index) => `c${index}`)
    for (const round of upTo(4)) {
      const letters = nodes.flatMap((_, index) =>
        (index % 2 === 0 ? customers : customers.toReversed()).map((customer) =>
          say(index, customer, 'Hi', 'mail', { id: `${round}-${index}-${customer}` }),
        ),
      )
      expect(outcomes(await Promise.all(letters))).to.deep.equal(Array.from({ length: NODES * 6 }, () => 'started'))
    }
    await checkAll()
    // A connection's counters are written down when it ends.
    await Promise.all(nodes.map((one) => one.close()))
    nodes = []
    const others = `select count(*)::int as n from pg_stat_activity
      where datname = current_database() and application_name = 'caseline' and pid <> pg_backend_pid()`
    while (Number((await ask(place.url, others))[0]?.n) > 1) await setImmediate()
    const deadlocks = 'select deadlocks::int from pg_stat_database where datname = current_database()'
    expect(await ask(place.url, deadlocks)).to.deep.equal([{ deadlocks: 0 }])
  })
})

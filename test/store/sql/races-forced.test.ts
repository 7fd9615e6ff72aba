// Interleavings that chance would rarely find: a rival stays in the middle of its transaction until the other node waits.
import { expect } from 'chai'
import { Client } from 'pg'
import type { Answer } from '../../../src/desk/answer.js'
import type { Claim } from '../../../src/ports/store.js'
import { WORKSPACE } from '../../desk/make-desk.js'
import { chance } from '../../flow/chance.js'
import { ask } from '../../postgres/ask.js'
import { type PostgresPlace, postgresPlace } from './postgres-place.js'
import { type RaceNode, raceNode } from './races-nodes.js'
import { type Rival, rival, spareNumbers, waiting } from './races-rival.js'

const ANN = { agent: 'ann' }
const HI = { channel: 'tg', text: 'Hi' }

describe('a node that meets an open transaction of another', function () {
  this.timeout(60_000)
  let place: PostgresPlace
  let node: RaceNode
  let other: Rival

  before(async () => {
    place = await postgresPlace()
  })
  after(() => place.drop())
  beforeEach(async () => {
    await place.emptyStore()
    node = await raceNode(place.url, 'node')
    other = await rival(place.url)
  })
  afterEach(async () => {
    await other.end('rollback')
    await node.close()
  })

  const from = (
    id: string,
    more: { readonly id?: string; readonly text?: string; readonly channel?: string } = {},
  ) => ({
    ...HI,
    customer: { id },
    ...more,
  })
  const textsOf = async (key: string) => {
    const thread = await node.store.chain(WORKSPACE, key)
    const messages = await node.store.messages(WORKSPACE, key, { fromSeq: 0, toSeq: 1000, chats: [] })
    expect(messages.map(({ seq }) => seq)).to.deep.equal(messages.map((_, index) => index + 1))
    expect(thread?.lastSeq).to.equal(messages.length)
    return messages.map(({ text }) => text)
  }
  /** The rival's command first, then the node's, which waits; then the rival ends. */
  async function meet<T>(
    how: 'commit' | 'rollback',
    first: () => Promise<unknown>,
    then: () => Promise<T>,
  ): Promise<T> {
    await first()
    const answer = then()
    await waiting(place.url)
    await other.end(how)
    return answer
  }
  const commits = () => node.statements.filter((name) => name.startsWith('caseline_commit'))

  it('decides again on what the other wrote to the thread', async () => {
    const { chat } = await node.desk.receive(from('anna'))
    const answer = await meet(
      'commit',
      () => other.desk.finish(chat.number, { ...ANN, status: 'open' }),
      () => node.desk.receive(from('anna', { text: 'Wait' })),
    )
    expect(answer.outcome).to.equal('reopened')
    expect(await textsOf('tg:anna')).to.deep.equal(['Hi', 'We are away', 'Wait'])
    expect(commits()).to.have.length(3)
  })

  it('writes its first decision when the other gives up', async () => {
    const { chat } = await node.desk.receive(from('anna'))
    const answer = await meet(
      'rollback',
      () => other.desk.finish(chat.number, { ...ANN, status: 'open' }),
      () => node.desk.receive(from('anna', { text: 'Wait' })),
    )
    expect(answer.outcome).to.equal('appended')
    expect(await textsOf('tg:anna')).to.deep.equal(['Hi', 'We are away', 'Wait'])
    expect(commits()).to.have.length(2)
  })

  for (const [how, outcome] of [
    ['commit', 'duplicate'],
    ['rollback', 'started'],
  ] as const)
    it(`knows the message of a new customer that the other took in the same moment: ${how}`, async () => {
      await spareNumbers(node.store, WORKSPACE, 2)
      const take = from('anna', { id: 'm1' })
      const answer = await meet(
        how,
        () => other.desk.receive(take),
        () => node.desk.receive(take),
      )
      expect(answer.outcome).to.equal(outcome)
      expect(await textsOf('tg:anna')).to.deep.equal(['Hi', 'We are away'])
      expect(node.undone).to.deep.equal(how === 'commit' ? ['CL001'] : [])
      expect(await node.desk.chats()).to.have.length(1)
    })

  it('knows a message of a known customer that the other took in the same moment', async () => {
    await node.desk.receive(from('anna'))
    const take = from('anna', { id: 'm2', text: 'Again' })
    const answer = await meet(
      'commit',
      () => other.desk.receive(take),
      () => node.desk.receive(take),
    )
    expect(answer.outcome).to.equal('duplicate')
    expect(await textsOf('tg:anna')).to.deep.equal(['Hi', 'We are away', 'Again'])
  })

  for (const how of ['commit', 'rollback'] as const)
    it(`knows a message that the other took for another customer in the same moment: ${how}`, async () => {
      await node.desk.receive(from('anna'))
      await node.desk.receive(from('boris'))
      const answer = await meet(
        how,
        () => other.desk.receive(from('anna', { id: 'm2', text: 'Mine' })),
        () => node.desk.receive(from('boris', { id: 'm2', text: 'Mine' })),
      )
      expect(answer.outcome).to.equal(how === 'commit' ? 'duplicate' : 'appended')
      expect(node.undone).to.deep.equal(how === 'commit' ? ['23505'] : [])
      expect(await textsOf('tg:boris')).to.deep.equal(['Hi', 'We are away', ...(how === 'commit' ? [] : ['Mine'])])
    })

  for (const [how, said] of [
    ['commit', 0],
    ['rollback', 1],
  ] as const)
    it(`tells a customer of several letters once that nobody is there: ${how}`, async () => {
      await spareNumbers(node.store, WORKSPACE, 2)
      const letter = (id: string) => from('anna', { channel: 'mail', id })
      const answer = await meet(
        how,
        () => other.desk.receive(letter('l1')),
        () => node.desk.receive(letter('l2')),
      )
      expect(answer.outcome).to.equal('started')
      expect(answer.chat.counts.automation).to.equal(said)
      expect(await node.desk.chats({ channel: 'mail' })).to.have.length(how === 'commit' ? 2 : 1)
    })

  it('tells a customer whom both know once that nobody is there', async () => {
    // An agent wrote first: the customer is stored, and nothing was said by automation.
    await node.desk.start({ ...from('anna', { channel: 'mail', id: 'l0' }), ...ANN })
    await spareNumbers(node.store, WORKSPACE, 2)
    const letter = (id: string) => from('anna', { channel: 'mail', id })
    const answer = await meet(
      'commit',
      () => other.desk.receive(letter('l1')),
      () => node.desk.receive(letter('l2')),
    )
    expect([answer.outcome, answer.chat.counts.automation]).to.deep.equal(['started', 0])
    const said = (await node.desk.chats({ channel: 'mail' })).map(({ counts }) => counts.automation)
    expect(said.sort()).to.deep.equal([0, 0, 1])
  })

  it('commits the good ones of a group when one of them lost its thread', async () => {
    await Promise.all(['anna', 'boris', 'vera'].map((id) => node.desk.receive(from(id))))
    const before = commits().length
    const answers = await meet(
      'commit',
      () => other.desk.receive(from('boris', { text: 'First' })),
      () => Promise.all(['anna', 'boris', 'vera'].map((id) => node.desk.receive(from(id, { text: 'Second' })))),
    )
    expect(answers.map(({ outcome }) => outcome)).to.deep.equal(['appended', 'appended', 'appended'])
    expect(await textsOf('tg:anna')).to.deep.equal(['Hi', 'We are away', 'Second'])
    expect(await textsOf('tg:boris')).to.deep.equal(['Hi', 'We are away', 'First', 'Second'])
    // All in one, then boris alone.
    expect(commits().length - before).to.equal(2)
    expect(node.undone).to.deep.equal([])
  })

  it('does a group one by one when part of it was taken in the same moment', async () => {
    await spareNumbers(node.store, WORKSPACE, 4)
    const ids = ['anna', 'boris', 'vera']
    const answers = await meet(
      'commit',
      () => other.desk.receive(from('boris', { id: 'm-boris' })),
      () => Promise.all(ids.map((id) => node.desk.receive(from(id, { id: `m-${id}` })))),
    )
    expect(answers.map(({ outcome }) => outcome)).to.deep.equal(['started', 'duplicate', 'started'])
    for (const id of ids) expect(await textsOf(`tg:${id}`)).to.deep.equal(['Hi', 'We are away'])
    // Together, then each alone; boris alone meets the version that is there now.
    expect(node.undone[0]).to.equal('CL001')
    expect(commits()).to.have.length(4)
  })

  it('answers the others of a group while one of them waits for a row that a stranger holds', async () => {
    const customers = ['anna', 'boris', 'cleo'] as const
    for (const id of customers) await node.desk.receive(from(id))
    const stranger = new Client({ connectionString: place.url })
    await stranger.connect()
    await stranger.query(`begin; select from caseline.thread where key = 'tg:anna' for update`)
    const before = commits().length
    const [anna, ...others] = customers.map((id) => node.desk.receive(from(id, { text: 'Again' })))
    expect((await Promise.all(others)).map(({ outcome }) => outcome)).to.deep.equal(['appended', 'appended'])
    await stranger.query('commit')
    await stranger.end()
    expect((await anna)?.outcome).to.equal('appended')
    expect(commits().length - before, 'the group, then each alone').to.equal(4)
  })

  it('refuses what the database can’t hold, and the others of the group are fine', async () => {
    // Keys of signs that nothing repeats: what repeats is compressed, and then has room in an index.
    const luck = chance(7)
    const long = () => Array.from({ length: 500 }, () => String.fromCodePoint(0x4e00 + luck.below(20_000))).join('')
    const letters = [
      from('anna', { channel: 'mail', id: 'l1' }),
      from(long(), { channel: 'mail', id: long() }),
      from('vera', { channel: 'mail', id: 'l3' }),
    ]
    const settled = await Promise.allSettled(letters.map((letter) => node.desk.receive(letter)))
    expect(settled.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected', 'fulfilled'])
    const [, refused] = settled
    if (refused?.status === 'rejected') expect(refused.reason).to.include({ name: 'RefusedError', code: 'invalid' })
    expect(node.undone).to.deep.equal(['54000', '54000'])
    expect(await textsOf('mail:anna:l1')).to.deep.equal(['Hi', 'We are away'])
    expect(await textsOf('mail:vera:l3')).to.deep.equal(['Hi', 'We are away'])
  })

  it('never waits in a circle for customers that are new to both', async () => {
    const second = await raceNode(place.url, 'second')
    try {
      await spareNumbers(node.store, WORKSPACE, 5)
      await other.desk.receive(from('anna', { channel: 'mail', id: 'l0' }))
      const letters = (one: RaceNode, name: string, ids: readonly string[]): Promise<readonly Answer[]> =>
        Promise.all(ids.map((id) => one.desk.receive(from(id, { channel: 'mail', id: `${name}-${id}` }))))
      const forth = letters(node, 'a', ['anna', 'boris'])
      await waiting(place.url, 1)
      const back = letters(second, 'b', ['boris', 'anna'])
      await waiting(place.url, 2)
      await other.end('rollback')
      const outcomes = [...(await forth), ...(await back)].map(({ outcome }) => outcome)
      expect(outcomes).to.deep.equal(['started', 'started', 'started', 'started'])
      // 40P01 is a deadlock, found after a second.
      expect([...node.undone, ...second.undone]).not.to.include('40P01')
    } finally {
      await second.close()
    }
  })

  for (const first of ['settled', 'added'] as const)
    it(`keeps the line of a thread when its last message is settled and one is added, the ${first} one first`, async () => {
      const { chat } = await node.desk.receive(from('anna'))
      const [entry] = await node.store.claimOutbox(WORKSPACE, until('12:01'))
      if (entry === undefined) throw new Error('Nothing could be claimed')
      const settlement = { thread: entry.thread, effect: entry.effect.id, attempt: entry.attempts, next: null }
      const settle = (store: RaceNode['store']) => store.settleOutbox(WORKSPACE, settlement)
      const add = (desk: RaceNode['desk']) => desk.reply(chat.number, { ...ANN, text: 'Yes?' })
      await meet<unknown>(
        'commit',
        () => (first === 'settled' ? settle(other.store) : add(other.desk)),
        () => (first === 'settled' ? add(node.desk) : settle(node.store)),
      )
      const left = await node.store.claimOutbox(WORKSPACE, until('12:03'))
      expect(left.map(({ effect }) => 'text' in effect && effect.text)).to.deep.equal(['Yes?'])
      expect(await ask(place.url, 'select count(*)::int as n from caseline.line')).to.deep.equal([{ n: 1 }])
    })
})

/** Everything that is due a minute before, for one node until then. */
function until(time: string): Claim {
  const end = `2026-03-02T${time}:00.000Z`
  return { now: new Date(Date.parse(end) - 60_000).toISOString(), until: end, limit: 10 }
}

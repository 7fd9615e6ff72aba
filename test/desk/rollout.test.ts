import { expect } from 'chai'
import { isInShare } from '../../src/core/rules/rollout.js'
import type { RuleSet } from '../../src/core/rules/rule-set.js'
import { rulesVersion } from '../../src/core/rules/rule-set-version.js'
import { threadKey } from '../../src/core/thread/thread.js'
import { createDesk } from '../../src/desk/create-desk.js'
import type { Desk } from '../../src/desk/desk.js'
import { publishRules, type RulePlace, rollBackRules } from '../../src/desk/publish-rules.js'
import { RefusedError } from '../../src/desk/refused-error.js'
import { RuleSetError } from '../../src/desk/rule-files.js'
import { type RuleKeeper, ruleKeeper } from '../../src/desk/rule-keeper.js'
import { shareRules } from '../../src/desk/share-rules.js'
import type { ServedStore } from '../../src/ports/service-store.js'
import { memoryStore } from '../../src/store/memory/memory-store.js'
import { type ManualClock, manualClock } from '../../src/testing/manual-clock.js'
import { type PostgresPlace, postgresPlace } from '../store/sql/postgres-place.js'
import { counter, START, WORKSPACE } from './make-desk.js'
import { until } from './until.js'

const OLD: RuleSet = { rules: [{ id: 'greet', on: 'chat.started', then: [{ do: 'send-message', text: 'old' }] }] }
const NEW: RuleSet = { rules: [{ id: 'greet', on: 'chat.started', then: [{ do: 'send-message', text: 'new' }] }] }
const CUSTOMERS = Array.from({ length: 40 }, (_, index) => `c${index}`)
const expected = (share: number, customer: string) =>
  isInShare(share, { workspace: WORKSPACE, thread: threadKey('tg', customer), version: rulesVersion([NEW]) })
    ? 'new'
    : 'old'

interface Node {
  readonly desk: Desk
  readonly keeper: RuleKeeper
  readonly place: () => RulePlace
}

async function nodeOn(store: ServedStore, clock: ManualClock, name: string, functions: string[] = []): Promise<Node> {
  const desk = await createDesk({
    store,
    clock,
    ids: counter(name),
    channels: [{ id: 'tg', kind: 'telegram' }],
    functions: Object.fromEntries(functions.map((one) => [one, () => undefined])),
  })
  const beside = { workspace: WORKSPACE, service: store.service, clock, desk, onError: () => {} }
  const keeper = ruleKeeper({ ...beside, first: undefined })
  await keeper.start()
  const place = () => ({ workspace: WORKSPACE, service: store.service, known: desk.ruleOptions(), now: clock.now() })
  return { desk, keeper, place }
}

async function greeted(desk: Desk, customer: string): Promise<string | undefined> {
  const { effects } = await desk.receive({ channel: 'tg', customer: { id: customer }, text: 'Hi' })
  return effects.flatMap((one) => (one.type === 'send-message' ? [one.text] : []))[0]
}

const codeOf = (doing: Promise<unknown>) =>
  doing.then(
    () => 'done',
    (error: unknown) => (error instanceof RefusedError ? error.code : String(error)),
  )

describe('a roll-out', function () {
  this.timeout(120_000)
  let postgres: PostgresPlace
  let nodes: Node[] = []
  before(async () => {
    postgres = await postgresPlace()
  })
  after(() => postgres.drop())
  afterEach(async () => {
    await Promise.all(nodes.map(({ keeper }) => keeper.stop()))
    await Promise.all(nodes.map(({ desk }) => desk.stop()))
    nodes = []
  })

  it('on two nodes of one Postgres: both draw the same threads, as the share grows, and the journal names the version', async () => {
    const clock = manualClock(START)
    const one = await nodeOn(await postgres.emptyStore(), clock, 'one')
    const two = await nodeOn(postgres.node(), clock, 'two')
    nodes = [one, two]
    await publishRules(one.place(), { sets: [OLD], author: 'vera' })
    await publishRules(one.place(), { sets: [NEW], author: 'vera', share: 30 })
    const follow = async (share: number | undefined) => {
      await one.keeper.refresh()
      clock.advance('PT1S')
      await until(() => two.keeper.state().rollout?.share === share)
    }
    const turn = async (round: string, share: number) => {
      for (const [index, customer] of CUSTOMERS.slice(0, 20).entries()) {
        // Another thread each round, on either node.
        const id = `${customer}-${round}`
        const { desk } = index % 2 === 0 ? one : two
        expect(await greeted(desk, id), id).to.equal(expected(share, id))
      }
    }
    await follow(30)
    await turn('a', 30)
    await shareRules(two.place(), { number: 2, share: 70, author: 'boris' })
    await follow(70)
    await turn('b', 70)
    for (const { keeper } of nodes)
      expect(keeper.state()).to.deep.include({
        number: 1,
        rollout: { number: 2, version: rulesVersion([NEW]), share: 70 },
      })
    await shareRules(one.place(), { number: 2, share: 100, author: 'boris' })
    await follow(undefined)
    await turn('c', 100)
    const journal = await postgres.node().journal(WORKSPACE, threadKey('tg', 'c0-a'))
    expect(journal[0]?.ruleSetVersion).to.equal(rulesVersion([expected(30, 'c0-a') === 'new' ? NEW : OLD]))
    expect((await postgres.node().service.ruleVersion(WORKSPACE, 2))?.shares.map(({ share }) => share)).to.deep.equal([
      30, 70, 100,
    ])
  })

  it('that is taken back gives every thread the version before', async () => {
    const clock = manualClock(START)
    const one = await nodeOn(memoryStore(), clock, 'one')
    nodes = [one]
    await publishRules(one.place(), { sets: [OLD], author: 'vera' })
    await publishRules(one.place(), { sets: [NEW], author: 'vera', share: 50 })
    await one.keeper.refresh()
    const seen = new Set<string | undefined>()
    for (const customer of CUSTOMERS) seen.add(await greeted(one.desk, customer))
    expect([...seen].sort()).to.deep.equal(['new', 'old'])
    await shareRules(one.place(), { number: 2, share: 0, author: 'vera' })
    await one.keeper.refresh()
    for (const customer of CUSTOMERS) expect(await greeted(one.desk, `${customer}!`)).to.equal('old')
    expect(one.keeper.state()).to.deep.include({ number: 1, rollout: null })
  })

  it('stands alone: nothing is published or taken back beside it, and what was asked twice is done once', async () => {
    const one = await nodeOn(memoryStore(), manualClock(START), 'one')
    nodes = [one]
    const place = one.place()
    const rollOut = () => publishRules(place, { sets: [NEW], author: 'vera', share: 10 })
    await publishRules(place, { sets: [OLD], author: 'vera' })
    const first = await rollOut()
    expect([first.isUnchanged, first.version.number]).to.deep.equal([false, 2])
    expect([(await rollOut()).isUnchanged, (await rollOut()).version.number]).to.deep.equal([true, 2])
    expect(await codeOf(publishRules(place, { sets: [NEW, { name: 'x', conditions: {} }], author: 'v' }))).to.equal(
      'conflict',
    )
    expect(await codeOf(publishRules(place, { sets: [NEW], author: 'v' })), 'for all').to.equal('conflict')
    expect(await codeOf(rollBackRules(place, { to: 1, author: 'v' }))).to.equal('conflict')
    const step = (number: number, share: number) => shareRules(place, { number, share, author: 'v' })
    expect(await codeOf(step(1, 50))).to.equal('conflict')
    expect(await codeOf(step(3, 50))).to.equal('not-found')
    for (const share of [-1, 101, Number.NaN]) expect(await codeOf(step(2, share))).to.equal('invalid')
    expect(await codeOf(publishRules(place, { sets: [], author: 'v', share: 0 }))).to.equal('invalid')
    expect([(await step(2, 100)).isUnchanged, (await step(2, 100)).isUnchanged]).to.deep.equal([false, true])
    expect(await codeOf(step(2, 50)), 'it is over').to.equal('conflict')
  })

  it('of rules that a node can not use leaves all threads there with the version before, and tells', async () => {
    const clock = manualClock(START)
    const store = memoryStore()
    const able = await nodeOn(store, clock, 'able', ['crm'])
    const unable = await nodeOn(store, clock, 'unable')
    nodes = [able, unable]
    const calls: RuleSet = { rules: [{ id: 'c', on: 'chat.started', then: [{ do: 'call', name: 'crm' }] }] }
    await publishRules(able.place(), { sets: [OLD], author: 'vera' })
    await publishRules(able.place(), { sets: [calls], author: 'vera', share: 99 })
    for (const { keeper } of nodes) await keeper.refresh()
    expect(able.keeper.state().rollout?.share).to.equal(99)
    expect(unable.keeper.state()).to.deep.include({ number: 1, rollout: null })
    expect(unable.keeper.state().failed?.number).to.equal(2)
    for (const customer of CUSTOMERS) expect(await greeted(unable.desk, customer)).to.equal('old')
  })

  it('decides what is due by the version that the thread has then, by whichever it was armed', async () => {
    const slow = (text: string, after: string): RuleSet => ({
      rules: [
        {
          id: 'slow',
          on: { after, since: 'message.received' },
          then: [{ do: 'send-message', text, once: 'never-limit' }],
        },
      ],
    })
    const clock = manualClock(START)
    const desk = await createDesk({
      store: memoryStore(),
      clock,
      channels: [{ id: 'tg', kind: 'telegram' }],
      rules: slow('old', 'PT2M'),
    })
    const texts = async () =>
      (await desk.runDue()).timers.flatMap(({ effects }) =>
        effects.flatMap((one) => (one.type === 'send-message' ? [one.text] : [])),
      )
    await desk.receive({ channel: 'tg', customer: { id: 'anna' }, text: 'Hi' })
    // The new version waits longer: its first look is when the old one's timer fires, and it waits on.
    desk.setRules(slow('old', 'PT2M'), { rules: slow('new', 'PT4M'), share: 100 })
    clock.advance('PT2M')
    expect(await texts()).to.deep.equal([])
    clock.advance('PT2M')
    expect(await texts()).to.deep.equal(['new'])
    await desk.receive({ channel: 'tg', customer: { id: 'anna' }, text: 'Again' })
    // Taken back while it waits.
    desk.setRules(slow('old', 'PT2M'))
    clock.advance('PT4M')
    expect(await texts()).to.deep.equal(['old'])
    await desk.receive({ channel: 'tg', customer: { id: 'anna' }, text: 'Once more' })
    desk.setRules({ rules: [] })
    clock.advance('PT4M')
    expect(await texts(), 'the rule is gone').to.deep.equal([])
  })

  it('without a service: the desk itself takes the share, and refuses faults of either side', async () => {
    const desk = await createDesk({
      store: memoryStore(),
      clock: manualClock(START),
      channels: [{ id: 'tg', kind: 'telegram' }],
      rules: OLD,
    })
    desk.setRules(OLD, { rules: NEW, share: 40 })
    const before = await Promise.all(CUSTOMERS.map((customer) => greeted(desk, customer)))
    expect(before).to.deep.equal(CUSTOMERS.map((customer) => expected(40, customer)))
    expect(() =>
      desk.setRules(OLD, {
        rules: { rules: [{ id: 'x', on: 'chat.started', then: [{ do: 'call', name: 'crm' }] }] },
        share: 1,
      }),
    ).to.throw(RuleSetError)
    expect(() => desk.setRules(NEW, { rules: OLD, share: 101 })).to.throw(TypeError, 'share')
    const after = await Promise.all(CUSTOMERS.map((customer) => greeted(desk, `${customer}?`)))
    expect(after, 'nothing changed').to.deep.equal(CUSTOMERS.map((customer) => expected(40, `${customer}?`)))
  })
})

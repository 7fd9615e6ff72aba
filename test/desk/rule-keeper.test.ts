import { expect } from 'chai'
import type { RuleSet } from '../../src/core/rules/rule-set.js'
import { createDesk } from '../../src/desk/create-desk.js'
import type { Desk } from '../../src/desk/desk.js'
import type { DeskOptions, DeskRules } from '../../src/desk/options.js'
import { publishRules } from '../../src/desk/publish-rules.js'
import { RefusedError } from '../../src/desk/refused-error.js'
import { RuleSetError } from '../../src/desk/rule-files.js'
import { type RuleKeeper, ruleKeeper } from '../../src/desk/rule-keeper.js'
import type { ServedStore, ServiceStore } from '../../src/ports/service-store.js'
import { memoryStore } from '../../src/store/memory/memory-store.js'
import { type ManualClock, manualClock } from '../../src/testing/manual-clock.js'
import { type PostgresPlace, postgresPlace } from '../store/sql/postgres-place.js'
import { counter, START, WORKSPACE } from './make-desk.js'
import { until } from './until.js'

interface Node {
  readonly desk: Desk
  readonly keeper: RuleKeeper
  readonly errors: unknown[]
  readonly greeting: (customer: string) => Promise<string | undefined>
  readonly publish: (sets: readonly RuleSet[], ifNumber?: number) => Promise<number>
}

const say = (text: string): RuleSet => ({
  rules: [{ id: 'greet', on: 'chat.started', then: [{ do: 'send-message', text }] }],
})
const CALLS: RuleSet = { rules: [{ id: 'c', on: 'chat.started', then: [{ do: 'call', name: 'crm' }] }] }

async function nodeOn(
  store: ServedStore,
  clock: ManualClock,
  name: string,
  options: Partial<DeskOptions> & { readonly first?: DeskRules; readonly service?: Partial<ServiceStore> } = {},
): Promise<Node> {
  const { first, service = {}, ...more } = options
  const errors: unknown[] = []
  const desk = await createDesk({
    store,
    clock,
    ids: counter(name),
    channels: [{ id: 'tg', kind: 'telegram' }],
    ...(first === undefined ? {} : { rules: first }),
    ...more,
  })
  const kept = { ...store.service, ...service }
  const keeper = ruleKeeper({
    workspace: WORKSPACE,
    service: kept,
    clock,
    desk,
    first,
    onError: (error) => errors.push(error),
  })
  return {
    desk,
    keeper,
    errors,
    greeting: async (customer) => {
      const { effects } = await desk.receive({ channel: 'tg', customer: { id: customer }, text: 'Hi' })
      return effects.flatMap((one) => (one.type === 'send-message' ? [one.text] : []))[0]
    },
    publish: async (sets, ifNumber) => {
      const place = { workspace: WORKSPACE, service: store.service, known: desk.ruleOptions(), now: clock.now() }
      const { version } = await publishRules(place, {
        sets,
        author: 'vera',
        ...(ifNumber === undefined ? {} : { ifNumber }),
      })
      await keeper.refresh()
      return version.number
    },
  }
}

describe('the published rules', function () {
  this.timeout(120_000)
  let place: PostgresPlace
  let started: Node[] = []
  before(async () => {
    place = await postgresPlace()
  })
  after(() => place.drop())
  afterEach(async () => {
    await Promise.all(started.map(({ keeper }) => keeper.stop()))
    await Promise.all(started.map(({ desk }) => desk.stop()))
    started = []
  })
  const start = async (...nodes: readonly Node[]) => {
    started.push(...nodes)
    for (const { keeper } of nodes) await keeper.start()
  }

  it('on two nodes of one Postgres: what one publishes, the other picks up', async () => {
    const clock = manualClock(START)
    const one = await nodeOn(await place.emptyStore(), clock, 'one')
    const two = await nodeOn(place.node(), clock, 'two')
    await start(one, two)
    expect(await one.publish([say('Hello')])).to.equal(1)
    expect(await one.greeting('anna')).to.equal('Hello')
    expect(await two.greeting('boris')).to.equal(undefined)
    clock.advance('PT1S')
    await until(() => two.keeper.state().number === 1)
    expect(await two.greeting('clara')).to.equal('Hello')
    expect(await two.publish([say('Good day')])).to.equal(2)
    clock.advance('PT1S')
    await until(() => one.keeper.state().number === 2)
    expect(await one.greeting('dora')).to.equal('Good day')
    expect(one.keeper.state().version).to.equal(two.keeper.state().version)
  })

  it('published on two nodes at once: one wins, the other is told', async () => {
    const clock = manualClock(START)
    const one = await nodeOn(await place.emptyStore(), clock, 'one')
    const two = await nodeOn(place.node(), clock, 'two')
    await start(one, two)
    for (let round = 0; round < 10; round += 1) {
      const results = await Promise.allSettled([
        one.publish([say(`one ${round}`)], round),
        two.publish([say(`two ${round}`)], round),
      ])
      const lost = results.filter((result) => result.status === 'rejected')
      expect(lost, `round ${round}`).to.have.length(1)
      const reason: unknown = lost[0]?.reason
      expect(reason instanceof RefusedError && reason.code).to.equal('conflict')
    }
    expect(await place.node().service.currentRules(WORKSPACE)).to.deep.equal({ number: 10, rollout: null })
  })

  it('that say the same as those in force are recognised on Postgres too', async () => {
    const one = await nodeOn(await place.emptyStore(), manualClock(START), 'one')
    await start(one)
    const set: RuleSet = {
      schedules: { office: { zone: 'UTC', week: { 'mon-fri': ['09:00-18:00'] } } },
      ...say('Hello'),
    }
    expect([await one.publish([set]), await one.publish([set])]).to.deep.equal([1, 1])
  })

  it('that a node can not use leave the old ones in force there, and are told', async () => {
    const store = memoryStore()
    const clock = manualClock(START)
    const able = await nodeOn(store, clock, 'able', { functions: { crm: () => undefined } })
    const unable = await nodeOn(store, clock, 'unable')
    await start(able, unable)
    await able.publish([say('Hello')])
    clock.advance('PT1S')
    await until(() => unable.keeper.state().number === 1)
    await able.publish([say('Hello'), CALLS])
    clock.advance('PT1S')
    await until(() => unable.keeper.state().failed !== null)
    expect(unable.keeper.state()).to.deep.include({ number: 1 })
    expect(unable.keeper.state().failed).to.deep.include({ number: 2, at: clock.now() })
    expect(unable.errors).to.have.length(1)
    expect(unable.errors[0]).to.be.instanceOf(RuleSetError)
    expect(await unable.greeting('anna')).to.equal('Hello')
    await unable.keeper.refresh()
    expect(unable.errors, 'the same version is not tried again').to.have.length(1)
    await able.publish([say('Better')])
    await unable.keeper.refresh()
    expect(unable.keeper.state()).to.deep.include({ number: 3, failed: null })
  })

  it('are in force from the start, the last ones that the node can use', async () => {
    const store = memoryStore()
    const clock = manualClock(START)
    const able = await nodeOn(store, clock, 'able', { functions: { crm: () => undefined } })
    await start(able)
    await able.publish([say('Hello')])
    await able.publish([say('Hello'), CALLS])
    const late = await nodeOn(store, clock, 'late', { first: say('From the file') })
    await start(late)
    expect(late.keeper.state()).to.deep.include({ number: 1 })
    expect(late.keeper.state().failed).to.deep.include({ number: 2 })
    expect(await late.greeting('anna')).to.equal('Hello')
  })

  it('are those of the configuration until something is published', async () => {
    const clock = manualClock(START)
    const one = await nodeOn(memoryStore(), clock, 'one', { first: say('From the file') })
    await start(one)
    expect(await one.greeting('anna')).to.equal('From the file')
    expect(one.keeper.rules()).to.deep.equal(say('From the file'))
    await one.publish([])
    expect(await one.greeting('boris'), 'nothing, published').to.equal(undefined)
    expect(one.keeper.rules()).to.deep.equal([])
  })

  it('are looked for again after the store was away', async () => {
    const store = memoryStore()
    const clock = manualClock(START)
    let isDown = false
    const service = {
      currentRules: async (workspace: string) => {
        if (isDown) throw new Error('the store is away')
        return store.service.currentRules(workspace)
      },
    }
    const one = await nodeOn(store, clock, 'one')
    const two = await nodeOn(store, clock, 'two', { service })
    await start(one, two)
    isDown = true
    await one.publish([say('Hello')])
    clock.advance('PT1S')
    await until(() => two.errors.length === 1)
    isDown = false
    await until(() => {
      clock.advance('PT1S')
      return two.keeper.state().number === 1
    })
    expect(await two.greeting('anna')).to.equal('Hello')
  })
})

describe('other rules', () => {
  it('with faults are refused, and the old ones stay', async () => {
    const desk = await createDesk({
      store: memoryStore(),
      channels: [{ id: 'tg', kind: 'telegram' }],
      rules: say('Hello'),
    })
    expect(() => desk.setRules(CALLS)).to.throw(RuleSetError, 'crm')
    const { effects } = await desk.receive({ channel: 'tg', customer: { id: 'anna' }, text: 'Hi' })
    expect(effects).to.have.length(1)
  })

  it('that come while a decision waits for a fact are for the next one', async () => {
    const asked: (() => void)[] = []
    const rules = (text: string): RuleSet => ({
      rules: [
        {
          id: 'tag',
          on: 'message.received',
          when: { all: [{ fact: 'crm', operator: 'equal', value: 'ready' }] },
          then: [{ do: 'add-tags', tags: [text] }],
        },
        { id: 'after', on: 'chat.updated', then: [{ do: 'set-field', of: 'chat', field: text, value: true }] },
      ],
    })
    const desk = await createDesk({
      store: memoryStore(),
      clock: manualClock(START),
      channels: [{ id: 'tg', kind: 'telegram' }],
      rules: rules('old'),
      facts: { crm: () => new Promise((resolve) => asked.push(() => resolve('ready'))) },
    })
    const message = (id: string) => desk.receive({ channel: 'tg', customer: { id: 'anna' }, id, text: 'Hi' })
    const first = message('m1')
    await until(() => asked.length === 1)
    desk.setRules(rules('new'))
    asked[0]?.()
    const one = await first
    const second = message('m2')
    await until(() => asked.length === 2)
    asked[1]?.()
    const two = await second
    expect([one.chat.tags, one.chat.fields]).to.deep.equal([['old'], { old: true }])
    expect([two.chat.tags, two.chat.fields]).to.deep.equal([['old', 'new'], { old: true, new: true }])
    const versions = await Promise.all(['m1', 'm2'].map(async (id) => (await desk.explain(id)).ruleSetVersion))
    expect(new Set(versions).size).to.equal(2)
  })
})

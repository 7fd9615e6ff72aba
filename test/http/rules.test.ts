import { expect } from 'chai'
import type { RuleSet } from '../../src/core/rules/rule-set.js'
import type { Readiness } from '../../src/http/wire/operations.js'
import type {
  CheckedRules,
  PublishedRules,
  RulesPublished,
  RulesShared,
  RulesView,
  RuleVersionPage,
  SavedRules,
} from '../../src/http/wire/rules.js'
import { runScenario } from '../../src/testing/run-scenario.js'
import { type RuleNode, ruleNode } from './rule-node.js'

const say = (text: string, id = 'greet') => ({
  rules: [{ id, on: 'chat.started', then: [{ do: 'send-message', text }] }],
})
const FAULTY = { rules: [{ id: 'x', on: 'chat.startet', then: [{ do: 'send-mesage', text: '' }] }] }
const ADMIN = { author: 'vera' }

describe('rules over HTTP', () => {
  let node: RuleNode
  beforeEach(async () => {
    node = await ruleNode()
  })
  afterEach(() => node.close())

  const greeting = async (customer: string): Promise<string | undefined> => {
    const { desk } = await node.desks.get('default')
    const { effects } = await desk.receive({ channel: 'tg', customer: { id: customer }, text: 'Hi' })
    return effects.flatMap((one) => (one.type === 'send-message' ? [one.text] : []))[0]
  }

  it('are none at first', async () => {
    const { status, body, headers } = await node.call<RulesView>('GET', '/v1/rules')
    expect(status).to.equal(200)
    expect(body).to.deep.equal({
      published: null,
      rollout: null,
      draft: null,
      configuration: null,
      inForce: { number: 0, version: null, since: null, rollout: null, failed: null },
    })
    expect(headers.etag).to.equal('"0"')
  })

  it('are written as a draft, which changes nothing, and published, which does at once', async () => {
    const saved = await node.call<SavedRules>('PUT', '/v1/rules', { sets: [say('Hello')], ...ADMIN })
    expect(saved.status).to.equal(200)
    expect(saved.body.draft).to.deep.include({ revision: 1, author: 'vera', at: node.clock.now() })
    expect(await greeting('anna')).to.equal(undefined)
    const published = await node.call<RulesPublished>('POST', '/v1/rules/publish', { ...ADMIN, note: 'first' })
    expect(published.status).to.equal(201)
    expect(published.body.published).to.deep.include({ number: 1, author: 'vera', note: 'first' })
    expect(published.body.inForce).to.deep.include({
      number: 1,
      version: published.body.published.version,
      failed: null,
    })
    expect(await greeting('boris')).to.equal('Hello')
    const view = await node.call<RulesView>('GET', '/v1/rules')
    expect(view.body.published?.sets).to.deep.equal([say('Hello')])
    expect(view.body.draft?.sets).to.deep.equal([say('Hello')])
    expect(view.headers.etag).to.equal('"1"')
  })

  it('are named in traces by the version that was answered', async () => {
    const { body } = await node.call<RulesPublished>('POST', '/v1/rules/publish', { ...ADMIN, sets: [say('Hello')] })
    const { desk } = await node.desks.get('default')
    await desk.receive({ channel: 'tg', customer: { id: 'anna' }, id: 'm1', text: 'Hi' })
    expect((await desk.explain('m1')).ruleSetVersion).to.equal(body.published.version)
  })

  it('with faults are refused with all of them, and nothing is saved', async () => {
    const { status, body, headers } = await node.call('PUT', '/v1/rules', { sets: [say('Fine'), FAULTY], ...ADMIN })
    expect(status).to.equal(422)
    expect(headers['content-type']).to.match(/^application\/problem\+json/)
    expect(body.code).to.equal('invalid-rules')
    expect(body.diagnostics?.map(({ set, pointer, code }) => [set, pointer, code])).to.deep.equal([
      [1, '/rules/0/on', 'wrong-value'],
      [1, '/rules/0/then/0/do', 'unknown-action'],
      [1, '/rules/0/then/0/text', 'empty-text'],
    ])
    const [first] = body.diagnostics ?? []
    expect(first?.message).to.match(/Did you mean `chat.started`/)
    expect(first?.fix).to.deep.include({ pointer: '/rules/0/on', value: 'chat.started' })
    expect(first?.means).to.be.a('string')
    expect((await node.call<RulesView>('GET', '/v1/rules')).body.draft).to.equal(null)
    const published = await node.call('POST', '/v1/rules/publish', { sets: [FAULTY], ...ADMIN })
    expect([published.status, published.body.diagnostics?.length]).to.deep.equal([422, 3])
    expect((await node.call<RulesView>('GET', '/v1/rules')).body.published).to.equal(null)
  })

  it('are checked without being changed, whatever is sent as a set', async () => {
    const good = await node.call<CheckedRules>('POST', '/v1/rules/check', { sets: [say('Hello')] })
    expect([good.status, good.body.isPublishable, good.body.diagnostics]).to.deep.equal([200, true, []])
    for (const set of [null, 7, 'rules', [], [[]], { rules: 7 }]) {
      const { status, body } = await node.call<CheckedRules>('POST', '/v1/rules/check', { sets: [set] })
      expect([status, body.isPublishable, body.version], JSON.stringify(set)).to.deep.equal([200, false, null])
      expect(body.diagnostics, JSON.stringify(set)).to.have.length.above(0)
    }
    const deep = `{"sets":[{"rules":${'['.repeat(135)}${']'.repeat(135)}}]}`
    const tooDeep = await node.call<CheckedRules>('POST', '/v1/rules/check', deep, {
      'content-type': 'application/json',
    })
    expect(tooDeep.body.diagnostics.map(({ code }) => code)).to.deep.equal(['too-deep'])
  })

  it('that meet are told of, with a conversation that shows it, when checked, saved and published', async () => {
    const sets = [say('Hello'), say('Welcome', 'welcome')]
    const checked = await node.call<CheckedRules>('POST', '/v1/rules/check', { sets })
    expect([checked.status, checked.body.isPublishable]).to.deep.equal([200, true])
    const saved = await node.call<SavedRules>('PUT', '/v1/rules', { sets })
    const published = await node.call<RulesPublished>('POST', '/v1/rules/publish', ADMIN)
    expect(published.status).to.equal(201)
    for (const { diagnostics } of [checked.body, saved.body, published.body]) {
      expect(diagnostics).to.have.length(1)
      const [found] = diagnostics
      expect(found).to.include({ severity: 'warning', code: 'double-autoresponse', set: 1, pointer: '/rules/0' })
      expect(found?.docs).to.equal('docs/reference/diagnostics.md#double-autoresponse')
      expect(found?.witness?.story).to.match(/the customer writes/)
      const { steps } = await runScenario(found?.witness?.scenario, { rules: sets as RuleSet[] })
      expect(steps.at(-1)?.messages).to.deep.equal(['Hello', 'Welcome'])
    }
  })

  it('may not name what the desk does not have', async () => {
    const sets = [{ rules: [{ id: 'x', on: 'chat.started', then: [{ do: 'call', name: 'crm' }] }] }]
    const { body } = await node.call<CheckedRules>('POST', '/v1/rules/check', { sets })
    expect(body.diagnostics.map(({ code }) => code)).to.deep.equal(['unknown-function'])
  })

  it('are saved over the draft that was read only', async () => {
    const put = (text: string, match: string) =>
      node.call<SavedRules>('PUT', '/v1/rules', { sets: [say(text)] }, { 'if-match': match })
    expect((await put('a', '"0"')).status).to.equal(200)
    expect((await put('b', '"0"')).status).to.equal(412)
    const again = await put('b', '"1"')
    expect([again.status, again.headers.etag, again.body.draft.revision]).to.deep.equal([200, '"2"', 2])
    expect((await put('c', '"1"')).status).to.equal(412)
    expect((await put('c', 'W/"2"')).status).to.equal(400)
    expect((await put('c', '*')).status).to.equal(200)
    expect((await node.call<RulesView>('GET', '/v1/rules')).body.draft?.sets).to.deep.equal([say('c')])
  })

  it('published at once by two admins: one wins, the other is told', async () => {
    const answers = await Promise.all(
      ['one', 'two', 'three'].map((text) =>
        node.call('POST', '/v1/rules/publish', { sets: [say(text)], ...ADMIN, ifNumber: 0 }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([201, 409, 409])
    expect(answers.find(({ status }) => status === 409)?.body).to.deep.include({
      code: 'conflict',
      pointer: '/ifNumber',
    })
    const { body } = await node.call<RuleVersionPage>('GET', '/v1/rules/versions')
    expect(body.items.map(({ number }) => number)).to.deep.equal([1])
  })

  it('that are in force already make no new version', async () => {
    const publish = () => node.call<RulesPublished>('POST', '/v1/rules/publish', { sets: [say('Hello')], ...ADMIN })
    expect([(await publish()).status, (await publish()).status]).to.deep.equal([201, 200])
    expect((await publish()).body).to.deep.include({ isUnchanged: true })
    expect((await node.call<RuleVersionPage>('GET', '/v1/rules/versions')).body.items).to.have.length(1)
  })

  it('are rolled out to a share of the threads, to more, and to all', async () => {
    await node.call('POST', '/v1/rules/publish', { sets: [say('Hello')], ...ADMIN })
    const begun = await node.call<RulesPublished>('POST', '/v1/rules/publish', {
      sets: [say('Hi')],
      share: 40,
      ...ADMIN,
    })
    expect([begun.status, begun.body.published.number, begun.body.inForce.number]).to.deep.equal([201, 2, 1])
    const greetings = async (round: string) =>
      Promise.all(Array.from({ length: 20 }, (_, index) => greeting(`${round}${index}`)))
    expect(new Set(await greetings('a'))).to.deep.equal(new Set(['Hello', 'Hi']))
    const view = await node.call<RulesView>('GET', '/v1/rules')
    expect(view.body.published?.number).to.equal(1)
    expect(view.body.rollout?.version).to.deep.include({ number: 2, author: 'vera' }).and.not.have.property('sets')
    expect([view.body.rollout?.share, view.body.inForce.rollout?.share]).to.deep.equal([40, 40])
    const step = (payload: object) =>
      node.call<RulesShared>('POST', '/v1/rules/rollout', { author: 'boris', ...payload })
    const beside = await node.call('POST', '/v1/rules/publish', { sets: [], ...ADMIN })
    expect([beside.status, beside.body.detail]).to.deep.equal([
      409,
      'Version 2 is being rolled out, to 40 %: finish that or abort it first',
    ])
    expect((await step({ number: 1, share: 50 })).status).to.equal(409)
    expect((await step({ number: 7, share: 50 })).status).to.equal(404)
    expect((await step({ number: 2, share: 101 })).status).to.equal(400)
    expect((await node.call('POST', '/v1/rules/publish', { sets: [], share: 0, ...ADMIN })).status).to.equal(400)
    const done = await step({ number: 2, share: 100 })
    expect(done.body.version.shares.map(({ share, author }) => [share, author])).to.deep.equal([
      [40, 'vera'],
      [100, 'boris'],
    ])
    expect(done.body.inForce).to.deep.include({ number: 2, rollout: null })
    expect(new Set(await greetings('b'))).to.deep.equal(new Set(['Hi']))
    expect((await step({ number: 2, share: 100 })).body.isUnchanged).to.equal(true)
  })

  it('are taken back by a new version that says what an old one said', async () => {
    for (const text of ['one', 'two'])
      await node.call('POST', '/v1/rules/publish', { sets: [say(text)], ...ADMIN, note: text })
    const back = await node.call<RulesPublished>('POST', '/v1/rules/rollback', { to: 1, ...ADMIN })
    expect(back.status).to.equal(201)
    expect(back.body.published).to.deep.include({ number: 3, note: 'Back to version 1', sets: [say('one')] })
    expect(await greeting('anna')).to.equal('one')
    const { body } = await node.call<RuleVersionPage>('GET', '/v1/rules/versions')
    expect(body.items.map(({ number, note }) => [number, note])).to.deep.equal([
      [3, 'Back to version 1'],
      [2, 'two'],
      [1, 'one'],
    ])
    expect(body.items[0]).to.not.have.property('sets')
    const old = await node.call<PublishedRules>('GET', '/v1/rules/versions/2')
    expect(old.body.sets).to.deep.equal([say('two')])
    expect((await node.call('POST', '/v1/rules/rollback', { to: 9, ...ADMIN })).status).to.equal(404)
    expect((await node.call('GET', '/v1/rules/versions/9')).status).to.equal(404)
  })

  it('are listed in pages that stay right while versions are added', async () => {
    const publish = (text: string) => node.call('POST', '/v1/rules/publish', { sets: [say(text)], ...ADMIN })
    for (const text of ['a', 'b', 'c', 'd', 'e']) await publish(text)
    const first = await node.call<RuleVersionPage>('GET', '/v1/rules/versions?limit=2')
    await publish('f')
    const second = await node.call<RuleVersionPage>('GET', `/v1/rules/versions?limit=2&cursor=${first.body.next}`)
    const third = await node.call<RuleVersionPage>('GET', `/v1/rules/versions?limit=2&cursor=${second.body.next}`)
    const numbers = [first, second, third].flatMap(({ body }) => body.items.map(({ number }) => number))
    expect(numbers).to.deep.equal([5, 4, 3, 2, 1])
    expect(third.body.next).to.equal(null)
    expect((await node.call('GET', '/v1/rules/versions?cursor=abc')).status).to.equal(400)
  })

  it('that one node can not use are told by its readiness; the others go on', async () => {
    const able = await ruleNode({
      store: node.store,
      clock: node.clock,
      name: 'able',
      workspace: { functions: { crm: () => undefined } },
    })
    try {
      const calls = { rules: [{ id: 'c', on: 'chat.started', then: [{ do: 'call', name: 'crm' }] }] }
      await node.call('GET', '/v1/rules')
      expect((await able.call('POST', '/v1/rules/publish', { sets: [calls], ...ADMIN })).status).to.equal(201)
      const { rules } = await node.desks.get('default')
      await rules.refresh()
      const ready = await node.call<Readiness>('GET', '/readyz')
      expect([ready.status, ready.body.status]).to.deep.equal([200, 'ready'])
      expect(ready.body.warnings?.[0]).to.contain('can’t be used on this node')
      expect((await able.call<Readiness>('GET', '/readyz')).body).to.deep.equal({ status: 'ready', reasons: [] })
      const { body } = await node.call<RulesView>('GET', '/v1/rules')
      expect(body.published?.number).to.equal(1)
      expect(body.inForce.failed?.number).to.equal(1)
      expect(body.inForce.failed?.message).to.contain('crm')
    } finally {
      await able.close()
    }
  })

  it('can not be published without a draft, an author or the right form', async () => {
    expect((await node.call('POST', '/v1/rules/publish', ADMIN)).status).to.equal(404)
    for (const body of [
      {},
      { author: '' },
      { author: 7 },
      { author: 'v', ifNumber: -1 },
      { author: 'v', sets: {} },
      { author: 'v', more: 1 },
    ])
      expect((await node.call('POST', '/v1/rules/publish', body)).status, JSON.stringify(body)).to.equal(400)
  })
})

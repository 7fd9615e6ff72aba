import { expect } from 'chai'
import type { RuleFigures, RulesDiff } from '../../src/http/wire/rule-comparisons.js'
import type { RulesPublished } from '../../src/http/wire/rules.js'
import { type RuleNode, ruleNode } from './rule-node.js'

const says = (text: string, more: object = {}) => ({
  rules: [{ id: 'greet', on: 'chat.started', then: [{ do: 'send-message', text }], ...more }],
})
const never = { when: { all: [{ fact: 'message', path: '$.text', operator: 'equal', value: 'never' }] } }
const ADMIN = { author: 'vera' }

describe('versions beside each other over HTTP', () => {
  let node: RuleNode
  beforeEach(async () => {
    node = await ruleNode()
  })
  afterEach(() => node.close())

  const publish = async (sets: readonly unknown[], more: object = {}): Promise<string> => {
    const { status, body } = await node.call<RulesPublished>('POST', '/v1/rules/publish', { ...ADMIN, sets, ...more })
    expect(status).to.equal(201)
    return body.published.version
  }
  const written = async (from: number, to: number): Promise<void> => {
    const { desk } = await node.desks.get('default')
    for (let n = from; n < to; n += 1) await desk.receive({ channel: 'tg', customer: { id: `c${n}` }, text: 'Hi' })
  }

  it('are told apart rule by rule, drafts and numbers too', async () => {
    await publish([says('Hello')])
    await publish([says('Good day')])
    await node.call('PUT', '/v1/rules', {
      ...ADMIN,
      sets: [says('Good day'), { rules: [{ ...says('x').rules[0], id: 'new' }] }],
    })
    const draft = await node.call<RulesDiff>('GET', '/v1/rules/diff')
    expect(draft.body).to.deep.include({ isSame: false, isReordered: false })
    expect(draft.body.rules).to.deep.equal({ added: ['new'], removed: [], changed: [] })
    const { body } = await node.call<RulesDiff>('GET', '/v1/rules/diff?from=1&to=published')
    expect(body.rules.changed.map(({ id, changes }) => [id, changes[0]?.pointer])).to.deep.equal([
      ['greet', '/then/0/text'],
    ])
    expect(body.rules.changed[0]?.changes[0]?.sentence).to.match(/Good day.*Hello/u)
    expect((await node.call<RulesDiff>('GET', '/v1/rules/diff?from=2&to=published')).body.isSame).to.equal(true)
  })

  it('are refused where there is nothing to compare', async () => {
    for (const [query, pointer] of [
      ['from=1&to=1', '/from'],
      ['from=published&to=draft', '/to'],
      ['from=published&to=rollout', '/to'],
    ]) {
      const { status, body } = await node.call('GET', `/v1/rules/diff?${query}`)
      expect([status, body.code, body.pointer], query).to.deep.equal([404, 'not-found', pointer])
    }
    expect((await node.call('GET', '/v1/rules/diff?from=newest')).status).to.equal(400)
  })

  it('are counted with what they decided since the roll-out began', async () => {
    const old = await publish([says('Hello')])
    await written(0, 5)
    node.clock.advance('PT1M')
    const fresh = await publish([says('Good day', never)], { share: 50 })
    await written(5, 25)
    const { status, body } = await node.call<RuleFigures>('GET', '/v1/rules/figures')
    expect(status).to.equal(200)
    expect(body).to.include({ from: node.clock.now(), to: null })
    const [second, first] = body.versions
    expect([second?.number, second?.version, first?.number, first?.version]).to.deep.equal([2, fresh, 1, old])
    const [many, few] = [first?.threads ?? 0, second?.threads ?? 0]
    expect(many + few).to.equal(20)
    expect(few).to.be.within(1, 19)
    expect(first).to.deep.include({ decisions: many, traced: many, automated: many, verdicts: { matched: many } })
    expect(second).to.deep.include({ decisions: few, traced: few, automated: 0, verdicts: { failed: few } })
    const all = await node.call<RuleFigures>('GET', '/v1/rules/figures?from=2020-01-01T00:00:00Z')
    expect(all.body.versions.map(({ number, threads }) => [number, threads])).to.deep.equal([
      [2, few],
      [1, many + 5],
    ])
    const before = await node.call<RuleFigures>('GET', `/v1/rules/figures?from=2020-01-01T00:00:00Z&to=${body.from}`)
    expect(before.body.versions.map(({ number, threads }) => [number, threads])).to.deep.equal([[1, 5]])
  })
})

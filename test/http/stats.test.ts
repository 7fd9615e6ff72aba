import { expect } from 'chai'
import type { StatsView } from '../../src/http/wire/stats.js'
import { memoryStore } from '../../src/store/memory/memory-store.js'
import { until } from '../desk/until.js'
import { type RuleNode, ruleNode } from './rule-node.js'

const olga = { agent: 'olga' }

describe('statistics over HTTP', () => {
  let node: RuleNode
  beforeEach(async () => {
    node = await ruleNode()
    const { desk } = await node.desks.get('default')
    const { chat } = await desk.receive({ channel: 'tg', customer: { id: 'anna' }, text: 'Hi' })
    node.clock.advance('PT2M')
    await desk.reply(chat.number, { ...olga, text: 'Hello' })
    await desk.finish(chat.number, { ...olga, status: 'closed' })
    await desk.receive({ channel: 'mail', customer: { id: 'boris' }, text: 'Hi' })
  })
  afterEach(() => node.close())

  it('are what the desk counts', async () => {
    const { status, body } = await node.call<StatsView>('GET', '/v1/stats')
    const { desk } = await node.desks.get('default')
    expect(status).to.equal(200)
    expect(body).to.deep.equal(await desk.stats())
    expect(body.total.chats.started.total).to.equal(2)
    expect(body.total.firstResponse).to.deep.include({ count: 1, median: 120_000 })
    expect(body).to.deep.include({ from: null, to: null, zone: 'UTC', groupBy: null, groups: null })
    expect(body.coverage).to.deep.equal({ threads: 2, chats: 2, prunedChats: 0 })
  })

  it('are grouped, of a period in a zone, and of a channel', async () => {
    const keys = async (query: string) =>
      (await node.call<StatsView>('GET', `/v1/stats?${query}`)).body.groups?.map(({ key }) => key)
    expect(await keys('groupBy=channel')).to.deep.equal([{ channel: 'mail' }, { channel: 'tg' }])
    expect(await keys('groupBy=agent')).to.deep.equal([{ agent: 'olga' }, { agent: null }])
    expect(await keys('groupBy=customer&channel=tg')).to.deep.equal([{ channel: 'tg', customer: 'anna' }])
    expect(await keys('groupBy=day&zone=Pacific%2FKiritimati')).to.deep.equal([{ day: '2026-03-03' }])
    const [hour] = (await keys('groupBy=hour&zone=Pacific%2FKiritimati')) ?? []
    expect(await keys('groupBy=weekday&zone=Pacific%2FKiritimati')).to.deep.equal([{ weekday: 2 }])
    expect(await keys('groupBy=weekday-hour&zone=Pacific%2FKiritimati')).to.deep.equal([{ weekday: 2, ...hour }])
    const { body } = await node.call<StatsView>('GET', '/v1/stats?from=2026-03-03&to=2026-03-04&zone=Europe/Moscow')
    expect(body).to.deep.include({ from: '2026-03-02T21:00:00.000Z', to: '2026-03-03T21:00:00.000Z' })
    expect(body.total.chats.started.total).to.equal(0)
    expect(body.total.chats.liveNow).to.equal(1)
  })

  it('have the hours of a schedule of the rules in force, and one endless chat beside them', async () => {
    const { desk } = await node.desks.get('default')
    desk.setRules({ schedules: { office: { zone: 'UTC', week: { mon: ['09:00-18:00'] } } }, rules: [] })
    const { body } = await node.call<StatsView>('GET', '/v1/stats?schedule=office&compare=true')
    expect(body.schedule).to.deep.equal({ name: 'office', zone: 'UTC' })
    expect(body.total.businessHours?.firstResponse).to.deep.include({ count: 1, median: 120_000 })
    expect(body.endless?.chats.started.total).to.equal(2)
    const { status } = await node.call('GET', '/v1/stats?schedule=night')
    expect(status).to.equal(400)
  })

  it('are refused for what can not be', async () => {
    for (const query of ['groupBy=planet', 'from=never', 'zone=Mars', 'more=1', 'from=2026-03-01&from=2026-03-02'])
      expect((await node.call('GET', `/v1/stats?${query}`)).status, query).to.equal(400)
  })

  it('leave room for others: two at once on a node, and a caller who hangs up gives his place back', async () => {
    const store = memoryStore()
    const waiting: (() => void)[] = []
    const slow = await ruleNode({
      store: {
        ...store,
        service: {
          ...store.service,
          histories: async (workspace, page) => {
            await new Promise<void>((resolve) => waiting.push(resolve))
            return store.service.histories(workspace, page)
          },
        },
      },
    })
    try {
      const url = await slow.app.listen({ port: 0, host: '127.0.0.1' })
      const hangUp = new AbortController()
      const calls = [1, 2].map(() => fetch(`${url}/v1/stats`, { signal: hangUp.signal }).catch(() => null))
      await until(() => waiting.length === 2)
      const third = await fetch(`${url}/v1/stats`)
      expect([third.status, third.headers.get('retry-after')]).to.deep.equal([429, '5'])
      hangUp.abort()
      await Promise.all(calls)
      for (const go of waiting.splice(0)) go()
      await until(async () => {
        const answer = fetch(`${url}/v1/stats`)
        await until(() => waiting.length > 0).catch(() => undefined)
        for (const go of waiting.splice(0)) go()
        return (await answer).status === 200
      })
    } finally {
      await slow.close()
    }
  })
})

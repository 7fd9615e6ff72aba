import { expect } from 'chai'
import { manualClock } from '../../src/testing/manual-clock.js'
import { keyFor, liveNode, type NodePlace } from './live-place.js'

describe('agents over HTTP', () => {
  let place: NodePlace
  const clock = manualClock('2026-03-02T12:00:00.000Z')
  beforeEach(async () => {
    place = await liveNode({ clock })
  })
  afterEach(() => place.stop())
  const put = (id: string, body: unknown, headers?: Record<string, string>) =>
    place.call('PUT', `/v1/agents/${encodeURIComponent(id)}/status`, body, headers)
  const secondsLeft = (until: string): number => (Date.parse(until) - Date.parse(clock.now())) / 1000

  it('are there for a minute, or as long as is said, as a duration or in seconds', async () => {
    for (const [ttl, seconds] of [
      [undefined, 60],
      ['PT30S', 30],
      ['PT1H', 3_600],
      [90, 90],
      [1.5, 1.5],
    ] as const) {
      const { status, body } = await put('olga', { status: 'online', ...(ttl === undefined ? {} : { ttl }) })
      expect([status, body.agent, body.status, secondsLeft(body.until)]).to.deep.equal([200, 'olga', 'online', seconds])
    }
    expect((await place.desks.get('default')).desk.agents()).to.deep.equal({ online: 1, statuses: { olga: 'online' } })
  })

  it('are listed by id while they are there', async () => {
    await put('olga', { status: 'online' })
    await put('Борис / 2', { status: 'lunch', ttl: 'PT10S' })
    await put('anna', { status: 'online' })
    const ids = async () =>
      (await place.call('GET', '/v1/agents')).body.items.map((one: { agent: string }) => one.agent)
    expect(await ids()).to.deep.equal(['anna', 'olga', 'Борис / 2'])
    clock.advance('PT10S')
    expect(await ids()).to.deep.equal(['anna', 'olga'])
    await put('anna', { status: 'offline' })
    expect(await ids()).to.deep.equal(['olga'])
  })

  it('are refused what can’t be', async () => {
    for (const body of [
      {},
      { status: '' },
      { status: 5 },
      { status: 'online', ttl: 'soon' },
      { status: 'online', ttl: 'P1M' },
      { status: 'online', ttl: 'PT0S' },
      { status: 'online', ttl: -5 },
      { status: 'online', ttl: 1e9 },
      { status: 'online', ttl: null },
      { status: 'online', until: 'tomorrow' },
    ]) {
      const answer = await put('olga', body)
      expect([answer.status, answer.body.code], JSON.stringify(body)).to.deep.equal([400, 'invalid'])
    }
    expect((await place.call('GET', '/v1/agents')).body.items).to.deep.equal([])
  })

  it('are one workspace’s, and for agents’ keys', async () => {
    const [ours, theirs] = [await keyFor(place.store, ['agent']), await keyFor(place.store, ['agent'], 'other')]
    const ingest = await keyFor(place.store, ['ingest'])
    await put('olga', { status: 'online' }, theirs.headers)
    expect((await place.call('GET', '/v1/agents', undefined, ours.headers)).body.items).to.deep.equal([])
    expect((await put('olga', { status: 'online' }, ingest.headers)).status).to.equal(403)
  })
})

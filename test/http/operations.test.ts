import { Writable } from 'node:stream'
import { expect } from 'chai'
import { createMetrics } from '../../src/http/metrics.js'
import { observedStore } from '../../src/http/observed-store.js'
import { loggedError, SECRET_PATHS } from '../../src/http/request-log.js'
import type { ServedStore } from '../../src/ports/service-store.js'
import { StoreError } from '../../src/ports/store-error.js'
import { memoryStore } from '../../src/store/memory/memory-store.js'
import { manualClock } from '../../src/testing/manual-clock.js'
import { until } from '../desk/until.js'
import { liveNode, type NodePlace } from './live-place.js'

const message = (id: string, customer = 'customer-4711') => ({
  channel: 'tg',
  customer: { id: customer, name: 'Анна Секретова' },
  id,
  text: 'my password is hunter2',
})
const places: NodePlace[] = []
const node = async (...args: Parameters<typeof liveNode>): Promise<NodePlace> => {
  const place = await liveNode(...args)
  places.push(place)
  return place
}
const text = async (url: string) => (await fetch(url)).text()
/** The value of a series. */
const series = (exposition: string, name: string): number | undefined => {
  const line = exposition.split('\n').find((one) => one.startsWith(`${name} `))
  return line === undefined ? undefined : Number(line.slice(name.length + 1))
}

describe('the service’s operations', () => {
  afterEach(async () => {
    for (const place of places.splice(0)) await place.stop()
  })

  it('is alive while the process is, ready while the store answers and nothing stops', async () => {
    let isDown = false
    const reasons: string[] = []
    const store: ServedStore = memoryStore()
    const clock = manualClock('2026-03-02T09:00:00Z')
    const service = {
      ...store.service,
      hasKeys: async () => {
        if (isDown) throw new StoreError('unavailable', 'connect ECONNREFUSED postgres://app:hunter2@db')
        return store.service.hasKeys()
      },
    }
    const { url } = await node({ store: { ...store, service }, clock, server: { unready: () => reasons } })
    const ready = async () => {
      const answer = await fetch(`${url}/readyz`)
      return [answer.status, await answer.json()]
    }
    expect(await ready()).to.deep.equal([200, { status: 'ready', reasons: [] }])
    isDown = true
    // A look is good for a second.
    expect((await ready())[0]).to.equal(200)
    clock.advance('PT1S')
    expect(await ready()).to.deep.equal([503, { status: 'not-ready', reasons: ['The store can’t be reached'] }])
    isDown = false
    clock.advance('PT1S')
    reasons.push('The process is stopping')
    expect(await ready()).to.deep.equal([503, { status: 'not-ready', reasons }])
    expect(await (await fetch(`${url}/healthz`)).json()).to.deep.equal({ status: 'ok' })
  })

  it('counts requests by route, commands, events, verdicts, commits, timers and deliveries', async () => {
    const metrics = await createMetrics()
    const store = observedStore(memoryStore(), { metrics })
    const clock = manualClock('2026-03-02T09:00:00Z')
    const sent: string[] = []
    const { url, call, desks } = await node({
      store,
      clock,
      server: { metrics },
      desks: {
        hasWorker: false,
        observing: { metrics },
        optionsOf: () => ({
          channels: [
            {
              id: 'tg',
              kind: 'telegram',
              deliver: ({ text: said }) => {
                sent.push(said)
                return sent.length === 1 ? { ok: false, class: 'temporary', detail: 'later' } : { ok: true }
              },
            },
          ],
          rules: {
            rules: [
              { id: 'hi', name: 'Hi', on: 'chat.started', then: [{ do: 'add-tags', tags: ['new'] }] },
              {
                id: 'no',
                name: 'No',
                on: 'chat.started',
                when: { all: [{ fact: 'message', path: '$.text', operator: 'equal', value: 'x' }] },
                then: [{ do: 'add-tags', tags: ['x'] }],
              },
            ],
          },
        }),
      },
    })
    metrics.watch(
      () => Promise.all(desks.all().map(({ desk }) => desk.health())),
      () => Date.parse(clock.now()),
    )
    await call('POST', '/v1/messages', message('m1'))
    await call('POST', '/v1/messages', message('m1'))
    await call('POST', '/v1/chats/1/messages', { agent: 'olga', text: 'Hello' })
    await call('POST', '/v1/chats/1/messages', { agent: '', text: 'Hello' })
    await call('GET', '/v1/chats/99')
    await call('GET', '/v1/chats/98')
    const { desk } = await desks.get('default')
    await desk.runDue()
    clock.advance('PT5M')
    await desk.runDue()
    const exposed = await text(`${url}/metrics`)
    const value = (name: string) => series(exposed, `caseline_${name}`)
    expect(value('http_request_seconds_count{method="POST",route="/v1/messages",status="201"}')).to.equal(1)
    expect(value('http_request_seconds_count{method="GET",route="/v1/chats/:number",status="404"}')).to.equal(2)
    expect(value('http_problems_total{code="not-found"}')).to.equal(2)
    expect(value('http_problems_total{code="invalid"}')).to.equal(1)
    expect(value('commands_total{type="receive",outcome="started"}')).to.equal(1)
    expect(value('commands_total{type="receive",outcome="duplicate"}')).to.equal(1)
    expect(value('messages_received_total')).to.equal(1)
    expect(value('events_total{type="message.sent"}')).to.equal(1)
    expect(value('rule_verdicts_total{kind="matched"}')).to.equal(1)
    expect(value('rule_verdicts_total{kind="failed"}')).to.equal(1)
    expect(value('store_commit_seconds_count{result="committed"}')).to.be.greaterThan(2)
    expect(value('decision_seconds_count')).to.be.greaterThan(2)
    expect(value('deliveries_total{result="waiting"}')).to.equal(1)
    expect(value('deliveries_total{result="done"}')).to.equal(1)
    expect(value('timers_pending')).to.equal(1)
    expect(exposed).to.contain('nodejs_eventloop_lag_seconds')
    expect(exposed).to.match(/^caseline_timer_lateness_seconds_count \d/mu)
    // No id, name or text of anybody is a label.
    for (const word of ['customer-4711', 'hunter2', 'Анна', 'm1', 'olga', '/v1/chats/99'])
      expect(exposed, word).not.to.contain(word)
  })

  it('measures how late timers are taken up', async () => {
    const metrics = await createMetrics()
    const clock = manualClock('2026-03-02T09:00:00Z')
    const store = observedStore(memoryStore(), { metrics })
    const { call, desks } = await node({ store, clock, desks: { hasWorker: false } })
    await call('POST', '/v1/messages', message('m1'))
    clock.advance('PT10M')
    await (await desks.get('default')).desk.runDue()
    const { body } = await metrics.text()
    // The look before the warning was due after nine minutes, and is rung a minute late.
    expect(series(body, 'caseline_timer_lateness_seconds_bucket{le="60"}')).to.be.greaterThan(0)
    expect(series(body, 'caseline_timer_lateness_seconds_bucket{le="15"}')).to.equal(0)
  })

  it('asks for the health of the queue once in ten seconds, however often it is scraped; none is better than an old one', async () => {
    const metrics = await createMetrics()
    let asked = 0
    let now = 0
    let isDown = false
    metrics.watch(
      async () => {
        asked += 1
        if (isDown) throw new Error('down')
        const outbox = {
          waiting: 2,
          sending: 0,
          failed: 0,
          maybeSent: 0,
          oldestWaiting: new Date(now - 4_000).toISOString(),
        }
        return [
          { timers: { pending: 1, due: 0, oldestDue: null }, outbox },
          { timers: { pending: 4, due: 1, oldestDue: new Date(now - 9_000).toISOString() }, outbox },
        ]
      },
      () => now,
    )
    const [first] = await Promise.all([metrics.text(), metrics.text(), metrics.text()])
    expect(asked).to.equal(1)
    expect(series(first.body, 'caseline_timers_pending')).to.equal(5)
    expect(series(first.body, 'caseline_timers_oldest_due_seconds')).to.equal(9)
    expect(series(first.body, 'caseline_outbox_waiting')).to.equal(4)
    now += 10_000
    isDown = true
    expect(series((await metrics.text()).body, 'caseline_timers_pending')).to.deep.equal(Number.NaN)
    expect(asked).to.equal(2)
  })

  it('has no metrics where they are switched off', async () => {
    const { call } = await node()
    const { status, body } = await call('GET', '/metrics')
    expect([status, body.code]).to.deep.equal([404, 'not-found'])
  })

  it('tells health only where it takes no calls', async () => {
    const { url } = await node({ server: { hasCalls: false } })
    expect((await fetch(`${url}/readyz`)).status).to.equal(200)
    for (const path of ['/v1/chats', '/openapi.json', '/docs'])
      expect((await fetch(`${url}${path}`)).status, path).to.equal(404)
  })

  it('gives each request an id, takes over a caller’s where it has a decent form, and logs under it', async () => {
    const lines: string[] = []
    const { url, call } = await node({
      server: { logger: { level: 'info', stream: { write: (line: string) => lines.push(line) } } },
    })
    const own = await call('GET', '/v1/chats/1', undefined, { 'x-request-id': 'edge:7f-1' })
    expect([own.headers.get('x-request-id'), own.body.requestId]).to.deep.equal(['edge:7f-1', 'edge:7f-1'])
    for (const bad of ['a b', 'x'.repeat(129), '"', '']) {
      const id = (await call('GET', '/v1/chats/1', undefined, { 'x-request-id': bad })).headers.get('x-request-id')
      expect(id).to.match(/^[\da-f-]{36}$/u)
    }
    await call('POST', '/v1/messages', message('m1'), { 'idempotency-key': 'k1' })
    const requests = () => lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'request')
    await until(() => requests().length >= 6)
    const entries = requests()
    expect(entries[0]).to.deep.include({
      requestId: 'edge:7f-1',
      method: 'GET',
      route: '/v1/chats/:number',
      status: 404,
      code: 'not-found',
      workspace: 'default',
    })
    expect(entries[5].command).to.match(/^http:[\da-f]{64}$/u)
    // Probes leave no line.
    await fetch(`${url}/healthz`)
    await call('GET', '/v1/chats/1')
    await until(() => requests().length >= 7)
    expect(requests()).to.have.length(7)
  })

  it('never logs a key, a text, a name or an address, whatever goes wrong', async () => {
    const written: string[] = []
    const stream = new Writable({
      write: (chunk, _encoding, done) => {
        written.push(String(chunk))
        done()
      },
    })
    const store = memoryStore()
    const detail = 'Key (customer)=(customer-4711) already exists'
    const cause = Object.assign(new Error('duplicate key value'), {
      detail,
      query: "insert 'hunter2'",
      parameters: ['hunter2'],
    })
    let isBroken = false
    const { call } = await node({
      store: {
        ...store,
        commit: async (workspace, commit) => {
          if (isBroken) throw new StoreError('failed', 'duplicate key value', { cause })
          return store.commit(workspace, commit)
        },
      },
      server: {
        logger: { level: 'trace', stream, redact: [...SECRET_PATHS], serializers: { err: loggedError } },
      },
    })
    const secret = 'cl_0123456789abcdef_SECRETSECRETSECRETSECRETSECRETSECRETSECRET0'
    await call('POST', '/v1/messages', message('m1'), { authorization: `Bearer ${secret}` })
    await call('POST', '/v1/messages', message('m1'))
    await call('POST', '/v1/messages', { ...message('m2'), extra: 'hunter2' })
    await call('GET', `/v1/chats?customer=customer-4711&q=hunter2&nonsense=${secret}`)
    await call('GET', `/hunter2/${secret}?customer-4711`)
    isBroken = true
    const failed = await call('POST', '/v1/messages', message('m3'))
    expect([failed.status, failed.body.code]).to.deep.equal([500, 'internal'])
    await until(() => written.join('').includes('request failed') && written.length >= 7)
    const all = written.join('') + JSON.stringify(failed.body)
    for (const word of ['SECRETSECRET', 'hunter2', 'Секретова', 'customer-4711']) expect(all, word).not.to.contain(word)
  })
})

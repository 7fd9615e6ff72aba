import { connect, type Socket } from 'node:net'
import { expect } from 'chai'
import { memoryStore } from '../../src/store/memory/memory-store.js'
import { manualClock } from '../../src/testing/manual-clock.js'
import { until } from '../desk/until.js'
import { type EventClient, eventClient, eventsOf } from './event-client.js'
import { keyFor, liveNode, message, type NodeOptions, type NodePlace } from './live-place.js'

const isReady = (client: EventClient) => () => client.got[0]?.type === 'ready'

describe('GET /v1/events', () => {
  const nodes: NodePlace[] = []
  const clients: EventClient[] = []
  async function node(options: NodeOptions = {}): Promise<NodePlace> {
    const made = await liveNode(options)
    nodes.push(made)
    return made
  }
  function listen(place: NodePlace, query = '', headers: Record<string, string> = {}): EventClient {
    const client = eventClient(`${place.url}/v1/events${query}`, headers)
    clients.push(client)
    return client
  }
  afterEach(async () => {
    for (const client of clients.splice(0)) client.close()
    await Promise.all(nodes.splice(0).map((one) => one.stop()))
  })

  it('tells what happens, each event with its id, type and JSON', async () => {
    const place = await node()
    const client = listen(place)
    await until(isReady(client))
    expect(client.headers()).to.include({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    expect(client.headers()['x-accel-buffering']).to.equal('no')
    expect(client.text()).to.match(/^retry: \d+\nid: \S+\nevent: ready\ndata: /)
    const { body } = await place.call('POST', '/v1/messages', message('anna', 'Line one\nline two\r\n\r\ndata: three'))
    await place.call('PATCH', `/v1/chats/${body.chat.number}`, { subject: 'a\n\nevent: chat.finished\ndata: {}' })
    await until(() => eventsOf(client).length === 3)
    expect(eventsOf(client).map(({ type }) => type)).to.deep.equal(['chat.started', 'message.received', 'chat.updated'])
    const [started, received] = eventsOf(client).map(({ data }) => JSON.parse(data))
    expect(started).to.deep.include({ type: 'chat.started', workspace: 'default', chat: 1, channel: 'tg' })
    expect(started.event).to.deep.include({ type: 'chat.started', chat: 1, by: 'customer' })
    expect(started.id).to.equal(eventsOf(client)[0]?.id)
    expect(received.id).to.match(/\.2$/)
  })

  it('goes on behind Last-Event-ID, in the middle of what one command brought too, and behind `after`', async () => {
    const place = await node()
    const whole = listen(place)
    await until(isReady(whole))
    for (const customer of ['a', 'b', 'c']) await place.call('POST', '/v1/messages', message(customer))
    await until(() => eventsOf(whole).length === 6)
    const ids = eventsOf(whole).map(({ id }) => id)
    for (const [index, id] of ids.entries()) {
      const resumed = listen(place, '', { 'last-event-id': id })
      await until(() => eventsOf(resumed).length >= 5 - index && isReady(resumed)())
      expect(eventsOf(resumed).map((one) => one.id)).to.deep.equal(ids.slice(index + 1))
    }
    const after = listen(place, `?after=${ids[0]}`)
    await until(() => eventsOf(after).length === 5)
    // The header is newer: a browser comes back to the same address with it.
    const both = listen(place, `?after=${ids[0]}`, { 'last-event-id': ids[3] ?? '' })
    await until(() => eventsOf(both).length === 2)
    // From before the first event: the place that `ready` told.
    const fromReady = listen(place, '', { 'last-event-id': whole.got[0]?.id ?? '' })
    await until(() => eventsOf(fromReady).length === 6)
  })

  it('filters by chat, channel and type, each several times', async () => {
    const place = await node()
    const [byChat, byType, byChannel, byMore] = [
      '?chat=2',
      '?type=chat.finished&type=note.added',
      '?channel=vk',
      '?chat=1&chat=2&type=chat.started',
    ].map((query) => listen(place, query)) as [EventClient, EventClient, EventClient, EventClient]
    for (const one of [byChat, byType, byChannel, byMore]) await until(isReady(one))
    await place.call('POST', '/v1/messages', message('a'))
    await place.call('POST', '/v1/messages', message('b'))
    await place.call('POST', '/v1/messages', { ...message('c'), channel: 'vk' })
    await place.call('POST', '/v1/chats/1/finish', { agent: 'olga', status: 'pending' })
    await place.call('POST', '/v1/chats/2/notes', { agent: 'olga', text: 'Hm' })
    await until(() => eventsOf(byType).length === 2 && eventsOf(byChat).length === 3)
    await until(() => eventsOf(byChannel).length === 2 && eventsOf(byMore).length === 2)
    expect(eventsOf(byChat).map(({ type }) => type)).to.deep.equal(['chat.started', 'message.received', 'note.added'])
    expect(eventsOf(byType).map(({ type }) => type)).to.deep.equal(['chat.finished', 'note.added'])
    expect(eventsOf(byMore).map(({ data }) => JSON.parse(data).chat)).to.deep.equal([1, 2])
  })

  it('tells a merged chat’s listeners too', async () => {
    const place = await node()
    for (const text of ['One', 'Two']) {
      await place.call('POST', '/v1/messages', message('a', text))
      await place.call('POST', `/v1/chats/${text === 'One' ? 1 : 2}/finish`, { agent: 'olga', status: 'closed' })
    }
    const client = listen(place, '?chat=2&type=chat.merged')
    await until(isReady(client))
    expect((await place.call('POST', '/v1/chats/2/merge', { agent: 'olga' })).status).to.equal(200)
    await until(() => eventsOf(client).length === 1)
  })

  for (const [name, query, headers] of [
    ['a word', '?after=yesterday', {}],
    ['an empty number', '?after=0.1.', {}],
    ['a huge number', `?after=${'9'.repeat(150)}`, {}],
    ['SQL', `?after=${encodeURIComponent("0.1.1' or '1'='1")}`, {}],
    ['line ends', `?after=${encodeURIComponent('0.1\nevent: x')}`, {}],
    ['something in the header', '', { 'last-event-id': '../../etc/passwd' }],
    ['a type that there isn’t', '?type=chat.exploded', {}],
    ['a chat that is no number', '?chat=one', {}],
    ['a field that there isn’t', '?chats=1', {}],
  ] as const) {
    it(`refuses ${name} with a problem`, async () => {
      const place = await node()
      const { status, body } = await place.call('GET', `/v1/events${query}`, undefined, headers)
      expect([status, body.code]).to.deep.equal([400, 'invalid'])
    })
  }

  it('says `gap` when what came behind the last event was pruned, and goes on', async () => {
    const place = await node()
    const client = listen(place)
    await until(isReady(client))
    await place.call('POST', '/v1/messages', message('a'))
    await until(() => eventsOf(client).length === 2)
    const [first] = eventsOf(client)
    client.close()
    for (let count = 0; count < 3; count += 1) await place.call('POST', '/v1/messages', message('a'))
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
    await place.store.prune('default', { journalBefore: tomorrow, limit: 1_000 })
    const resumed = listen(place, '', { 'last-event-id': first?.id ?? '' })
    await until(() => eventsOf(resumed).length > 0)
    expect(eventsOf(resumed).map(({ type }) => type)).to.deep.equal(['gap'])
    await place.call('POST', '/v1/messages', message('a'))
    await until(() => eventsOf(resumed).length === 2)
    expect(eventsOf(resumed)[1]?.type).to.equal('message.received')
  })

  it('keeps a quiet connection alive, and moves a filtered client on while nothing is for it', async () => {
    const clock = manualClock('2026-03-02T12:00:00.000Z')
    const place = await node({ clock })
    const [quiet, filtered] = [listen(place), listen(place, '?type=chat.postponed')]
    await until(isReady(quiet))
    await until(isReady(filtered))
    const before = filtered.lastId()
    await place.call('POST', '/v1/messages', message('a'))
    await until(() => eventsOf(quiet).length === 2)
    await until(() => {
      clock.advance('PT15S')
      return quiet.comments.length > 1 && filtered.comments.length > 1 && filtered.lastId() !== before
    })
    expect(eventsOf(filtered)).to.deep.equal([])
    expect(filtered.lastId()).to.equal(quiet.lastId())
  })

  it('ends when the service stops, after what is under way', async () => {
    const place = await node()
    const client = listen(place)
    await until(isReady(client))
    await place.call('POST', '/v1/messages', message('a'))
    await place.stop()
    await client.ended
  })

  it('ends a stream whose key is revoked within seconds, and no other', async () => {
    const clock = manualClock('2026-03-02T12:00:00.000Z')
    const place = await node({ clock })
    const [one, other] = [await keyFor(place.store, ['agent']), await keyFor(place.store, ['agent'])]
    const [dying, living] = [listen(place, '', one.headers), listen(place, '', other.headers)]
    await until(isReady(dying))
    await until(isReady(living))
    await place.store.service.revokeKey('default', one.id, clock.now())
    let isEnded = false
    void dying.ended.then(() => {
      isEnded = true
    })
    clock.advance('PT2S')
    await until(() => isEnded)
    await place.call('POST', '/v1/messages', message('a'), (await keyFor(place.store, ['ingest'])).headers)
    await until(() => eventsOf(living).length === 2)
    const again = await place.call('GET', '/v1/events', undefined, one.headers)
    expect([again.status, again.body.code]).to.deep.equal([401, 'unauthorized'])
  })

  it('is for agents’ keys, and tells nothing of another workspace', async () => {
    const place = await node()
    const ingest = await keyFor(place.store, ['ingest'])
    expect((await place.call('GET', '/v1/events', undefined, ingest.headers)).status).to.equal(403)
    const theirs = await keyFor(place.store, ['agent', 'ingest'], 'other')
    const ours = await keyFor(place.store, ['agent', 'ingest'])
    const [here, there] = [listen(place, '', ours.headers), listen(place, '', theirs.headers)]
    await until(isReady(here))
    await until(isReady(there))
    await place.call('POST', '/v1/messages', message('a'), theirs.headers)
    await until(() => eventsOf(there).length === 2)
    await place.call('POST', '/v1/messages', message('b'), ours.headers)
    await until(() => eventsOf(here).length === 2)
    expect(here.text()).not.to.contain('"workspace":"other"')
    // Our id means nothing there that could tell of us.
    const crossed = listen(place, `?after=${eventsOf(here)[0]?.id}`, theirs.headers)
    await until(isReady(crossed))
    expect(crossed.text()).not.to.contain('"workspace":"default"')
  })

  it('opens only so many streams for one key, and a closed one makes room', async () => {
    const place = await node({ server: { streamsPerKey: 2 } })
    const [first, second] = [listen(place), listen(place)]
    await until(isReady(first))
    await until(isReady(second))
    const third = await place.call('GET', '/v1/events')
    expect([third.status, third.body.code]).to.deep.equal([429, 'rate-limited'])
    expect(Number(third.headers.get('retry-after'))).to.be.above(0)
    first.close()
    await until(async () => {
      const next = listen(place)
      const status = await next.status
      if (status !== 200) next.close()
      return status === 200
    })
  })

  it('holds nothing back for a client that takes nothing, and loses nothing for it', async () => {
    const place = await node()
    const slow = listen(place)
    const quick = listen(place)
    await until(isReady(slow))
    await until(isReady(quick))
    slow.pause()
    const { body } = await place.call('POST', '/v1/messages', message('a'))
    // More than sockets and buffers hold: 400 changes of 10 kB and more.
    const { desk } = await place.desks.get('default')
    for (let count = 0; count < 400; count += 1)
      await desk.update(body.chat.number, { agent: 'olga', fields: { text: `${count} ${'x'.repeat(10_000)}` } })
    await until(() => eventsOf(quick).length === 402)
    expect(eventsOf(slow).length).to.be.below(402)
    slow.resume()
    await until(() => eventsOf(slow).length === 402)
    expect(eventsOf(slow)).to.deep.equal(eventsOf(quick))
  })

  it('stays alive when clients cut the connection in the middle of anything, and forgets their streams', async () => {
    const place = await node({ server: { streamsPerKey: 3 } })
    const { hostname, port } = new URL(place.url)
    for (let count = 0; count < 50; count += 1) {
      const socket = connect(Number(port), hostname)
      socket.on('error', () => undefined)
      await new Promise((resolve) => socket.once('connect', resolve))
      socket.write('GET /v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n')
      if (count % 2 === 0) await new Promise((resolve) => socket.once('data', resolve))
      socket.resetAndDestroy()
    }
    const open: EventClient[] = []
    await until(async () => {
      const next = listen(place)
      if ((await next.status) === 200) open.push(next)
      else next.close()
      return open.length === 3
    })
    for (const client of open) await until(isReady(client))
    await place.call('POST', '/v1/messages', message('a'))
    for (const client of open) await until(() => eventsOf(client).length === 2)
    expect(place.errors).to.deep.equal([])
  })

  it('forgets a client that went away while its place was looked up', async () => {
    const store = memoryStore()
    let lookedUp = (): void => undefined
    let isAsked = false
    const slow = {
      ...store,
      service: {
        ...store.service,
        logEntry: async (...asked: Parameters<typeof store.service.logEntry>) => {
          isAsked = true
          await new Promise<void>((resolve) => {
            lookedUp = resolve
          })
          return store.service.logEntry(...asked)
        },
      },
    }
    const place = await node({ store: slow, server: { streamsPerKey: 1 } })
    await place.call('POST', '/v1/messages', message('a'))
    let isClosed = false
    place.app.server.once('connection', (socket: Socket) =>
      socket.once('close', () => {
        isClosed = true
      }),
    )
    const hasty = listen(place, `?after=${await store.service.logEnd('default')}.1`)
    await until(() => isAsked)
    hasty.close()
    await until(() => isClosed)
    lookedUp()
    const next = listen(place)
    expect(await next.status).to.equal(200)
  })
})

import { expect } from 'chai'
import { WORKSPACE } from './make-desk.js'
import { idsOf } from './receiver.js'
import { type SenderPlace, say, senderPlace } from './sender-place.js'
import { until } from './until.js'

describe('the webhook sender', () => {
  let place: SenderPlace
  beforeEach(async () => {
    place = await senderPlace()
  })
  afterEach(() => place.close())

  it('sends each event once, in order, one at a time', async () => {
    await place.endpoint()
    const { desk } = await place.node()
    for (let count = 0; count < 20; count += 1) await desk.receive(say(`c${count % 3}`))
    const expected = await place.logged()
    await until(() => place.hook.calls.length >= expected.length)
    expect(place.hook.calls.map(({ body }) => JSON.parse(body))).to.deep.equal(expected)
    expect(place.hook.mostAtOnce()).to.equal(1)
    expect(place.hook.calls[0]?.headers).to.include({
      'idempotency-key': expected[0]?.id,
      'x-caseline-event': expected[0]?.id,
      'content-type': 'application/json',
    })
  })

  it('goes on from where it stands: what came before it began is not sent', async () => {
    const { desk } = await place.node()
    await desk.receive(say('before'))
    await place.endpoint()
    place.clock.advance('PT1S')
    await desk.receive(say('after'))
    await place.moving('PT0.25S', () => place.hook.calls.length === 2)
    expect(JSON.parse(place.hook.calls[0]?.body ?? '').chat).to.equal(2)
  })

  it('sends only types and channels that are asked for', async () => {
    await place.endpoint({ types: ['chat.started'], channels: ['vk'] })
    const { desk } = await place.node()
    await desk.receive(say('a'))
    await desk.receive({ ...say('b'), channel: 'vk' })
    await desk.receive(say('c'))
    await desk.receive({ ...say('d'), channel: 'vk' })
    await until(() => place.hook.calls.length === 2)
    expect(place.hook.calls.map(({ body }) => [JSON.parse(body).type, JSON.parse(body).channel])).to.deep.equal([
      ['chat.started', 'vk'],
      ['chat.started', 'vk'],
    ])
  })

  it('tries again after 503 with the same id and body, later each time, and nothing overtakes', async () => {
    place.hook.answers.push(503, 503)
    await place.endpoint()
    const { desk } = await place.node()
    await desk.receive(say('a'))
    await until(async () => (await place.one()).attempts === 1)
    expect((await place.one()).notBefore).to.equal('2026-03-02T12:00:10.000Z')
    await desk.receive(say('b'))
    place.clock.advance('PT9.9S')
    await place.moving('PT0.05S', async () => (await place.one()).attempts === 2)
    await place.moving('PT5S', () => place.hook.calls.length === 6)
    const expected = (await place.logged()).map(({ id }) => id)
    expect(idsOf(place.hook)).to.deep.equal([expected[0], expected[0], ...expected])
    expect(place.hook.calls[0]?.body).to.equal(place.hook.calls[2]?.body)
    expect([(await place.one()).attempts, (await place.one()).lastError]).to.deep.equal([0, null])
    expect(await place.letters()).to.deep.equal([])
  })

  it('waits as long as Retry-After asks', async () => {
    place.hook.answers.push({ status: 429, headers: { 'retry-after': '120' } })
    await place.endpoint()
    const { desk } = await place.node()
    await desk.receive(say('a'))
    await until(async () => (await place.one()).attempts === 1)
    expect((await place.one()).notBefore).to.equal('2026-03-02T12:02:00.000Z')
    for (let second = 0; second < 119; second += 7) {
      place.clock.advance('PT7S')
      await new Promise((resolve) => setImmediate(resolve))
    }
    await place.moving('PT1S', () => place.hook.calls.length === 3)
  })

  it('gives an event up after eight attempts, and the next one has its own eight', async () => {
    place.hook.answers.push(...Array.from({ length: 8 }, () => 500))
    await place.endpoint()
    const { desk } = await place.node()
    await desk.receive(say('a'))
    for (let attempt = 1; attempt < 8; attempt += 1) {
      await until(async () => (await place.one()).attempts === attempt)
      place.clock.set((await place.one()).notBefore)
    }
    await place.moving('PT1S', () => place.hook.calls.length === 9)
    const [first, second] = await place.logged()
    expect(idsOf(place.hook)).to.deep.equal([...Array.from({ length: 8 }, () => first?.id), second?.id])
    const [letter] = await place.letters()
    expect(letter).to.deep.include({ event: first?.id, endpoint: 'wh_1', error: 'HTTP 500' })
    expect(JSON.parse(letter?.body ?? '')).to.deep.equal(first)
    await place.moving('PT1S', async () => (await place.one()).attempts === 0)
  })

  it('gives up at once what is refused, a redirect included, which it doesn’t follow', async () => {
    place.hook.answers.push(400, { status: 307, headers: { location: 'http://169.254.169.254/latest/meta-data' } })
    await place.endpoint()
    const { desk } = await place.node()
    await desk.receive(say('a'))
    await desk.receive(say('b'))
    await until(() => place.hook.calls.length === 4)
    await until(async () => (await place.letters()).length === 2)
    expect((await place.letters()).map(({ error }) => error)).to.deep.equal(['HTTP 400', 'HTTP 307'])
  })

  it('pauses for 410, keeps the place, and sends the same event when it goes on', async () => {
    place.hook.answers.push(410)
    await place.endpoint()
    const { desk } = await place.node()
    await desk.receive(say('a'))
    await until(async () => (await place.one()).isPaused)
    await until(async () => (await place.one()).lastError === 'HTTP 410: paused')
    await place.moving('PT10M', () => true)
    expect(place.hook.calls).to.have.length(1)
    await place.store.service.changeEndpoint(WORKSPACE, 'wh_1', { isPaused: false, notBefore: place.clock.now() })
    await place.moving('PT1S', () => place.hook.calls.length === 3)
    expect(idsOf(place.hook).slice(1)).to.deep.equal((await place.logged()).map(({ id }) => id))
    expect(await place.letters()).to.deep.equal([])
  })

  it('ends a call that hangs, and tries again', async () => {
    place.hook.answers.push(() => undefined)
    await place.endpoint()
    const { desk } = await place.node({ allowPrivateAddresses: true, timeoutMs: 50 })
    await desk.receive(say('a'))
    await until(async () => (await place.one()).attempts === 1)
    expect((await place.one()).lastError).to.match(/timeout|aborted/i)
    await place.moving('PT5S', () => place.hook.calls.length === 3)
  })

  it('tries again when the other side dies in the middle of the answer', async () => {
    place.hook.answers.push((response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('half')
      setImmediate(() => response.destroy())
    })
    await place.endpoint()
    const { desk } = await place.node()
    await desk.receive(say('a'))
    await place.moving('PT5S', () => place.hook.calls.length === 3)
    expect(idsOf(place.hook)[0]).to.equal(idsOf(place.hook)[1])
  })

  it('makes dead letters of private addresses, whatever a name said when it was looked up before', async () => {
    const answers = ['93.184.216.34', '127.0.0.1', '10.0.0.7']
    const asked: string[] = []
    const resolve = async (host: string) => {
      asked.push(host)
      return [{ address: answers[Math.min(asked.length, answers.length - 1)] ?? '', family: 4 }]
    }
    const { port } = new URL(place.hook.url)
    await place.endpoint({ url: `http://rebinding.example:${port}/hook` })
    const { desk } = await place.node({ resolve })
    await desk.receive(say('a'))
    await until(async () => (await place.letters()).length === 2)
    expect((await place.letters()).map(({ error }) => error)).to.deep.equal([
      'rebinding.example is 127.0.0.1, not a public address',
      'rebinding.example is 10.0.0.7, not a public address',
    ])
    expect(place.hook.calls).to.deep.equal([])
  })
})

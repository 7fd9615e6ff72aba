import { expect } from 'chai'
import type { ServedStore } from '../../src/ports/service-store.js'
import { WORKSPACE } from './make-desk.js'
import { idsOf, typesOf } from './receiver.js'
import { type SenderPlace, say, senderPlace, turns } from './sender-place.js'
import { until } from './until.js'

describe('an endpoint of webhooks', () => {
  let place: SenderPlace
  beforeEach(async () => {
    place = await senderPlace()
  })
  afterEach(() => place.close())

  it('never sends from two nodes side by side, and each event comes once', async () => {
    place.hook.answers.push(
      ...Array.from({ length: 40 }, () => (response: { writeHead(code: number): void; end(): void }) => {
        setTimeout(() => {
          response.writeHead(204)
          response.end()
        }, 2)
      }),
    )
    await place.endpoint()
    const [here, there] = [await place.node(), await place.node()]
    for (let count = 0; count < 15; count += 1)
      await (count % 2 === 0 ? here : there).desk.receive(say(`c${count % 4}`))
    const expected = (await place.logged()).map(({ id }) => id)
    await place.moving('PT0.25S', () => place.hook.calls.length >= expected.length)
    expect(idsOf(place.hook)).to.deep.equal(expected)
    expect(place.hook.mostAtOnce()).to.equal(1)
  })

  it('goes on elsewhere when a node dies in the middle: the event under way comes again, with its id, and none is lost', async () => {
    let isDead = false
    const dying: ServedStore = {
      ...place.store,
      service: {
        ...place.store.service,
        settleEndpoint: async (...asked) => {
          if (isDead) return new Promise(() => undefined)
          return place.store.service.settleEndpoint(...asked)
        },
        claimEndpoints: async (...asked) => (isDead ? [] : place.store.service.claimEndpoints(...asked)),
      },
    }
    await place.endpoint()
    const { desk } = await place.node({ allowPrivateAddresses: true }, dying)
    place.hook.answers.push(204, (response) => {
      // It has arrived; the node dies before it can write that down.
      isDead = true
      response.writeHead(204)
      response.end()
    })
    await desk.receive(say('a'))
    await desk.receive(say('b'))
    await until(() => place.hook.calls.length === 2)
    place.forget()
    await place.node()
    await place.moving('PT1S', () => place.hook.calls.length === 5)
    const expected = (await place.logged()).map(({ id }) => id)
    expect(idsOf(place.hook)).to.deep.equal([expected[0], expected[1], ...expected.slice(1)])
  })

  it('hands endpoints back when it stops, after the call that is under way, so another goes on at once', async () => {
    let answer = (): void => undefined
    place.hook.answers.push((response) => {
      answer = () => {
        response.writeHead(204)
        response.end()
      }
    })
    await place.endpoint()
    const first = await place.node()
    await first.desk.receive(say('a'))
    await until(() => place.hook.calls.length === 1)
    let isStopped = false
    const stopping = first.stop().then(() => {
      isStopped = true
    })
    await new Promise((resolve) => setImmediate(resolve))
    expect(isStopped).to.equal(false)
    answer()
    await stopping
    expect((await place.one()).done).to.equal(1)
    // No time passes: the claim is free.
    await place.node()
    await until(() => place.hook.calls.length === 2)
    expect(typesOf(place.hook)).to.deep.equal(['chat.started', 'message.received'])
  })

  it('begins anew from another place when it is told to, without mixing the two', async () => {
    await place.endpoint()
    const { desk, sender } = await place.node()
    for (const customer of ['a', 'b', 'c']) await desk.receive(say(customer))
    await until(() => place.hook.calls.length === 6)
    await place.store.service.changeEndpoint(WORKSPACE, 'wh_1', { place: place.start, notBefore: place.clock.now() })
    sender.wake()
    await place.moving('PT0.5S', () => place.hook.calls.length === 12)
    await desk.receive(say('d'))
    await place.moving('PT0.5S', () => place.hook.calls.length === 14)
    const expected = (await place.logged()).map(({ id }) => id)
    expect(idsOf(place.hook)).to.deep.equal([...expected.slice(0, 6), ...expected])
  })

  it('ends the call that is under way before it begins anew', async () => {
    let answer = (): void => undefined
    place.hook.answers.push((response) => {
      answer = () => {
        response.writeHead(204).end()
      }
    })
    await place.endpoint()
    const { desk, sender } = await place.node()
    await desk.receive(say('a'))
    await until(() => place.hook.calls.length === 1)
    await place.store.service.changeEndpoint(WORKSPACE, 'wh_1', { place: place.start, notBefore: place.clock.now() })
    sender.wake()
    await turns(50)
    expect(place.hook.calls).to.have.length(1)
    answer()
    await until(() => place.hook.calls.length === 3)
    const expected = (await place.logged()).map(({ id }) => id)
    expect(idsOf(place.hook)).to.deep.equal([expected[0], ...expected])
    expect(place.hook.mostAtOnce()).to.equal(1)
  })

  it('signs with the secret of now, and stops within its look when it is paused or removed', async () => {
    await place.endpoint()
    const { desk } = await place.node()
    await desk.receive(say('a'))
    await until(() => place.hook.calls.length === 2)
    await place.store.service.changeEndpoint(WORKSPACE, 'wh_1', { isPaused: true })
    await desk.receive(say('b'))
    await place.moving('PT1S', async () => (await place.one()).isPaused)
    await turns(20)
    expect(place.hook.calls).to.have.length(2)
    await place.store.service.changeEndpoint(WORKSPACE, 'wh_1', { isPaused: false })
    await place.moving('PT1S', () => place.hook.calls.length === 4)
    await place.store.service.removeEndpoint(WORKSPACE, 'wh_1')
    await desk.receive(say('c'))
    await place.moving('PT1S', async () => (await place.store.service.endpoints(WORKSPACE)).length === 0)
    await turns(20)
    expect(place.hook.calls).to.have.length(4)
  })

  it('tells of a gap by a dead letter, once, and goes on behind it', async () => {
    const { desk } = await place.node()
    await place.endpoint({ isPaused: true })
    for (const customer of ['a', 'b']) await desk.receive(say(customer))
    await place.store.prune(WORKSPACE, { journalBefore: '2027-01-01T00:00:00.000Z', limit: 100 })
    await place.store.service.changeEndpoint(WORKSPACE, 'wh_1', { isPaused: false })
    await place.moving('PT1S', async () => (await place.letters()).length === 1)
    const [letter] = await place.letters()
    expect(JSON.parse(letter?.body ?? '')).to.deep.include({ type: 'gap', workspace: WORKSPACE, after: place.start })
    expect(letter?.event).to.equal(`${place.start}.gap`)
    await desk.receive(say('c'))
    await place.moving('PT1S', () => place.hook.calls.length === 2)
    for (let second = 0; second < 40; second += 1) {
      place.clock.advance('PT1S')
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(await place.letters()).to.have.length(1)
  })

  it('catches up when it is far behind, in order', async () => {
    const { desk } = await place.node()
    await place.endpoint({ isPaused: true, types: ['chat.started'] })
    for (let count = 0; count < 450; count += 1) await desk.receive(say(`c${count}`))
    await place.store.service.changeEndpoint(WORKSPACE, 'wh_1', { isPaused: false })
    await place.moving('PT1S', () => place.hook.calls.length > 0)
    await until(() => place.hook.calls.length === 450)
    expect(place.hook.calls.map(({ body }) => JSON.parse(body).chat)).to.deep.equal(
      Array.from({ length: 450 }, (_, index) => index + 1),
    )
  })

  it('waits out trouble of the store without sending twice', async () => {
    let failing = 0
    const shaky: ServedStore = {
      ...place.store,
      service: {
        ...place.store.service,
        settleEndpoint: async (...asked) => {
          if (failing > 0) {
            failing -= 1
            throw new Error('The store is down')
          }
          return place.store.service.settleEndpoint(...asked)
        },
      },
    }
    await place.endpoint()
    const { desk, errors } = await place.node({ allowPrivateAddresses: true }, shaky)
    place.hook.answers.push((response) => {
      failing = 3
      response.writeHead(204)
      response.end()
    })
    await desk.receive(say('a'))
    await place.moving('PT0.25S', () => place.hook.calls.length === 2)
    expect(idsOf(place.hook)).to.deep.equal((await place.logged()).map(({ id }) => id))
    expect(errors).to.have.length(3)
  })
})

// Webhooks of several nodes on one Postgres: claims of real rows, real requests.
import { expect } from 'chai'
import { liveEvents } from '../../src/desk/live-event.js'
import type { ServedStore } from '../../src/ports/service-store.js'
import { idsOf, type Reaction, type Receiver, receiver } from '../desk/receiver.js'
import { until } from '../desk/until.js'
import { type PostgresPlace, postgresPlace } from '../store/sql/postgres-place.js'
import { liveNode, message, type NodePlace } from './live-place.js'

const slowly: Reaction = (response) => {
  setTimeout(() => response.writeHead(204).end(), 3)
}

describe('webhooks of several nodes on one Postgres', () => {
  let place: PostgresPlace
  let hook: Receiver
  const nodes: NodePlace[] = []
  before(async () => {
    place = await postgresPlace(20)
  })
  after(() => place.drop())
  beforeEach(async () => {
    await place.emptyStore()
    hook = await receiver()
  })
  afterEach(async () => {
    await Promise.all(nodes.splice(0).map((one) => one.stop()))
    await hook.close()
  })
  async function node(store: ServedStore = place.node()): Promise<NodePlace> {
    const made = await liveNode({ store })
    nodes.push(made)
    // Its desk is made, and with it the sender.
    await made.desks.get('default')
    return made
  }
  const logged = async (after: string): Promise<readonly string[]> => {
    const { entries } = await place.node().service.log('default', after, 1_000)
    return entries.flatMap((entry) => liveEvents('default', entry)).map(({ id }) => id)
  }

  it('bring each event once and in order, never two at the same time', async () => {
    const all = [await node(), await node(), await node()] as const
    const start = await place.node().service.logEnd('default')
    await all[0].call('POST', '/v1/webhooks', { url: hook.url })
    hook.answers.push(...Array.from({ length: 200 }, () => slowly))
    const said = Array.from({ length: 60 }, (_, index) =>
      all[(index % 3) as 0 | 1 | 2].call('POST', '/v1/messages', message(`c${index % 8}`)),
    )
    await Promise.all(said)
    const expected = await logged(start)
    await until(() => hook.calls.length >= expected.length)
    expect(idsOf(hook)).to.deep.equal(expected)
    expect(hook.mostAtOnce()).to.equal(1)
    for (const one of all) expect(one.errors).to.deep.equal([])
  })

  it('go on at another node when theirs stops, without a double', async () => {
    const first = await node()
    const start = await place.node().service.logEnd('default')
    await first.call('POST', '/v1/webhooks', { url: hook.url })
    hook.answers.push(...Array.from({ length: 200 }, () => slowly))
    for (let count = 0; count < 20; count += 1) await first.call('POST', '/v1/messages', message(`c${count % 4}`))
    await until(() => hook.calls.length > 3)
    const second = await node()
    await first.stop()
    const before = hook.calls.length
    await second.call('POST', '/v1/messages', message('last'))
    const expected = await logged(start)
    expect(before).to.be.below(expected.length)
    await until(() => hook.calls.length >= expected.length)
    expect(idsOf(hook)).to.deep.equal(expected)
  })

  it('may come again with the same id when their node died after the call, and none is lost', async () => {
    const inner = place.node()
    let isDead = false
    let bury = (): void => undefined
    const never = new Promise<never>((_resolve, reject) => {
      bury = () => reject(new Error('the node is dead'))
    })
    never.catch(() => undefined)
    const dying: ServedStore = {
      ...inner,
      service: {
        ...inner.service,
        settleEndpoint: (...asked) => (isDead ? never : inner.service.settleEndpoint(...asked)),
        claimEndpoints: (...asked) => (isDead ? never : inner.service.claimEndpoints(...asked)),
      },
    }
    const first = await liveNode({ store: dying })
    const start = await place.node().service.logEnd('default')
    await first.call('POST', '/v1/webhooks', { url: hook.url })
    hook.answers.push(204, (response) => {
      isDead = true
      response.writeHead(204).end()
    })
    await first.call('POST', '/v1/messages', message('a'))
    await first.call('POST', '/v1/messages', message('b'))
    await until(() => hook.calls.length === 2)
    await first.app.close()
    // Its lease is over.
    await place.driver.session((session) =>
      session.run(`update caseline.webhook set claimed_until = now() - interval '1 second'`),
    )
    await node()
    await until(() => hook.calls.length === 5)
    const expected = await logged(start)
    expect(idsOf(hook)).to.deep.equal([expected[0], expected[1], ...expected.slice(1)])
    // A process that died has no timers; what is left of this one is ended.
    bury()
    await first.desks.stop()
  })
})

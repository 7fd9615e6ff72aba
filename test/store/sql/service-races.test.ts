// Two nodes on one server that want the same thing in the same moment.
import { expect } from 'chai'
import pg from 'pg'
import type { RequestClaim, ServedStore } from '../../../src/ports/service-store.js'
import { postgresDriver } from '../../../src/store/sql/postgres/postgres-driver.js'
import { sqlStore } from '../../../src/store/sql/sql-store.js'
import { minute, SPACE } from '../../../src/testing/contract/conversation.js'
import { endpoint, settlement } from '../../../src/testing/contract/service/endpoints.js'
import { type PostgresPlace, postgresPlace } from './postgres-place.js'

const ROUNDS = 20

describe('two nodes of a service', function () {
  this.timeout(120_000)
  let place: PostgresPlace
  let nodes: readonly ServedStore[]
  before(async () => {
    place = await postgresPlace()
    nodes = [0, 1].map(() =>
      sqlStore(postgresDriver((config) => new pg.Pool(config), { url: place.url, connections: 6 })),
    )
  })
  beforeEach(() => place.emptyStore())
  after(async () => {
    for (const node of nodes) await node.close()
    await place.drop()
  })

  /** On each node so many times at once; what each got. */
  async function both<T>(
    times: number,
    ask: (service: ServedStore['service'], index: number) => Promise<T>,
  ): Promise<T[]> {
    const calls = nodes.flatMap(({ service }) => Array.from({ length: times }, (_, index) => ask(service, index)))
    return Promise.all(calls)
  }

  const claim = (key: string, more: Partial<RequestClaim> = {}): RequestClaim => ({
    ...{ key, fingerprint: 'f', command: 'c', now: minute(0), until: minute(1), expires: minute(9) },
    ...more,
  })

  it('give a request to one of them, when it is new, left, and expired', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const key = `k${round}`
      const states = async (more: Partial<RequestClaim> = {}) =>
        (await both(4, (service) => service.claimRequest(SPACE, claim(key, more)))).map(({ state }) => state).sort()
      const others = Array(7).fill('busy')
      expect(await states()).to.deep.equal([...others, 'new'])
      expect(await states({ now: minute(1), until: minute(2) })).to.deep.equal([...others, 'interrupted'])
      expect(await states({ now: minute(9), until: minute(10), expires: minute(20) })).to.deep.equal([...others, 'new'])
    }
  })

  it('give each endpoint to one of them, and take the settlement of no other', async () => {
    const [first, second] = nodes
    if (first === undefined || second === undefined) throw new Error('There are two nodes')
    for (let index = 0; index < 10; index += 1) await first.service.addEndpoint(SPACE, endpoint(`e${index}`))
    for (let round = 0; round < ROUNDS; round += 1) {
      const now = minute(round)
      const claims = await both(3, (service) =>
        service.claimEndpoints(SPACE, { now, until: minute(round + 1), limit: 4 }),
      )
      const ids = claims.flat().map(({ id }) => id)
      expect(new Set(ids).size).to.equal(ids.length)
      expect(ids).to.have.length(10)
      if (round % 2 === 0) continue
      const settled = await Promise.all(
        claims
          .flat()
          .flatMap((one) =>
            [first, second].map(({ service }, index) =>
              service.settleEndpoint(SPACE, settlement({ ...one, token: index === 0 ? one.token : 'old' }), now),
            ),
          ),
      )
      expect(settled.filter((isTaken) => isTaken)).to.have.length(10)
    }
  })

  it('leave no letter of an endpoint that one removes while the other settles it', async () => {
    const [first, second] = nodes
    if (first === undefined || second === undefined) throw new Error('There are two nodes')
    let settledFirst = 0
    for (let round = 0; round < ROUNDS * 2; round += 1) {
      await first.service.addEndpoint(SPACE, endpoint('a'))
      const [one] = await first.service.claimEndpoints(SPACE, { now: minute(1), until: minute(2), limit: 1 })
      if (one === undefined) throw new Error('It is free')
      const deadLetters = Array.from({ length: 50 }, (_, index) => {
        return { event: `1.1.1.${index}`, endpoint: 'a', at: minute(1), error: '404', body: 'x'.repeat(1000) }
      })
      const [isSettled, isRemoved] = await Promise.all([
        first.service.settleEndpoint(SPACE, settlement(one, { deadLetters }), minute(3)),
        second.service.removeEndpoint(SPACE, 'a'),
      ])
      expect(isRemoved).to.equal(true)
      settledFirst += isSettled ? 1 : 0
      expect(await second.service.letters(SPACE, { endpoint: 'a', limit: 10 })).to.deep.equal([])
    }
    expect(settledFirst).to.be.greaterThan(0)
  })

  it('publish one version after each, and number those that ask nothing without gaps', async () => {
    const version = { version: 'v', author: null, note: null, at: minute(0), sets: [] }
    for (let ifNumber = 0; ifNumber < ROUNDS; ifNumber += 1) {
      const published = await both(3, (service) => service.publishRules(SPACE, { ...version, ifNumber }))
      expect(published.flatMap((one) => one?.number ?? [])).to.deep.equal([ifNumber + 1])
    }
    const free = await both(10, (service) => service.publishRules(SPACE, version))
    const numbers = free.map((one) => one?.number ?? 0).sort((left, right) => left - right)
    expect(numbers).to.deep.equal(Array.from({ length: 20 }, (_, index) => ROUNDS + 1 + index))
    for (const { service } of nodes)
      expect(await service.currentRules(SPACE)).to.deep.equal({ number: ROUNDS + 20, rollout: null })
  })

  it('save one edit of each revision of a draft', async () => {
    const draft = { author: null, at: minute(0), sets: [] }
    for (let ifRevision = 0; ifRevision < ROUNDS; ifRevision += 1) {
      const saved = await both(3, (service) => service.saveRuleDraft(SPACE, { ...draft, ifRevision }))
      expect(saved.flatMap((one) => one?.revision ?? [])).to.deep.equal([ifRevision + 1])
    }
  })

  it('revoke a key for each other at once', async () => {
    const [first, second] = nodes
    if (first === undefined || second === undefined) throw new Error('There are two nodes')
    const key = { id: 'k', workspace: SPACE, name: '', scopes: [], hash: '0', createdAt: minute(0), revokedAt: null }
    await first.service.addKey(key)
    expect(await second.service.key('k')).to.deep.equal(key)
    const revoked = await both(4, (service) => service.revokeKey(SPACE, 'k', minute(1)))
    expect(revoked.filter((isDone) => isDone)).to.have.length(1)
    for (const { service } of nodes) expect((await service.key('k'))?.revokedAt).to.equal(minute(1))
  })
})

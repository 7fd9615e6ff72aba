// The log on a server while transactions overlap: what began early and ends late is neither missed nor told twice.
import { expect } from 'chai'
import fc from 'fast-check'
import { Client } from 'pg'
import type { ServedStore } from '../../../src/ports/service-store.js'
import { beginning, readOn } from '../../../src/testing/contract/service/reading.js'
import { until } from '../../desk/until.js'
import { ask } from '../../postgres/ask.js'
import { type PostgresPlace, postgresPlace } from './postgres-place.js'

const SPACE = 'contract'
/** What a node of ours writes, without the rest of its commit. */
const WRITE = `insert into caseline.journal (workspace, thread, version, at, doc)
  values ('${SPACE}', 'tg:anna', $1, '2026-03-02T12:00:00Z',
    json_build_object('command', json_build_object('id', $2::text), 'chat', 1, 'events', json_build_array('{}'::json)))`

describe('the log on a server where transactions overlap', function () {
  this.timeout(120_000)
  let place: PostgresPlace
  let store: ServedStore
  let clients: Client[]

  before(async () => {
    place = await postgresPlace()
    clients = await Promise.all(Array.from({ length: 4 }, () => connected()))
  })
  beforeEach(async () => {
    store = await place.emptyStore()
    await ask(
      place.url,
      `insert into caseline.thread (workspace, key, channel, customer, version, last_seq, automated_at)
        values ('${SPACE}', 'tg:anna', 'tg', 'anna', 1, 1, '{}')`,
    )
  })
  after(async () => {
    for (const client of clients) await client.end()
    await place.drop()
  })

  async function connected(): Promise<Client> {
    const client = new Client({ connectionString: place.url })
    await client.connect()
    return client
  }

  function client(index: number): Client {
    const one = clients[index]
    if (one === undefined) throw new Error(`There are ${clients.length} clients`)
    return one
  }

  let version = 0
  async function write(on: Client, command: string): Promise<void> {
    version += 1
    await on.query(WRITE, [version, command])
  }

  /** What can be read now. Other tests' transactions on the server pass. */
  async function readable(after: string, count: number): Promise<readonly string[]> {
    await until(async () => (await readOn(store, after)).entries.length >= count)
    return (await readOn(store, after)).entries.map(({ command }) => command)
  }

  for (const how of ['commit', 'rollback'] as const)
    it(`holds back what was committed after a transaction began, until that one ends in a ${how}`, async () => {
      const [late, quick] = [client(0), client(1)]
      const from = await beginning(store)
      await write(quick, 'before')
      expect(await readable(from, 1)).to.deep.equal(['before'])
      await late.query('begin')
      await write(late, 'late')
      await write(quick, 'after')
      const held = await readOn(store, from)
      expect(held.entries.map(({ command }) => command)).to.deep.equal(['before'])
      const end = await store.service.logEnd(SPACE)
      await late.query(how)
      const wanted = how === 'commit' ? ['late', 'after'] : ['after']
      expect(await readable(held.next, wanted.length)).to.deep.equal(wanted)
      expect(await readable(end, wanted.length), 'from the end as it was meanwhile').to.deep.equal(wanted)
    })

  it('finds a moment’s place before what can still slip in', async () => {
    const [late, quick] = [client(0), client(1)]
    await late.query('begin')
    await write(late, 'late')
    await write(quick, 'after')
    const from = await store.service.logAt(SPACE, '2026-03-02T12:00:00Z')
    await late.query('commit')
    expect(await readable(from, 2)).to.deep.equal(['late', 'after'])
  })

  it('tells of a gap that was made beyond what can still slip in only when it has passed it', async () => {
    const [late, quick] = [client(0), client(1)]
    const from = await beginning(store)
    await late.query('begin')
    await write(late, 'late')
    await write(quick, 'gone')
    await write(quick, 'gone too')
    await ask(place.url, `update caseline.journal set at = '2026-01-01' where doc -> 'command' ->> 'id' like 'gone%'`)
    const { journal } = await store.prune(SPACE, { journalBefore: '2026-02-01T00:00:00.000Z', limit: 10 })
    expect(journal).to.equal(2)
    expect(await readOn(store, from)).to.include({ next: from, gaps: 0 })
    await late.query('commit')
    await until(async () => (await readOn(store, from)).gaps > 0)
    const { entries, gaps, next } = await readOn(store, from, 1)
    expect([entries.map(({ command }) => command), gaps]).to.deep.equal([['late'], 1])
    expect(await readOn(store, next)).to.deep.equal({ entries: [], next, gaps: 0 })
  })

  it('misses nothing and tells nothing twice, however four writers’ transactions overlap', async () => {
    type Step = { readonly who: number; readonly does: 'write' | 'commit' | 'rollback' | 'read' }
    const step: fc.Arbitrary<Step> = fc.record({
      who: fc.integer({ min: 0, max: 3 }),
      does: fc.constantFrom('write', 'write', 'commit', 'commit', 'rollback', 'read', 'read'),
    })
    let overlapped = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
        const open = new Map<number, string[]>()
        const committed: string[] = []
        const seen: string[] = []
        const from = await store.service.logEnd(SPACE)
        let at = from
        const end = async (who: number, how: 'commit' | 'rollback') => {
          await client(who).query(how)
          if (how === 'commit') committed.push(...(open.get(who) ?? []))
          open.delete(who)
        }
        const read = async () => {
          const more = await readOn(store, at, 2)
          seen.push(...more.entries.map(({ command }) => command))
          at = more.next
        }
        for (const { who, does } of steps) {
          if (does === 'read') await read()
          else if (does === 'write') {
            if (!open.has(who)) await client(who).query('begin')
            const command = `c${version}`
            await write(client(who), command)
            open.set(who, [...(open.get(who) ?? []), command])
            overlapped += open.size > 1 ? 1 : 0
          } else if (open.has(who)) await end(who, does)
        }
        for (const who of [...open.keys()]) await end(who, 'commit')
        await until(async () => {
          await read()
          return seen.length >= committed.length
        })
        expect([...seen].sort()).to.deep.equal([...committed].sort())
        expect((await readOn(store, from)).entries.map(({ command }) => command)).to.deep.equal(seen)
      }),
      { numRuns: 60 },
    )
    expect(overlapped).to.be.greaterThan(100)
  })
})

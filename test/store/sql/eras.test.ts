// Transaction ids that begin anew: places that were read before stay before everything that comes.
import { expect } from 'chai'
import { Client } from 'pg'
import type { ServedStore } from '../../../src/ports/service-store.js'
import { StoreError } from '../../../src/ports/store-error.js'
import { KNOW_ERA } from '../../../src/store/sql/know-era.js'
import { pgliteStore } from '../../../src/store/sql/pglite/pglite-store.js'
import { migratePostgres, postgresStore } from '../../../src/store/sql/postgres/postgres-store.js'
import { ANNA, message, minute, SPACE, say, talk } from '../../../src/testing/contract/conversation.js'
import { beginning, readOn } from '../../../src/testing/contract/service/reading.js'
import { until } from '../../desk/until.js'
import { ask } from '../../postgres/ask.js'
import { ownServer } from '../../postgres/own-server.js'
import { type FreshDatabase, freshDatabase } from '../../postgres/server.js'
import { templateFile } from './pglite-place.js'

/** As if everything had been written on another server that had come much further. */
const FROM_ELSEWHERE = `update caseline.era set server = 'elsewhere';
  update caseline.journal set xid = (xid::text::numeric + 1000000000000)::text::xid8`

async function moments(store: ServedStore, after: string): Promise<readonly string[]> {
  return (await readOn(store, after)).entries.map(({ at }) => at)
}

async function eraOf(url: string): Promise<number> {
  return Number((await ask(url, 'select number from caseline.era'))[0]?.number)
}

describe('the log of a database whose transaction ids begin anew', function () {
  this.timeout(120_000)
  let database: FreshDatabase
  beforeEach(async () => {
    database = await freshDatabase()
  })
  afterEach(() => database.drop())

  it('goes on behind what was read, on a server that is far behind', async () => {
    const before = await postgresStore(database.url)
    await talk(before, ANNA, message(ANNA, 'm1'), message(ANNA, 'm2'))
    await before.close()
    await ask(database.url, FROM_ELSEWHERE)
    const era = await eraOf(database.url)
    const store = await postgresStore(database.url)
    await until(async () => (await readOn(store, await beginning(store))).entries.length === 2)
    const { entries, next } = await readOn(store, await beginning(store))
    expect(await eraOf(database.url)).to.be.greaterThan(era)
    await say(store, ANNA, message(ANNA, 'm3'), minute(2))
    await until(async () => (await moments(store, next)).length > 0)
    expect(await moments(store, next)).to.deep.equal([minute(2)])
    expect(await moments(store, entries[0]?.place ?? '')).to.deep.equal([minute(1), minute(2)])
    await store.close()
  })

  it('begins one era, however many nodes come first', async () => {
    await (await postgresStore(database.url)).close()
    await ask(database.url, FROM_ELSEWHERE)
    const era = await eraOf(database.url)
    const clients = await Promise.all(
      Array.from({ length: 12 }, async () => {
        const client = new Client({ connectionString: database.url })
        await client.connect()
        return client
      }),
    )
    const told = await Promise.all(
      clients.map(async (client) => (await client.query<{ era: string }>(KNOW_ERA)).rows[0]?.era),
    )
    await Promise.all(clients.map((client) => client.end()))
    expect([...new Set(told)]).to.deep.equal([String(await eraOf(database.url))])
    expect(Number(told[0])).to.be.greaterThan(era)
  })

  it('doesn’t begin the same era twice when the same backup is put back twice', async () => {
    await migratePostgres(database.url)
    const eras: number[] = []
    for (let time = 0; time < 2; time += 1) {
      await ask(database.url, `update caseline.era set number = 0, server = 'elsewhere'`)
      await (await postgresStore(database.url)).service.logEnd(SPACE)
      eras.push(await eraOf(database.url))
      // The next second.
      await until(async () => {
        const [row] = await ask(
          database.url,
          `select extract(epoch from now() - '2026-01-01Z'::timestamptz)::int as now`,
        )
        return Number(row?.now) > (eras.at(-1) ?? 0)
      })
    }
    expect(eras[1]).to.be.greaterThan(eras[0] ?? 0)
  })

  it('is right for writers that were never told the era, as nodes of the version before', async () => {
    await (await postgresStore(database.url)).close()
    await ask(database.url, FROM_ELSEWHERE)
    const era = await eraOf(database.url)
    const write = `insert into caseline.journal (workspace, thread, version, at, doc) values ('w', 't', 1, now(), '{}')`
    await ask(database.url, write)
    await ask(database.url, write)
    const rows = await ask(database.url, 'select distinct era from caseline.journal')
    expect(rows).to.deep.equal([{ era: await eraOf(database.url) }])
    expect(rows[0]?.era).to.be.greaterThan(era)
  })

  it('is read where nothing can be written, and begins its era when something can', async () => {
    const before = await postgresStore(database.url)
    await talk(before, ANNA, message(ANNA, 'm1'))
    const from = await beginning(before)
    await before.close()
    await ask(database.url, `update caseline.era set server = 'elsewhere'`)
    const era = await eraOf(database.url)
    await ask(database.url, `alter database ${database.name} set default_transaction_read_only = on`)
    const store = await postgresStore({ url: database.url, migrate: false, connections: 1 })
    await until(async () => (await moments(store, from)).length === 1)
    expect((await store.threadOfChat(SPACE, 1))?.key).to.equal(ANNA.key)
    const refused = await store.holdNumber(SPACE, minute(0)).catch((error: unknown) => error)
    expect(refused).to.be.instanceOf(StoreError).and.to.include({ code: 'unavailable' })
    expect(await eraOf(database.url)).to.equal(era)
    await ask(
      database.url,
      `begin read write; alter database ${database.name} reset default_transaction_read_only; commit;
        select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`,
    )
    await until(() =>
      say(store, ANNA, message(ANNA, 'm2'), minute(1)).then(
        (result) => result === 'committed',
        () => false,
      ),
    )
    expect(await eraOf(database.url)).to.be.greaterThan(era)
    await store.close()
  })

  it('begins an era when the server starts anew, for pools that stay', async () => {
    const server = await ownServer({ settings: { fsync: 'off' } })
    const store = await postgresStore(server.url)
    try {
      await talk(store, ANNA, message(ANNA, 'm1'))
      const from = await beginning(store)
      const before = await eraOf(server.url)
      await server.stop('immediate')
      await server.start()
      await until(() =>
        say(store, ANNA, message(ANNA, 'm2'), minute(1)).then(
          (result) => result === 'committed',
          () => false,
        ),
      )
      expect(await eraOf(server.url)).to.be.greaterThan(before)
      await until(async () => (await moments(store, from)).length === 2)
      expect(await moments(store, from)).to.deep.equal([minute(0), minute(1)])
    } finally {
      await store.close()
      await server.remove()
    }
  })

  it('goes on behind what was read after an embedded database’s backup was put back', async () => {
    const store = await pgliteStore({ template: templateFile() })
    await talk(store, ANNA, message(ANNA, 'm1'))
    const backup = await store.backup()
    for (let time = 1; time < 20; time += 1) await say(store, ANNA, message(ANNA, `lost${time}`), minute(time))
    const { entries, next } = await readOn(store, await beginning(store))
    expect(entries).to.have.length(20)
    await store.close()
    const again = await pgliteStore({ backup })
    expect(await moments(again, await beginning(again))).to.deep.equal([minute(0)])
    await say(again, ANNA, message(ANNA, 'm2'), minute(30))
    expect(await moments(again, next)).to.deep.equal([minute(30)])
    await again.close()
  })
})

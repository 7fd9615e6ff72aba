// Databases that are empty, half made, behind or ahead; many nodes that start together.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { Client } from 'pg'
import { StoreError } from '../../../src/ports/store-error.js'
import { MIGRATIONS } from '../../../src/store/sql/migrations/migrations.js'
import { openPGlite } from '../../../src/store/sql/pglite/pglite-driver.js'
import { pgliteStore } from '../../../src/store/sql/pglite/pglite-store.js'
import { migratePostgres, postgresStore } from '../../../src/store/sql/postgres/postgres-store.js'
import { WORKSPACE } from '../../desk/make-desk.js'
import { ask } from '../../postgres/ask.js'
import { type FreshDatabase, freshDatabase } from '../../postgres/server.js'
import { templateFile } from './pglite-place.js'
import { waiting } from './races-rival.js'

const NODES = 20
const NAMES = MIGRATIONS.map(({ name }) => name)
const OURS = `select count(*)::int as n from pg_class where relnamespace = to_regnamespace('caseline') and relkind = 'r'
  and relname not like 'migration%'`
const AHEAD = `insert into caseline.migration (name, timestamp) values ('9999-from-tomorrow', '2030-01-01')`

describe('a database that is opened', function () {
  this.timeout(120_000)
  let database: FreshDatabase
  beforeEach(async () => {
    database = await freshDatabase()
  })
  afterEach(() => database.drop())

  async function refusedBy(opening: Promise<{ readonly close: () => Promise<void> }>): Promise<StoreError> {
    const opened = await opening.catch((error: unknown) => error)
    if (opened instanceof StoreError) return opened
    throw opened instanceof Error ? opened : new Error('It was opened')
  }

  it('by twenty nodes at once is made once, and all of them start', async () => {
    const stores = await Promise.all(
      Array.from({ length: NODES }, () => postgresStore({ url: database.url, connections: 1 })),
    )
    const names = await ask(database.url, 'select name from caseline.migration order by name')
    expect(names).to.deep.equal(NAMES.map((name) => ({ name })))
    const held = await Promise.all(stores.map((store) => store.holdNumber(WORKSPACE, '2026-03-02T12:00:00.000Z')))
    const numbers = held.map(({ number }) => number).sort((left, right) => left - right)
    expect(numbers).to.deep.equal(Array.from({ length: NODES }, (_, index) => index + 1))
    await Promise.all(stores.map((store) => store.close()))
    const locks = `select count(*)::int as n from pg_locks where locktype = 'advisory'
      and database = (select oid from pg_database where datname = current_database())`
    expect(await ask(database.url, locks)).to.deep.equal([{ n: 0 }])
  })

  it('tells what is pending without doing it, then does it, then has nothing to do', async () => {
    const dry = await migratePostgres(database.url, { dryRun: true })
    expect(dry).to.include.keys('applied', 'pending')
    expect([dry.applied, dry.pending]).to.deep.equal([[], NAMES])
    expect(await ask(database.url, OURS)).to.deep.equal([{ n: 0 }])
    for (let time = 0; time < 2; time += 1) {
      const { applied, pending } = await migratePostgres(database.url)
      expect([applied, pending]).to.deep.equal([NAMES, []])
    }
  })

  it('empty is refused by a node that may not change tables', async () => {
    const refused = await refusedBy(postgresStore({ url: database.url, migrate: false }))
    expect(refused).to.include({ code: 'schema-missing', isRetryable: false })
    expect(refused.message).to.include(NAMES[0]).and.to.include('caseline migrate')
    expect(await ask(database.url, OURS)).to.deep.equal([{ n: 0 }])
  })

  it('of a newer version is refused, on a server', async () => {
    await migratePostgres(database.url)
    await ask(database.url, AHEAD)
    for (const migrate of [true, false]) {
      const refused = await refusedBy(postgresStore({ url: database.url, migrate }))
      expect(refused).to.include({ code: 'schema-too-new', isRetryable: false })
      expect(refused.message).to.include('9999-from-tomorrow').and.to.include(NAMES.at(-1))
    }
  })

  it('of a newer version is refused, embedded, and its folder is free again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'caseline-migrations-'))
    try {
      await (await pgliteStore({ folder, template: templateFile() })).close()
      const { session, driver } = await openPGlite({ folder })
      await session.run(AHEAD)
      await driver.close()
      for (let time = 0; time < 2; time += 1)
        expect(await refusedBy(pgliteStore({ folder }))).to.include({ code: 'schema-too-new' })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('stays as it was when a migration fails in its middle, and is made whole when the reason is gone', async () => {
    // What the migration makes near its end is there already.
    await ask(database.url, 'create schema caseline; create table caseline.line (mine int)')
    const refused = await refusedBy(postgresStore(database.url))
    expect(refused.code).to.equal('failed')
    expect(refused.message).to.include('line')
    const tables = `select relname from pg_class where relnamespace = to_regnamespace('caseline') and relkind = 'r'
      and relname not like 'migration%' order by relname`
    expect(await ask(database.url, tables)).to.deep.equal([{ relname: 'line' }])
    await ask(database.url, 'drop table caseline.line')
    await (await postgresStore(database.url)).close()
    expect(await ask(database.url, 'select name from caseline.migration')).to.have.length(NAMES.length)
  })

  it('stays as it was when the node that makes it is cut off in the middle', async () => {
    // Somebody else is just making something of a name that the migration needs: it waits there.
    await ask(database.url, 'create schema caseline')
    const blocker = new Client({ connectionString: database.url })
    await blocker.connect()
    await blocker.query('begin; create sequence caseline.outbox_place')
    const making = refusedBy(postgresStore(database.url))
    making.catch(() => undefined)
    await waiting(database.url)
    await ask(
      database.url,
      `select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'caseline' and datname = current_database()`,
    )
    expect(await making).to.include({ code: 'unavailable', isRetryable: true })
    await blocker.query('rollback')
    await blocker.end()
    expect(await ask(database.url, OURS)).to.deep.equal([{ n: 0 }])
    await (await postgresStore(database.url)).close()
    expect(await ask(database.url, 'select name from caseline.migration')).to.have.length(NAMES.length)
  })
})

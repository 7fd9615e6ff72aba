// Tables of the version before, with what it wrote, brought up to date.
import { expect } from 'chai'
import pg from 'pg'
import { MIGRATIONS } from '../../../src/store/sql/migrations/migrations.js'
import { postgresDriver } from '../../../src/store/sql/postgres/postgres-driver.js'
import { migratePostgres, postgresStore } from '../../../src/store/sql/postgres/postgres-store.js'
import { runMigrations } from '../../../src/store/sql/run-migrations.js'
import { ANNA, message, minute, SPACE, say } from '../../../src/testing/contract/conversation.js'
import { beginning, readOn } from '../../../src/testing/contract/service/reading.js'
import { until } from '../../desk/until.js'
import { ask } from '../../postgres/ask.js'
import { type FreshDatabase, freshDatabase } from '../../postgres/server.js'

const ENTRIES = 5_000

describe('a database of the first version', function () {
  this.timeout(120_000)
  let database: FreshDatabase
  before(async () => {
    database = await freshDatabase()
    const driver = postgresDriver((config) => new pg.Pool(config), { url: database.url, connections: 1 })
    await driver.session((session) => runMigrations(session, MIGRATIONS.slice(0, 1)))
    await driver.close()
    // Written as it wrote: the place says in which order.
    await ask(
      database.url,
      `insert into caseline.thread (workspace, key, channel, customer, version, last_seq, automated_at)
        values ('${SPACE}', 'tg:boris', 'tg', 'boris', ${ENTRIES}, ${ENTRIES}, '{}');
      insert into caseline.journal (workspace, thread, version, at, doc)
        select '${SPACE}', 'tg:boris', n, timestamptz '2026-03-01Z' + n * interval '1 second',
          json_build_object('command', json_build_object('id', 'c' || n), 'chat', 1, 'events', json_build_array('{}'::json), 'trace', null)
        from generate_series(1, ${ENTRIES}) n order by n`,
    )
  })
  after(() => database.drop())

  it('keeps what happened in order, and what comes stands behind it', async () => {
    const files = `select pg_relation_filenode('caseline.journal') as file`
    const before = await ask(database.url, files)
    const { ran } = await migratePostgres(database.url)
    expect(ran).to.deep.equal(MIGRATIONS.slice(1).map(({ name }) => name))
    expect(await ask(database.url, files), 'the table isn’t written anew').to.deep.equal(before)
    const store = await postgresStore(database.url)
    const from = await beginning(store)
    const old = await readOn(store, from, 300)
    expect(old.entries.map(({ command }) => command)).to.deep.equal(
      Array.from({ length: ENTRIES }, (_, index) => `c${index + 1}`),
    )
    expect(old.gaps).to.equal(0)
    await say(store, ANNA, message(ANNA, 'm1'), minute(0))
    await until(async () => (await readOn(store, old.next)).entries.length > 0)
    expect((await readOn(store, old.next)).entries.map(({ thread }) => thread)).to.deep.equal([ANNA.key])
    expect((await store.service.journalOfCommand(SPACE, 'tg:boris', 'c7'))?.command.id).to.equal('c7')
    await store.close()
  })
})

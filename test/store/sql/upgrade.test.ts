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

/** Of two workspaces a chat in which a workflow runs, one in which none does, and rules in force. */
const OLDER_ROWS = ['mine', 'yours'].map(
  (space) => `
  insert into caseline.rule_current (workspace, number) values ('${space}', 3);
  insert into caseline.thread (workspace, key, channel, customer, version, last_seq, current_chat, automated_at)
    values ('${space}', 'tg:anna', 'tg', 'anna', 1, 1, 1, '[]');
  insert into caseline.chat (workspace, number, thread, channel, customer, state, tags, first_seq, absorbed, doc)
    select '${space}', n, 'tg:anna', 'tg', 'anna', 'active', '{}', 1, '{}',
      case n when 1 then '{"workflow":{"workflow":"ask"}}'::json else '{}'::json end
    from generate_series(1, 2) n`,
)

/** As the version before wrote: the workflow of chat 1 has ended, one runs in chat 2, and both run in new chats. */
const AS_BEFORE = `select caseline.commit('mine',
  '[{"i":1,"expected":1,"channel":"tg","customer":"anna","contactExpected":0,"ids":[]}]',
  '[{"i":1,"key":"tg:anna","expected":1,"version":2,"lastSeq":1,"current":2,"command":"c","automatedAt":[]}]',
  '[{"i":1,"number":1}]', '{}', null, '', null, '', 0, null, null, null,
  '[{"i":1,"number":3,"thread":"tg:anna","channel":"tg","customer":"anna","state":"active","tags":[],"firstSeq":1,"absorbed":[],"doc":{"workflow":{"workflow":"new"}}}]',
  '[{"i":1,"number":2,"state":"closed","tags":[],"firstSeq":1,"absorbed":[],"doc":{"workflow":{"workflow":"moved"}}}]',
  null, null, null) as answer`

const RUNNING = `select workspace, number::int, workflow from caseline.chat order by workspace, number`

describe('tables of an earlier version that belong to a role which row-level security holds', function () {
  this.timeout(60_000)
  let database: FreshDatabase
  let role: string
  let url: string

  before(async () => {
    database = await freshDatabase()
    role = `${database.name}_owner`
    await ask(database.url, `create role ${role} login password 'secret'`)
    await ask(database.url, `grant create on database ${database.name} to ${role}`)
    const its = new URL(database.url)
    its.username = role
    its.password = 'secret'
    url = its.href
    const driver = postgresDriver((config) => new pg.Pool(config), { url, connections: 1 })
    await driver.session((session) => runMigrations(session, MIGRATIONS.slice(0, 5)))
    await driver.close()
    // Its owner would not see them all.
    for (const sql of OLDER_ROWS) await ask(database.url, sql)
    await migratePostgres(url)
  })
  after(async () => {
    await ask(database.url, `drop owned by ${role}`)
    await ask(database.url, `drop role ${role}`)
    await database.drop()
  })

  it('become the new ones, with what runs and holds in every workspace', async () => {
    expect(await ask(database.url, RUNNING)).to.deep.equal([
      { workspace: 'mine', number: 1, workflow: 'ask' },
      { workspace: 'mine', number: 2, workflow: null },
      { workspace: 'yours', number: 1, workflow: 'ask' },
      { workspace: 'yours', number: 2, workflow: null },
    ])
    expect(await ask(database.url, 'select workspace, in_force from caseline.rule_current order by 1')).to.deep.equal([
      { workspace: 'mine', in_force: 3 },
      { workspace: 'yours', in_force: 3 },
    ])
    const unforced = `select relname from pg_class where relnamespace = 'caseline'::regnamespace and relrowsecurity and not relforcerowsecurity`
    expect(await ask(database.url, unforced)).to.deep.equal([])
  })

  it('are written by a node of the version before as by one of this', async () => {
    expect(await ask(database.url, AS_BEFORE)).to.deep.equal([{ answer: '{}' }])
    expect((await ask(database.url, RUNNING)).slice(0, 3)).to.deep.equal([
      { workspace: 'mine', number: 1, workflow: null },
      { workspace: 'mine', number: 2, workflow: 'moved' },
      { workspace: 'mine', number: 3, workflow: 'new' },
    ])
  })
})

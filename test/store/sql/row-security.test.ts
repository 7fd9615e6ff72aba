// The second lock: a role that is no superuser sees and writes the rows of its workspace only, whatever its query says.
import { expect } from 'chai'
import { Client } from 'pg'
import { createDesk } from '../../../src/desk/create-desk.js'
import type { ServedStore } from '../../../src/ports/service-store.js'
import { migratePostgres, postgresStore } from '../../../src/store/sql/postgres/postgres-store.js'
import { endpoint, settlement } from '../../../src/testing/contract/service/endpoints.js'
import { manualClock } from '../../../src/testing/manual-clock.js'
import { counter, START } from '../../desk/make-desk.js'
import { ask } from '../../postgres/ask.js'
import { type FreshDatabase, freshDatabase } from '../../postgres/server.js'
import { AWAY } from './races-nodes.js'

const ALL = `select relname as name, relrowsecurity and relforcerowsecurity as forced from pg_class
  where relnamespace = 'caseline'::regnamespace and relkind in ('r', 'p') and relname not like 'migration%' order by 1`

/** A request names its key only, and so its workspace; the era is the database's. */
const ABOVE_WORKSPACES = ['api_key', 'era']
const LATER = '2026-03-02T13:00:00.000Z'

describe('a role that is no superuser', function () {
  this.timeout(60_000)
  let database: FreshDatabase
  let role: string
  let url: string
  let store: ServedStore

  before(async () => {
    database = await freshDatabase()
    await migratePostgres(database.url)
    role = `${database.name}_role`
    const its = new URL(database.url)
    its.username = role
    its.password = 'secret'
    url = its.href
    await ask(database.url, `create role ${role} login password 'secret'`)
    await ask(database.url, `grant usage on schema caseline to ${role}`)
    await ask(database.url, `grant select, insert, update, delete on all tables in schema caseline to ${role}`)
    await ask(database.url, `grant usage on all sequences in schema caseline to ${role}`)
    store = await postgresStore({ url, migrate: false })
    for (const workspace of ['mine', 'yours']) await fill(workspace)
  })
  after(async () => {
    await store.close()
    await ask(database.url, `drop owned by ${role}`)
    await ask(database.url, `drop role ${role}`)
    await database.drop()
  })

  /** Something in every table: what is said, timers, an outbox with its line, a number that is held, what the service keeps. */
  async function fill(workspace: string): Promise<void> {
    const channels = [{ id: 'tg', kind: 'telegram', deliver: () => ({ ok: true }) }]
    const clock = manualClock(START)
    const desk = await createDesk({ store, workspace, clock, ids: counter(), channels, rules: AWAY })
    await desk.receive({ channel: 'tg', customer: { id: 'anna' }, text: workspace, id: 'm1' })
    await store.holdNumber(workspace, START)
    expect(await desk.outbox()).to.have.length(1)
    expect((await desk.messages(1)).map(({ text }) => text)).to.deep.equal([workspace, 'We are away'])
    await serve(workspace)
    expect((await desk.stats()).total.chats.started.total).to.equal(1)
    // Two entries: one that is pruned and one that stays.
    clock.set(LATER)
    await desk.note(1, { agent: 'ann', text: 'A note' })
    expect((await store.prune(workspace, { journalBefore: LATER, limit: 10 })).journal).to.be.greaterThan(0)
  }

  async function serve(workspace: string): Promise<void> {
    const { service } = store
    const [now, until] = [START, LATER]
    await service.claimRequest(workspace, { key: 'k', fingerprint: 'f', command: 'c', now, until, expires: until })
    await service.setPresence(workspace, { agent: 'ann', status: 'online', until: null })
    await service.takeLease(workspace, { name: 'box', holder: 'a', now, until })
    await service.addEndpoint(workspace, endpoint('a'))
    const [claimed] = await service.claimEndpoints(workspace, { now: LATER, until: LATER, limit: 1 })
    if (claimed === undefined) throw new Error('There is no endpoint')
    const letter = { event: '1.1.1.0', endpoint: 'a', at: now, error: '404', body: '{}' }
    await service.settleEndpoint(workspace, settlement(claimed, { deadLetters: [letter] }), until)
    await service.saveRuleDraft(workspace, { author: null, at: now, sets: [] })
    await service.publishRules(workspace, { version: 'v', author: null, note: null, at: now, sets: [] })
    await connect(workspace)
  }

  async function connect(workspace: string): Promise<void> {
    const { channels } = store
    const account = { id: 'vk', kind: 'vk', name: null, endless: false, autoFinish: null, account: null }
    await channels.putAccount(workspace, { ...account, changedAt: START })
    await channels.note(workspace, { thread: 'tg:anna', conversation: 'anna' })
    await channels.addSent(workspace, [{ channel: 'tg', id: 'p1', message: 'm1', part: 0, at: START }])
    const anna = { channel: 'tg', customer: 'anna' }
    await channels.link(workspace, anna, { ...anna, channel: 'vk' }, START)
  }

  async function inSpace<T>(workspace: string | null, use: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({ connectionString: url })
    await client.connect()
    try {
      if (workspace !== null) await client.query(`set caseline.workspace = '${workspace}'`)
      return await use(client)
    } finally {
      await client.end()
    }
  }
  const tables = async () =>
    (await ask(database.url, ALL)).map(({ name }) => String(name)).filter((name) => !ABOVE_WORKSPACES.includes(name))

  it('is held by every table but those that stand above workspaces', async () => {
    const all = await ask(database.url, ALL)
    expect(all.length).to.be.at.least(20)
    expect(all.filter(({ forced }) => forced !== true).map(({ name }) => name)).to.deep.equal(ABOVE_WORKSPACES)
  })

  it('sees what is in its workspace and nothing else', async () => {
    for (const table of await tables()) {
      const [both] = await ask(
        database.url,
        `select array_agg(distinct workspace order by workspace) as all from caseline.${table}`,
      )
      expect(both?.all, `${table} holds both workspaces' rows`).to.deep.equal(['mine', 'yours'])
      for (const workspace of ['mine', 'yours'])
        await inSpace(workspace, async (client) => {
          const { rows } = await client.query(`select distinct workspace from caseline.${table}`)
          expect(rows, table).to.deep.equal([{ workspace }])
        })
      for (const workspace of ['other', null])
        await inSpace(workspace, async (client) => {
          const { rows } = await client.query(`select from caseline.${table}`)
          expect(rows, table).to.deep.equal([])
        })
    }
  })

  it('changes, deletes and adds nothing in another workspace', async () => {
    for (const table of await tables())
      await inSpace('mine', async (client) => {
        const count = async (sql: string) => (await client.query(sql)).rowCount
        expect(
          await count(`update caseline.${table} set workspace = workspace where workspace = 'yours'`),
          table,
        ).to.equal(0)
        expect(await count(`delete from caseline.${table} where workspace = 'yours'`), table).to.equal(0)
        const generated = ['journal', 'webhook_letter'].includes(table) ? 'overriding system value ' : ''
        const { rows } = await client.query(
          `select string_agg(case attname when 'workspace' then '''yours''' else quote_ident(attname) end, ', ' order by attnum) as list
            from pg_attribute where attrelid = 'caseline.${table}'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
        )
        const copied = await client
          .query(`insert into caseline.${table} ${generated}select ${rows[0]?.list} from caseline.${table}`)
          .then(
            () => 'added',
            (error: unknown) => (error instanceof Error ? error.message : ''),
          )
        expect(copied, table).to.include('violates row-level security policy')
        const moved = await client.query(`update caseline.${table} set workspace = 'yours'`).then(
          () => 'moved',
          (error: unknown) => (error instanceof Error ? error.message : ''),
        )
        expect(moved, table).to.include('violates row-level security policy')
      })
  })

  it('is enough for a whole desk, in two workspaces over one store and one pool', async () => {
    await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const workspace = index % 2 === 0 ? 'mine' : 'yours'
        const clock = manualClock(START)
        const channels = [{ id: 'tg', kind: 'telegram', deliver: () => ({ ok: true }) }]
        const desk = await createDesk({ store, workspace, clock, channels, rules: AWAY })
        const customer = { id: `c${index}` }
        const { chat } = await desk.receive({ channel: 'tg', customer, text: `${workspace} ${index}` })
        await desk.reply(chat.number, { agent: 'ann', text: 'Yes?' })
        await desk.finish(chat.number, { agent: 'ann', status: 'pending' })
        const texts = (await desk.messages(chat.number)).map(({ text }) => text)
        expect(texts).to.deep.equal([`${workspace} ${index}`, 'We are away', 'Yes?'])
      }),
    )
    for (const workspace of ['mine', 'yours']) {
      const clock = manualClock(START)
      const channels = [{ id: 'tg', kind: 'telegram', deliver: () => ({ ok: true }) }]
      const desk = await createDesk({ store, workspace, clock, channels })
      const run = await desk.runDue()
      expect(run.deliveries).to.have.length(21)
      expect((await desk.chats()).map(({ number }) => number)).to.have.length(11)
      expect(await desk.outbox()).to.deep.equal([])
    }
  })

  it('needs no right to eras to write what happened', async () => {
    await ask(database.url, `revoke all on caseline.era from ${role}; update caseline.era set server = 'elsewhere'`)
    const fresh = await postgresStore({ url, migrate: false, connections: 1 })
    const clock = manualClock(START)
    const desk = await createDesk({
      store: fresh,
      workspace: 'mine',
      clock,
      channels: [{ id: 'tg', kind: 'telegram' }],
    })
    expect((await desk.receive({ channel: 'tg', customer: { id: 'late' }, text: 'Hi' })).outcome).to.equal('started')
    await fresh.close()
    const [era] = await ask(database.url, `select number > 0 and server <> 'elsewhere' as begun from caseline.era`)
    expect(era?.begun).to.equal(true)
    await ask(database.url, `grant select on caseline.era to ${role}`)
  })
})

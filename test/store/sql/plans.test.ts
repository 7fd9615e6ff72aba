// How many rows the statements read among thousands, without statistics: the server's own counts, of everything that a
// statement did, functions included. Plans are made while the tables are empty, as on the first day, and must do later.
import { expect } from 'chai'
import { Client } from 'pg'
import { createDesk } from '../../../src/desk/create-desk.js'
import type { Desk } from '../../../src/desk/desk.js'
import type { ServedStore } from '../../../src/ports/service-store.js'
import type { Driver } from '../../../src/store/sql/driver.js'
import { SETTINGS } from '../../../src/store/sql/postgres/postgres-driver.js'
import { sqlStore } from '../../../src/store/sql/sql-store.js'
import { present } from '../../../src/testing/contract/check.js'
import { type ManualClock, manualClock } from '../../../src/testing/manual-clock.js'
import { counter, WORKSPACE as SPACE, START } from '../../desk/make-desk.js'
import { type PostgresPlace, postgresPlace } from './postgres-place.js'
import { AWAY } from './races-nodes.js'

const THREADS = 3_000
const WAITS = { id: 'waits', start: 'wait', steps: { wait: { wait: { for: 'P1D' }, next: 'end' }, end: { end: {} } } }
/** Rows and index entries that one statement may look at. The next thing due looks at 64 timers, all others at 15. */
const MOST = 200

/**
 * Rows of tables read from end to end or by an index, and entries of indexes; counted on, so twice asked. The counts are
 * handed on to others between transactions only.
 */
const READ = `select coalesce(sum(greatest(pg_stat_get_xact_tuples_returned(oid), pg_stat_get_xact_tuples_fetched(oid))), 0)::int as rows
  from pg_class where relnamespace = 'caseline'::regnamespace and relkind in ('r', 'i')`

for (const who of ['a superuser', 'a role that row-level security holds'] as const)
  describe(`among thousands of threads that nobody has analyzed, for ${who}`, function () {
    this.timeout(120_000)
    let place: PostgresPlace
    let client: Client
    let desk: Desk
    let store: ServedStore
    let clock: ManualClock
    let role: string | null = null
    /** The most rows that a statement of the name has read. */
    const most = new Map<string, number>()

    before(async () => {
      place = await postgresPlace(2)
      await place.driver.session(async ({ run }) => {
        const tables = await run(`select oid::regclass::text as name from pg_class
        where relnamespace = 'caseline'::regnamespace and relkind = 'r'`)
        for (const table of tables)
          if ('name' in table) await run(`alter table ${String(table.name)} set (autovacuum_enabled = false)`)
      })
      client = new Client({ connectionString: place.url })
      await client.connect()
      await client.query(SETTINGS)
      if (who !== 'a superuser') await becomeHeld()
      clock = manualClock(START)
      store = sqlStore(counting(), { remembered: 0 })
      desk = await createDesk({
        store,
        clock,
        ids: counter(),
        channels: [{ id: 'tg', kind: 'telegram', deliver: () => ({ ok: true }) }],
        rules: { ...AWAY, workflows: [WAITS] },
      })
      await day('early')
      await served('early')
      await fill()
      most.clear()
      await day('late')
      await served('late')
    })
    after(async () => {
      await desk.stop()
      if (role !== null) await client.query(`reset role; drop owned by ${role}; drop role ${role}`)
      await client.end()
      await place.drop()
    })

    /** A role with the rights that a node needs. */
    async function becomeHeld(): Promise<void> {
      role = `caseline_plans_${process.pid}`
      await client.query(`create role ${role}; grant usage on schema caseline to ${role};
      grant all on all tables in schema caseline to ${role}; grant usage on all sequences in schema caseline to ${role};
      set role ${role}; set caseline.workspace = 'default'`)
    }

    async function rowsRead(): Promise<number> {
      const { rows } = await client.query<{ rows: number }>(READ)
      return rows[0]?.rows ?? 0
    }

    /** Each statement in a transaction of its own, and what it read. */
    function counting(): Driver {
      return {
        turns: 1,
        close: async () => {},
        call: async (workspace, { name, text }, params) => {
          await client.query('begin')
          const before = await rowsRead()
          const { rows } = await client.query<{ result: string | null }>({ name, text, values: [workspace, ...params] })
          const read = (await rowsRead()) - before
          await client.query('commit')
          most.set(name, Math.max(most.get(name) ?? 0, read))
          return rows[0]?.result ?? null
        },
      }
    }

    /** Everything that a desk does to one customer's chat, and the worker's rounds. */
    async function day(id: string): Promise<void> {
      const customer = { id }
      const ann = { agent: 'ann' }
      const say = (text: string, more = {}) => desk.receive({ channel: 'tg', customer, text, ...more })
      const { chat } = await say('Hi', { id: `${id}-1` })
      await say('Hi', { id: `${id}-1` })
      await desk.reply(chat.number, { ...ann, text: 'Yes?', id: `${id}-2` })
      await desk.finish(chat.number, { ...ann, status: 'open' })
      await say('Something else', { id: `${id}-3` })
      const split = await desk.split(chat.number, ann)
      await desk.merge(split.chat.number, ann)
      await desk.unmerge(chat.number, ann)
      await desk.note(chat.number, { ...ann, text: 'A note' })
      await desk.update(chat.number, { ...ann, tags: ['vip'], assignee: { agent: id } })
      await desk.startWorkflow(chat.number, { workflow: 'waits' })
      await desk.workflows({ limit: 3 })
      await desk.workflows({ workflow: 'waits', below: 1_000_000 })
      await desk.cancelWorkflow(chat.number)
      await desk.edit(`${id}-1`, { text: 'Hello', channel: 'tg' })
      await desk.messages(split.chat.number, { previous: true })
      await desk.thread(chat.number)
      await desk.explain(`${id}-1`, { channel: 'tg' })
      await desk.chats({ customer: id })
      await desk.chats({ assignee: id })
      await desk.chats({ limit: 3 })
      const run = await desk.runDue()
      expect(run.deliveries).to.have.length(2)
      await desk.nextDue()
      clock.advance('PT9M')
      await desk.runDue()
      clock.advance('PT1M')
      const rung = await desk.runDue()
      expect(rung.events.map(({ type }) => type)).to.include('chat.finished')
    }

    /** What a request over HTTP asks beside that, and what screens and other systems are told. */
    async function served(id: string): Promise<void> {
      const { service } = store
      const [now, until] = [clock.now(), '2026-12-31T00:00:00.000Z']
      const key = { id, workspace: SPACE, name: id, scopes: [], hash: '0', createdAt: now, revokedAt: null }
      await service.addKey(key)
      expect(await service.key(id)).to.deep.equal(key)
      await service.hasKeys()
      const claim = { key: id, fingerprint: 'f', command: 'c', now, until, expires: until }
      await service.claimRequest(SPACE, claim)
      await service.settleRequest(SPACE, id, { status: 200, body: '{}' })
      await service.claimRequest(SPACE, claim)
      await service.journalOfCommand(SPACE, `tg:${id}`, 'none')
      await service.pruneRequests(SPACE, '2026-01-01T00:00:00.000Z', 100)
      const figures = present('figures', service.figures)
      const { threads } = await figures.stale(SPACE, { after: null, limit: 3, since: START })
      const today = { facts: ['tg', id, 0, [], [5, 0, 0]], endless: [], day: now.slice(0, 10) } as const
      const counted = threads.map(({ thread: { key }, token }) => ({
        key,
        token,
        chats: 1,
        prunedChats: 0,
        days: [today],
      }))
      expect(await figures.keep(SPACE, counted)).to.equal(threads.length)
      const asked = { fromDay: today.day, toDay: today.day, hasEndless: true }
      expect(await figures.facts(SPACE, asked)).to.have.length.within(1, 6)
      const end = await service.logEnd(SPACE)
      await desk.note(1, { agent: 'ann', text: 'A note' })
      const { entries } = await service.log(SPACE, end, 10)
      expect(entries).to.have.length(1)
      await service.logEntry(SPACE, entries[0]?.place ?? '')
      await service.setPresence(SPACE, { agent: id, status: 'online', until: null })
      await service.saveRuleDraft(SPACE, { author: null, at: now, sets: [] })
      await service.publishRules(SPACE, { version: 'v', author: null, note: null, at: now, sets: [] })
      await service.shareRules(SPACE, { number: 1, share: 50, author: null, at: now })
      await service.currentRules(SPACE)
      await service.ruleVersion(SPACE, 1)
      await service.ruleVersions(SPACE, { limit: 3 })
    }

    /** Copies of what the first day left, and of a timer and a message on its way, for thousands of others. */
    async function fill(): Promise<void> {
      await desk.receive({ channel: 'tg', customer: { id: 'model' }, text: 'Hi' })
      const many = `generate_series(1, ${THREADS}) as n`
      const key = `'tg:copy' || n`
      const copy = (table: string, columns: Readonly<Record<string, string>>) =>
        place.driver.session(({ run }) =>
          run(`insert into caseline.${table} (workspace, ${Object.keys(columns).join(', ')})
          select workspace, ${Object.values(columns).join(', ')} from caseline.${table} o, ${many}
          where ${table === 'contact' ? `o.id = 'model'` : `o.${table === 'thread' ? 'key' : 'thread'} = 'tg:model'`}`),
        )
      await copy('contact', { channel: 'channel', id: `'copy' || n`, version: 'version', doc: 'doc' })
      await copy('thread', {
        key,
        channel: 'channel',
        customer: `'copy' || n`,
        version: 'version',
        last_seq: 'last_seq',
        current_chat: '100 + n',
        last_command: 'last_command',
        automated_at: 'automated_at',
      })
      await copy('chat', {
        number: '100 + n',
        thread: key,
        channel: 'channel',
        customer: `'copy' || n`,
        state: 'state',
        status: 'status',
        assignee: `'ann'`,
        tags: 'tags',
        first_seq: 'first_seq',
        previous: 'previous',
        merged_into: 'merged_into',
        absorbed: 'absorbed',
        doc: 'doc',
      })
      await copy('message', {
        thread: key,
        seq: 'seq',
        channel: 'channel',
        id: `id || n`,
        born: 'born',
        chat: 'chat',
        at: 'at',
        doc: 'doc',
      })
      await copy('journal', { thread: key, version: 'version', at: 'at', doc: 'doc' })
      await copy('timer', {
        id: `id || n`,
        thread: key,
        chat: '100 + n',
        kind: 'kind',
        key: 'key',
        due: `due + interval '1 day'`,
      })
      await copy('outbox', {
        effect: `effect || n`,
        thread: key,
        message: `message || n`,
        at: 'at',
        state: 'state',
        attempts: 'attempts',
        not_before: `not_before + interval '1 day'`,
        doc: 'doc',
      })
      await copy('line', { thread: key, due: `due + interval '1 day'` })
      await place.driver.session(({ run }) =>
        run(`
        insert into caseline.api_key (id, workspace, name, scopes, hash, created_at)
          select 'copy' || n, workspace, name, scopes, hash, created_at from caseline.api_key, ${many};
        insert into caseline.request (workspace, key, fingerprint, command, claimed_until, expires, found)
          select workspace, 'copy' || n, fingerprint, command, claimed_until, expires, found from caseline.request, ${many};
        insert into caseline.rule_version (workspace, number, version, at, sets)
          select workspace, number + n, version, at, sets from caseline.rule_version, ${many};
        insert into caseline.day_facts (workspace, thread, day, channel, facts)
          select distinct on (n) workspace, 'copy' || n, day - n, channel, facts from caseline.day_facts, ${many};
        insert into caseline.thread_figures (workspace, thread, channel, moved_at, chats, pruned_chats)
          select distinct on (n) workspace, 'copy' || n, channel, moved_at, 1, 0 from caseline.thread_figures, ${many};
        update caseline.rule_current set number = number + ${THREADS}`),
      )
      await place.driver.session(({ run }) => run('update caseline.workspace set last_number = 100000'))
      await desk.runDue()
    }

    it('every statement that a day’s work sends reads a handful of rows', () => {
      const sent = [...most.keys()]
      const hot = [
        'load',
        'commit',
        'threads_of_chats',
        'threads_of_message',
        'message',
        'messages',
        'chain',
        'journal_of_message',
        'claim_timers',
        'claim_outbox',
        'settle_outbox',
        'next_due',
        'hold_numbers',
        'keys_by_id',
        'claim_request',
        'log',
        'log_end',
        'log_entry',
        'current_rules',
        'stale',
        'keep_figures',
        'facts',
      ]
      expect(sent).to.include.members(hot.map((name) => `caseline_${name}`))
      // Lists by a filter may wait for the first statistics.
      const greedy = [...most].filter(([name, rows]) => rows > MOST && !name.startsWith('caseline_chats'))
      expect(greedy, [...most].map(([name, rows]) => `${name} ${rows}`).join('\n')).to.deep.equal([])
      expect(Math.max(...most.values())).to.be.greaterThan(5)
    })

    it('would be seen if it read more: the count of all chats', async () => {
      await client.query('begin')
      const before = await rowsRead()
      await client.query('select count(*) from caseline.chat')
      const read = (await rowsRead()) - before
      await client.query('commit')
      expect(read).to.be.at.least(THREADS)
    })
  })

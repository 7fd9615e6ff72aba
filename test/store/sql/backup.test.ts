// What is taken away in a backup and brought back is the same desk, and goes on where it was.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { createDesk } from '../../../src/desk/create-desk.js'
import type { Desk } from '../../../src/desk/desk.js'
import type { LogPlace, ServedStore } from '../../../src/ports/service-store.js'
import type { Store } from '../../../src/ports/store.js'
import { pgliteStore } from '../../../src/store/sql/pglite/pglite-store.js'
import { postgresStore } from '../../../src/store/sql/postgres/postgres-store.js'
import { beginning, readOn } from '../../../src/testing/contract/service/reading.js'
import { manualClock } from '../../../src/testing/manual-clock.js'
import { counter, START, WORKSPACE } from '../../desk/make-desk.js'
import { until } from '../../desk/until.js'
import { freshDatabase, testServer } from '../../postgres/server.js'
import { postgresTool } from '../../postgres/tool.js'
import { RULES } from '../../properties/place.js'
import { templateFile } from './pglite-place.js'

const ANN = { agent: 'ann' }
const ANNA = { channel: 'tg', customer: { id: 'anna', name: 'Anna ☃' } }

function open(store: Store, prefix: string): Promise<Desk> {
  const channels = [
    { id: 'tg', kind: 'telegram', deliver: () => ({ ok: true }) },
    { id: 'mail', kind: 'email' },
  ]
  return createDesk({ store, channels, clock: manualClock(START), ids: counter(prefix), rules: RULES })
}

/** Something of everything: merged and split chats, notes, edits, timers, an outbox, a dead letter, a held number. */
async function live(store: ServedStore): Promise<Desk> {
  const desk = await open(store, 'before')
  await desk.receive({ ...ANNA, text: 'Where is my parcel?', id: 'm1' })
  await desk.finish(1, { ...ANN, status: 'open' })
  await desk.receive({ ...ANNA, text: 'Another thing\n"quoted" \\ \'single\' \t', id: 'm2' })
  await desk.split(1, ANN)
  await desk.merge(2, ANN)
  await desk.unmerge(1, ANN)
  await desk.note(1, { ...ANN, text: 'A note on an older chat' })
  await desk.edit('m1', { text: 'Where is my letter?' })
  await desk.update(2, { ...ANN, tags: ['vip'], fields: { order: { number: 7.5, paid: null } }, assignee: ANN })
  await desk.receive({ channel: 'mail', customer: { id: 'boris' }, text: 'A letter', id: 'l1' })
  await store.holdNumber(WORKSPACE, START)
  const [entry] = await store.claimOutbox(WORKSPACE, { now: START, until: '2026-03-02T12:01:00.000Z', limit: 1 })
  if (entry === undefined) throw new Error('Nothing goes out')
  const { thread, attempts: attempt } = entry
  const next = { state: 'maybe-sent' as const }
  await store.settleOutbox(WORKSPACE, { thread, effect: entry.effect.id, attempt, next })
  await desk.reply(2, { ...ANN, text: 'Yes?' })
  return desk
}

async function everythingOf(desk: Desk, store: Store): Promise<unknown> {
  const chats = await desk.chats({ limit: 1000 })
  const keys = [...new Set((await store.chats(WORKSPACE, { limit: 1000 })).map(({ thread }) => thread.key))]
  return {
    chats,
    messages: await Promise.all(chats.map(({ number }) => desk.messages(number))),
    threads: await Promise.all(chats.map(({ number }) => desk.thread(number))),
    chains: await Promise.all(keys.map((key) => store.chain(WORKSPACE, key))),
    journals: await Promise.all(keys.map((key) => store.journal(WORKSPACE, key))),
    timers: await store.timers(WORKSPACE, { limit: 1000 }),
    outbox: await store.outbox(WORKSPACE, { limit: 1000 }),
    nextDue: await desk.nextDue(),
    health: await desk.health(),
  }
}

/** Rules, keys and endpoints of the service come back; what happens then stands behind what was read before. */
async function served(store: ServedStore): Promise<unknown> {
  const { service } = store
  const now = START
  await service.addKey({
    id: 'k',
    workspace: WORKSPACE,
    name: '',
    scopes: ['admin'],
    hash: '0',
    createdAt: now,
    revokedAt: null,
  })
  await service.publishRules(WORKSPACE, { version: 'v', author: 'ann', note: null, at: now, sets: [RULES] })
  return servedBy(store)
}

async function servedBy({ service }: ServedStore): Promise<unknown> {
  return [await service.key('k'), await service.ruleVersion(WORKSPACE, 1), await service.currentRules(WORKSPACE)]
}

/** The end of what a reader saw that no backup has. */
async function readBeyond(store: ServedStore): Promise<LogPlace> {
  const desk = await open(store, 'lost')
  for (let time = 0; time < 20; time += 1) await desk.note(1, { ...ANN, text: `lost ${time}` })
  return (await readOn(store, await beginning(store, WORKSPACE), 100, WORKSPACE)).next
}

/** New chats, messages and outgoing ones find their places behind what is there, and no number comes twice. */
async function goesOn(store: ServedStore, read: LogPlace): Promise<void> {
  const desk = await open(store, 'after')
  expect((await desk.receive({ ...ANNA, text: 'Again', id: 'm1' })).outcome).to.equal('duplicate')
  const fresh = await desk.receive({ channel: 'tg', customer: { id: 'vera' }, text: 'Hi' })
  expect(fresh.chat.number).to.equal(5)
  await until(async () => (await readOn(store, read, 100, WORKSPACE)).entries.length > 0)
  const { entries, gaps } = await readOn(store, read, 100, WORKSPACE)
  expect([entries.map(({ chat }) => chat), gaps]).to.deep.equal([[5], 0])
  await desk.finish(2, { ...ANN, status: 'closed' })
  const next = await desk.receive({ ...ANNA, text: 'And one more', id: 'm9' })
  expect([next.outcome, next.chat.number, next.chat.previous]).to.deep.equal(['started', 6, 2])
  const before = (await desk.outbox({ state: 'waiting' })).map(({ effect }) => effect.id)
  const run = await desk.runDue()
  const anna = run.deliveries.filter(({ effect }) => effect.type === 'send-message' && effect.customer === 'anna')
  expect(anna.map(({ effect }) => effect.id)).to.deep.equal(
    before.filter((id) => anna.some(({ effect }) => effect.id === id)),
  )
  expect((await desk.chats({ tag: 'vip' })).map(({ number }) => number)).to.deep.equal([2])
  expect((await desk.messages(6)).map(({ text }) => text)).to.deep.equal(['And one more', 'Hello'])
}

describe('a backup', function () {
  this.timeout(120_000)

  it('of an embedded database makes an equal one in another folder, which goes on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'caseline-backup-'))
    try {
      const store = await pgliteStore({ template: templateFile() })
      const before = await everythingOf(await live(store), store)
      const service = await served(store)
      const backup = await store.backup()
      const read = await readBeyond(store)
      await store.close()
      const again = await pgliteStore({ folder: join(folder, 'again'), backup })
      expect(await everythingOf(await open(again, 'look'), again)).to.deep.equal(before)
      expect(await servedBy(again)).to.deep.equal(service)
      await goesOn(again, read)
      await again.close()
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  const [dump, restore] = [postgresTool('pg_dump'), postgresTool('pg_restore')]
  const missing = dump === undefined || restore === undefined
  it(`by pg_dump makes an equal database, which goes on${missing ? ' (skipped: there is no pg_dump here)' : ''}`, async function () {
    if (dump === undefined || restore === undefined) return this.skip()
    const version = /(\d+)\./.exec(spawnSync(dump, ['--version'], { encoding: 'utf8' }).stdout)?.[1]
    // It refuses servers that are newer than itself.
    if (Number(version) < Math.floor((await testServer()).serverVersion / 10_000)) {
      if (this.test !== undefined) this.test.title += ' (skipped: this pg_dump is older than the server)'
      return this.skip()
    }
    const folder = mkdtempSync(join(tmpdir(), 'caseline-dump-'))
    const [from, to] = await Promise.all([freshDatabase(), freshDatabase()])
    try {
      const store = await postgresStore(from.url)
      const before = await everythingOf(await live(store), store)
      const service = await served(store)
      const read = (await readOn(store, await beginning(store, WORKSPACE), 100, WORKSPACE)).next
      await store.close()
      const file = join(folder, 'dump')
      run(dump, ['--format=custom', `--file=${file}`, from.url])
      run(restore, ['--exit-on-error', '--no-owner', `--dbname=${to.url}`, file])
      const again = await postgresStore(to.url)
      expect(await everythingOf(await open(again, 'look'), again)).to.deep.equal(before)
      expect(await servedBy(again)).to.deep.equal(service)
      await goesOn(again, read)
      await again.close()
    } finally {
      rmSync(folder, { recursive: true, force: true })
      await Promise.all([from.drop(), to.drop()])
    }
  })
})

function run(program: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  expect(status, stderr).to.equal(0)
}

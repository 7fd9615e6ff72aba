// A server that is stopped, cut off, silent, slow or read-only: nothing acknowledged is lost, and the same desk goes on.
import { setImmediate } from 'node:timers/promises'
import { expect } from 'chai'
import pg from 'pg'
import { createDesk } from '../../../src/desk/create-desk.js'
import type { Desk } from '../../../src/desk/desk.js'
import type { DeskOptions } from '../../../src/desk/options.js'
import type { RefusedError } from '../../../src/desk/refused-error.js'
import { systemClock } from '../../../src/desk/system-clock.js'
import { StoreError } from '../../../src/ports/store-error.js'
import { type PostgresOptions, postgresStore } from '../../../src/store/sql/postgres/postgres-store.js'
import { refusalOf } from '../../desk/make-desk.js'
import { type FaultProxy, faultProxy } from '../../faults/proxy.js'
import { ask } from '../../postgres/ask.js'
import { type OwnServer, ownServer } from '../../postgres/own-server.js'
import { freshDatabase } from '../../postgres/server.js'
import { waiting } from './races-rival.js'

const ANNA = { channel: 'tg', customer: { id: 'anna' } }
const ANN = { agent: 'ann' }

interface Faulty {
  readonly desk: Desk
  readonly close: () => Promise<void>
}

async function deskOn(
  url: string,
  options: Partial<PostgresOptions> = {},
  more: Partial<DeskOptions> = {},
): Promise<Faulty> {
  const store = await postgresStore({ url, connections: 3, ...options })
  const desk = await createDesk({ store, channels: [{ id: 'tg', kind: 'telegram' }], clock: systemClock(), ...more })
  return {
    desk,
    close: async () => {
      await desk.stop()
      await store.close()
    },
  }
}

/** A refusal for the store's sake; the store's own words. */
async function troubleOf(command: Promise<unknown>): Promise<StoreError> {
  const refusal: RefusedError = await refusalOf(command)
  expect(refusal.code).to.equal('unavailable')
  if (refusal.cause instanceof StoreError) return refusal.cause
  throw refusal
}
const textsOf = async (desk: Desk) => (await desk.messages(1)).map(({ text }) => text)

describe('a desk whose server', function () {
  this.timeout(120_000)
  let server: OwnServer
  let proxy: FaultProxy
  let url: string
  let faulty: Faulty | null = null

  before(async () => {
    server = await ownServer()
  })
  after(() => server.remove())
  beforeEach(async () => {
    proxy = await faultProxy({ host: '127.0.0.1', port: server.port })
    url = (await freshDatabase(server)).url
  })
  afterEach(async () => {
    await proxy.close()
    await faulty?.close()
    faulty = null
  })
  async function open(options: Partial<PostgresOptions> = {}, more: Partial<DeskOptions> = {}): Promise<Desk> {
    faulty = await deskOn(proxy.through(url), options, more)
    return faulty.desk
  }

  it('is stopped and started refuses meanwhile, loses nothing, recovers by itself, and so does its worker', async () => {
    const errors: unknown[] = []
    const sent: string[] = []
    const deliver = ({ text }: { readonly text: string }) => sent.push(text)
    const desk = await open(
      {},
      { channels: [{ id: 'tg', kind: 'telegram', deliver }], onError: (error) => errors.push(error) },
    )
    const { chat } = await desk.receive({ ...ANNA, text: 'One' })
    desk.start()
    await desk.reply(chat.number, { ...ANN, text: 'Before' })
    for (const [round, stop] of [
      () => server.stop('fast'),
      () => server.stop('immediate'),
      () => server.kill(),
    ].entries()) {
      // What is on its way when the server goes would be settled by a lease.
      while ((await desk.outbox()).length > 0) await setImmediate()
      await stop()
      errors.length = 0
      expect(await troubleOf(desk.receive({ ...ANNA, text: 'Lost' }))).to.include({
        code: 'unavailable',
        isRetryable: true,
      })
      expect(await troubleOf(desk.chat(chat.number))).to.include({ code: 'unavailable' })
      while (errors.length === 0) await setImmediate()
      expect(errors[0]).to.include({ name: 'StoreError', code: 'unavailable' })
      await server.start()
      await desk.reply(chat.number, { ...ANN, text: `After ${round}` })
      while (!sent.includes(`After ${round}`)) await setImmediate()
    }
    expect(sent).to.deep.equal(['Before', 'After 0', 'After 1', 'After 2'])
    expect(await textsOf(desk)).to.deep.equal(['One', ...sent])
  })

  for (const how of ['reset', 'end'] as const)
    it(`loses idle connections (${how}) is asked over new ones, and nobody notices`, async () => {
      const desk = await open()
      await desk.receive({ ...ANNA, text: 'One' })
      const { connections } = proxy.passed
      proxy.cutAll(how)
      // Until the pool has heard of it: its own connections end first.
      const pids = `select count(*)::int as n from pg_stat_activity where application_name = 'caseline' and datname = current_database()`
      while ((await ask(url, pids))[0]?.n !== 0) await setImmediate()
      expect((await desk.receive({ ...ANNA, text: 'Two' })).outcome).to.equal('appended')
      expect(await textsOf(desk)).to.deep.equal(['One', 'Two'])
      expect(proxy.passed.connections).to.be.greaterThan(connections)
    })

  for (const how of ['reset', 'end'] as const) {
    it(`doesn’t get the request (${how}) does the command once, with its normal answer`, async () => {
      const desk = await open()
      await desk.receive({ ...ANNA, text: 'One' })
      const cut = proxy.cutBeforeRequest({ containing: 'caseline_commit', how })
      const answer = await desk.reply(1, { ...ANN, text: 'Two' })
      await cut
      expect([answer.outcome, answer.events.length]).to.deep.equal(['appended', 1])
      expect(await textsOf(desk)).to.deep.equal(['One', 'Two'])
    })

    it(`does what it is asked and its answer is lost (${how}) does the command once, with its normal answer`, async () => {
      const told: string[] = []
      const desk = await open()
      desk.subscribe(({ outcome }) => told.push(outcome))
      await desk.receive({ ...ANNA, text: 'One' })
      for (const [text, command] of [
        ['Two', () => desk.reply(1, { ...ANN, text: 'Two' })],
        ['Three', () => desk.receive({ ...ANNA, text: 'Three', id: 'm3' })],
        ['Four', () => desk.receive({ channel: 'tg', customer: { id: 'boris' }, text: 'Four' })],
      ] as const) {
        const cut = proxy.cutAfterRequest({ containing: 'caseline_commit', how })
        const answer = await command()
        await cut
        expect(answer.outcome, text).to.equal(text === 'Four' ? 'started' : 'appended')
        expect(answer.events.length, text).to.be.greaterThan(0)
      }
      expect(await textsOf(desk)).to.deep.equal(['One', 'Two', 'Three'])
      expect((await desk.messages(2)).map(({ text }) => text)).to.deep.equal(['Four'])
      expect(told).to.deep.equal(['started', 'appended', 'appended', 'started'])
    })
  }

  it('falls silent is given up in time, and what it did meanwhile counts', async () => {
    const desk = await open({ statementTimeoutMs: 200, connectTimeoutMs: 400 })
    await desk.receive({ ...ANNA, text: 'One' })
    proxy.pause()
    const began = Date.now()
    const trouble = await troubleOf(desk.receive({ ...ANNA, text: 'Two', id: 'm2' }))
    expect(trouble).to.include({ code: 'unavailable', isRetryable: true, isOutcomeUnknown: true })
    // 200 ms and 2 s for the answer, 400 ms for the connection of the second look.
    expect(Date.now() - began).to.be.at.least(2_000)
    proxy.resume()
    const again = await desk.receive({ ...ANNA, text: 'Two', id: 'm2' })
    expect(again.outcome).to.be.oneOf(['duplicate', 'appended'])
    expect(await textsOf(desk)).to.deep.equal(['One', 'Two'])
  })

  it('lets it wait for a lock longer than a statement may take says timeout, and the command can be repeated', async () => {
    const desk = await open({ statementTimeoutMs: 300 })
    await desk.receive({ ...ANNA, text: 'One' })
    const holder = new pg.Client({ connectionString: url })
    await holder.connect()
    await holder.query('begin; select from caseline.thread for update')
    const command = troubleOf(desk.reply(1, { ...ANN, text: 'Two' }))
    await waiting(url)
    expect(await command).to.include({ code: 'timeout', isRetryable: true, isOutcomeUnknown: false })
    await holder.query('rollback')
    await holder.end()
    await desk.reply(1, { ...ANN, text: 'Two' })
    expect(await textsOf(desk)).to.deep.equal(['One', 'Two'])
  })

  it('takes no writes says so, still answers questions, and writes when it may again', async () => {
    const desk = await open()
    await desk.receive({ ...ANNA, text: 'One' })
    const set = async (value: string) => {
      await ask(server.url, `alter system set default_transaction_read_only = ${value}`)
      await ask(server.url, 'select pg_reload_conf()')
    }
    await set('on')
    try {
      while ((await ask(url, 'show default_transaction_read_only'))[0]?.default_transaction_read_only !== 'on')
        await setImmediate()
      const trouble = await troubleOf(writeUntilRefused(desk))
      expect(trouble).to.include({ code: 'unavailable', isRetryable: true })
      expect(trouble.message).to.include('takes no writes')
      expect((await textsOf(desk))[0]).to.equal('One')
    } finally {
      await asSuperuser(server.url, 'alter system reset default_transaction_read_only')
    }
    while ((await ask(url, 'show default_transaction_read_only'))[0]?.default_transaction_read_only !== 'off')
      await setImmediate()
    await writeUntilDone(desk)
    expect((await textsOf(desk)).at(-1)).to.equal('Back')
  })
})

/** A session learns of a new setting between two of its statements, soon after it was changed. */
async function writeUntilRefused(desk: Desk): Promise<never> {
  for (;;) await desk.reply(1, { ...ANN, text: 'Still' })
}

async function writeUntilDone(desk: Desk): Promise<void> {
  for (;;) {
    const done = await desk.reply(1, { ...ANN, text: 'Back' }).then(
      () => true,
      () => false,
    )
    if (done) return
  }
}

async function asSuperuser(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('set default_transaction_read_only = off')
  await client.query(sql)
  await client.query('select pg_reload_conf()')
  await client.end()
}

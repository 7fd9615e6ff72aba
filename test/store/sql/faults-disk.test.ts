// A disk that is full: what was acknowledged stays, the trouble is told as what it is, and with room it goes on.
import { randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { createDesk } from '../../../src/desk/create-desk.js'
import type { Desk } from '../../../src/desk/desk.js'
import { RefusedError } from '../../../src/desk/refused-error.js'
import type { Store } from '../../../src/ports/store.js'
import { StoreError } from '../../../src/ports/store-error.js'
import { openPGlite } from '../../../src/store/sql/pglite/pglite-driver.js'
import { pgliteStore } from '../../../src/store/sql/pglite/pglite-store.js'
import { postgresStore } from '../../../src/store/sql/postgres/postgres-store.js'
import type { Statement } from '../../../src/store/sql/statements/statement.js'
import { ownServer } from '../../postgres/own-server.js'
import { noDiskBecause, type SmallDisk, smallDisk } from './faults-disk.js'
import { templateFile } from './pglite-place.js'

const reason = noDiskBecause()
const CUSTOMERS = 40

describe(`a full disk${reason === null ? '' : ` (skipped: ${reason})`}`, function () {
  this.timeout(120_000)
  let disk: SmallDisk
  let count = 0
  before(function () {
    if (reason !== null) this.skip()
  })
  afterEach(() => disk.unmount())

  const open = (store: Store): Promise<Desk> => createDesk({ store, channels: [{ id: 'tg', kind: 'telegram' }] })

  /** Many customers at once, as often as is said; what was acknowledged, and what was refused. */
  async function speak(
    desk: Desk,
    rounds: number,
    acknowledged: Map<string, string[]>,
  ): Promise<readonly RefusedError[]> {
    const refusals: RefusedError[] = []
    for (let round = 0; round < rounds; round += 1) {
      await Promise.all(
        Array.from({ length: CUSTOMERS }, async (_, index) => {
          const id = `c${index}`
          count += 1
          const text = `${count} ${'x'.repeat(2_000)}`
          try {
            await desk.receive({ channel: 'tg', customer: { id }, text })
            acknowledged.set(id, [...(acknowledged.get(id) ?? []), text])
          } catch (error) {
            if (!(error instanceof RefusedError)) throw error
            refusals.push(error)
          }
        }),
      )
    }
    return refusals
  }

  function checkRefusals(refusals: readonly RefusedError[]): void {
    expect(refusals.length).to.be.greaterThan(0)
    for (const { code, cause } of refusals) {
      expect(code).to.equal('unavailable')
      if (!(cause instanceof StoreError)) throw cause
      expect(cause.isRetryable).to.equal(true)
      // A database may also end itself when it can't write its log.
      expect(cause.code).to.be.oneOf(['full', 'unavailable'])
    }
    expect(refusals.map(({ cause }) => cause instanceof StoreError && cause.code)).to.include('full')
  }

  async function checkStored(desk: Desk, acknowledged: ReadonlyMap<string, readonly string[]>): Promise<void> {
    let stored = 0
    for (const chat of await desk.chats({ limit: 1000 })) {
      const texts = (await desk.messages(chat.number)).map(({ text }) => text)
      const expected = acknowledged.get(chat.customer) ?? []
      // More may be there, done and not acknowledged: one a round.
      expect(texts.filter((text) => expected.includes(text))).to.deep.equal(expected)
      expect(texts.length - expected.length).to.be.within(0, 6)
      stored += expected.length
    }
    expect(stored)
      .to.equal([...acknowledged.values()].flat().length)
      .and.to.be.greaterThan(CUSTOMERS)
  }

  it('under a server refuses as full, and the same desk goes on when there is room', async () => {
    disk = smallDisk(160)
    const server = await ownServer({ dataFolder: disk.folder, settings: { wal_recycle: 'off', shared_buffers: '4MB' } })
    try {
      const store = await postgresStore({ url: server.url, connections: 4 })
      const desk = await open(store)
      const acknowledged = new Map<string, string[]>()
      expect(await speak(desk, 2, acknowledged)).to.deep.equal([])
      disk.fill()
      checkRefusals(await speak(desk, 6, acknowledged))
      disk.makeRoom()
      await server.start()
      expect(await speak(desk, 2, acknowledged)).to.deep.equal([])
      await checkStored(desk, acknowledged)
      await desk.stop()
      await store.close()
    } finally {
      await server.remove()
    }
  })

  it('under an embedded folder refuses, and loses nothing acknowledged once it is opened with room', async () => {
    disk = smallDisk(160)
    const store = await pgliteStore({ folder: disk.folder, template: templateFile() })
    const desk = await open(store)
    const acknowledged = new Map<string, string[]>()
    expect(await speak(desk, 2, acknowledged)).to.deep.equal([])
    disk.fill()
    checkRefusals(await speak(desk, 6, acknowledged))
    await desk.stop()
    await store.close()
    disk.makeRoom()
    const again = await pgliteStore({ folder: disk.folder })
    const later = await open(again)
    expect(await speak(later, 2, acknowledged)).to.deep.equal([])
    await checkStored(later, acknowledged)
    await later.stop()
    await again.close()
  })

  it('ends an embedded database that can’t go on with its log; with room the next call opens it again', async () => {
    disk = smallDisk(160)
    const { driver, session } = await openPGlite({ folder: disk.folder, template: templateFile() })
    await session.run('create table said (text text)')
    const say = (text: string): Promise<string | null> => driver.call('log', LOG, [text])
    await say('first')
    disk.fill()
    let error: unknown
    for (let n = 0; n < 400 && error === undefined; n += 1) {
      error = await say(randomBytes(100_000).toString('base64')).then(
        () => undefined,
        (trouble: unknown) => trouble,
      )
    }
    if (!(error instanceof StoreError)) throw error
    expect([error.code, error.isRetryable, error.isOutcomeUnknown]).to.deep.equal(['unavailable', true, true])
    disk.makeRoom()
    await say('last')
    const texts = await session.run(`select text from said where text in ('first', 'last') order by 1`)
    expect(texts).to.deep.equal([{ text: 'first' }, { text: 'last' }])
    await driver.close()
  })
})

/** Nearly all of it goes to the log: a row that is shorter, and a message to nobody. */
const LOG: Statement = {
  name: 'log_only',
  isWrite: true,
  text: `with said as (insert into said values (left($2, 20)) returning 1)
    select pg_logical_emit_message(true, $1, $2)::text as result from said`,
}

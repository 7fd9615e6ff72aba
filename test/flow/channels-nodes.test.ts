// A database that is lost while a provider calls, and two nodes on one database: real Postgres, real sockets, real hosts.
import { expect } from 'chai'
import pg from 'pg'
import { type PostgresDriver, postgresDriver } from '../../src/store/sql/postgres/postgres-driver.js'
import { sqlStore } from '../../src/store/sql/sql-store.js'
import { manualClock } from '../../src/testing/manual-clock.js'
import { startTelegram, type TelegramStandIn, telegramCall, telegramUpdate } from '../channels/stand-ins/telegram.js'
import { until } from '../desk/until.js'
import { type FaultProxy, faultProxy } from '../faults/proxy.js'
import { type PostgresPlace, postgresPlace } from '../store/sql/postgres-place.js'
import { type InProcess, inProcess, NOON } from './channels/in-process.js'
import { KITS, type Kit, startKits } from './channels/kits.js'

const FIRST = {
  rules: [{ id: 'first', on: 'chat.started' as const, then: [{ do: 'send-message' as const, text: 'Soon' }] }],
}

describe('a database that is lost while a provider calls', function () {
  this.timeout(120_000)
  let database: PostgresPlace
  let proxy: FaultProxy
  let driver: PostgresDriver
  let kits: ReadonlyMap<string, Kit> = new Map()
  let place: InProcess
  const clock = manualClock(NOON)

  before(async () => {
    database = await postgresPlace()
    const { hostname, port } = new URL(database.url)
    proxy = await faultProxy({ host: hostname, port: Number(port) })
    driver = postgresDriver((config) => new pg.Pool(config), { url: proxy.through(database.url), connections: 3 })
    kits = await startKits(undefined, () => Date.parse(clock.now()))
    place = await inProcess([...kits.values()], { clock, rules: FIRST, store: sqlStore(driver) })
  })
  after(async () => {
    await place?.stop()
    await proxy?.close()
    for (const kit of kits.values()) await kit.close()
    await database?.drop()
  })

  for (const kind of Object.keys(KITS))
    it(`${kind} is told to come again, and then has said it once`, async () => {
      const kit = kits.get(kind) as Kit
      const calls = () => place.provider(kind, kit.says(1, 'Hello'))
      await proxy.refuse()
      proxy.cutAll()
      expect((await calls()).status).to.equal(503)
      await proxy.accept()
      // As providers do: again and again until it is taken.
      await until(async () => (await calls()).status === 200)
      expect(await place.texts(kind)).to.deep.equal(['Hello', 'Soon'])
      // Done, and nobody heard it: the desk finds that out by itself, or asks the provider to come again.
      const lost = proxy.cutAfterRequest({ containing: 'customer.message' })
      const again = await place.provider(kind, kit.says(2, 'Are you there?'))
      await lost
      expect(again.status).to.be.oneOf([200, 503])
      await until(async () => (await place.provider(kind, kit.says(2, 'Are you there?'))).status === 200)
      expect((await place.texts(kind)).filter((text) => text === 'Are you there?')).to.have.length(1)
      await place.desk.runDue()
      expect(kit.sent().filter(({ text }) => text === 'Soon')).to.have.length(1)
    })
})

describe('two nodes on one database', function () {
  this.timeout(120_000)
  let database: PostgresPlace
  let telegram: TelegramStandIn
  const clock = manualClock(NOON)
  const nodes: InProcess[] = []

  before(async () => {
    ;[database, telegram] = await Promise.all([postgresPlace(), startTelegram()])
    for (let node = 0; node < 2; node++)
      nodes.push(await inProcess([], { clock, rules: FIRST, store: database.node() }))
  })
  after(async () => {
    for (const node of nodes) await node.stop()
    await telegram?.close()
    await database?.drop()
  })
  const says = (node: InProcess, id: number) =>
    node.provider('tg', telegramCall(telegramUpdate({ id, text: `Word ${id}`, at: Date.parse(NOON) / 1000 })))
  /** Both look for accounts that calls made every two seconds. */
  const look = async (): Promise<void> => {
    clock.advance('PT2S')
    for (const node of nodes) await (await node.desks.get('default')).host?.refresh()
  }

  it('an account that one was told of works on both, and what it says goes out once', async () => {
    const [one, other] = nodes as [InProcess, InProcess]
    const account = { token: telegram.account.token, secretToken: telegram.account.secretToken, apiUrl: telegram.url }
    const made = await one.call('PUT', '/v1/channels/tg', { kind: 'telegram', account })
    expect([made.status, made.text]).to.deep.equal([201, made.text])
    await look()
    for (const [at, node] of [other, one, other, one].entries()) expect((await says(node, at)).status).to.equal(200)
    // The provider calls again, and is led to the other node.
    for (const [at, node] of [one, other].entries()) expect((await says(node, at)).status).to.equal(200)
    expect(await one.texts('tg')).to.deep.equal(['Word 0', 'Soon', 'Word 1', 'Word 2', 'Word 3'])
    const number = await other.chatOn('tg')
    for (const text of ['A', 'B', 'C']) await other.desk.reply(number, { agent: 'olga', text })
    for (let round = 0; round < 3; round++) await Promise.all(nodes.map(({ desk }) => desk.runDue()))
    expect(telegram.sent().map(({ text }) => text)).to.deep.equal(['Soon', 'A', 'B', 'C'])
    expect(await one.desk.outbox()).to.deep.equal([])
  })

  it('one that is gone is gone on both', async () => {
    const [one, other] = nodes as [InProcess, InProcess]
    expect((await other.call('DELETE', '/v1/channels/tg')).status).to.equal(204)
    await look()
    expect([(await says(one, 9)).status, (await says(other, 9)).status]).to.deep.equal([404, 404])
  })
})

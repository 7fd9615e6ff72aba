// Groups share a connection, and a member that is tried alone needs another: with one in the pool both still come through.
import { expect } from 'chai'
import { Client } from 'pg'
import { createDesk } from '../../../src/desk/create-desk.js'
import { postgresStore } from '../../../src/store/sql/postgres/postgres-store.js'
import { type FreshDatabase, freshDatabase } from '../../postgres/server.js'

const CUSTOMERS = Array.from({ length: 40 }, (_, n) => `c${n}`)

describe('a store with one connection', function () {
  this.timeout(60_000)
  let database: FreshDatabase
  before(async () => {
    database = await freshDatabase()
  })
  after(() => database.drop())

  it('answers all whose groups met a row that a stranger held, each once', async () => {
    const store = await postgresStore({ url: database.url, connections: 1 })
    const desk = await createDesk({ store, channels: [{ id: 'tg', kind: 'telegram' }] })
    const all = (round: string) =>
      CUSTOMERS.map((id) => desk.receive({ channel: 'tg', customer: { id }, id: `${round}-${id}`, text: 'Hi' }))
    await Promise.all(all('first'))
    const stranger = new Client({ connectionString: database.url })
    await stranger.connect()
    await stranger.query(`begin; select from caseline.thread where key in ('tg:c3', 'tg:c7') for update`)
    const answers = all('second')
    // Somebody is answered while the rows are still held.
    await Promise.race(answers)
    await stranger.query('commit')
    await stranger.end()
    expect((await Promise.all(answers)).map(({ outcome }) => outcome)).to.deep.equal(CUSTOMERS.map(() => 'appended'))
    expect((await Promise.all(all('second'))).map(({ outcome }) => outcome)).to.deep.equal(
      CUSTOMERS.map(() => 'duplicate'),
    )
    await desk.stop()
    await store.close()
  })
})

// The embedded database is a newer Postgres than the oldest server: there an index with the sought column behind another
// one looks as good on an empty table as the right one, and would be walked through customer by customer.
import { expect } from 'chai'
import { createDesk } from '../../../src/desk/create-desk.js'
import { migrate } from '../../../src/store/sql/migrate.js'
import { openPGlite, type PGliteDatabase } from '../../../src/store/sql/pglite/pglite-driver.js'
import { sqlStore } from '../../../src/store/sql/sql-store.js'
import { manualClock } from '../../../src/testing/manual-clock.js'
import { counter, START } from '../../desk/make-desk.js'
import { templateFile } from './pglite-place.js'

/** How often each index of chats was gone down. */
const DESCENTS = `select indexrelname as name, idx_scan::int as descents from pg_stat_user_indexes
  where relname = 'chat' and idx_scan > 0 order by 1`

describe('plans that an embedded database made while it was empty', function () {
  this.timeout(60_000)
  let database: PGliteDatabase
  before(async () => {
    database = await openPGlite({ template: templateFile() })
    await migrate(database.session)
  })
  after(() => database.driver.close())

  it('find a chat by its number through the primary key alone', async () => {
    const clock = manualClock(START)
    const store = sqlStore({ ...database.driver, close: async () => {} }, { remembered: 0 })
    const channels = [{ id: 'tg', kind: 'telegram', autoFinish: { after: 'PT10M' } }]
    const desk = await createDesk({ store, clock, ids: counter(), channels })
    const customers = Array.from({ length: 20 }, (_, n) => ({ id: `customer-${n}` }))
    for (const customer of customers) await desk.receive({ channel: 'tg', customer, text: 'Hi' })
    for (const customer of customers) await desk.receive({ channel: 'tg', customer, text: 'Still there?' })
    await desk.finish(3, { agent: 'ann', status: 'open' })
    clock.advance('PT20M')
    await desk.runDue()
    await desk.prune({ limit: 100, messagesBefore: clock.now() })
    await database.session.run('select pg_stat_force_next_flush()')
    const used = await database.session.run(DESCENTS)
    // A thread's chats are found by the second one.
    expect(used.map((row) => ('name' in row ? row.name : null))).to.deep.equal(['chat_pkey', 'chat_thread'])
    await desk.stop()
  })
})

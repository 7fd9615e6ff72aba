// What the automatic finish adds to a message: nothing is written for most, since a pending timer that fires early looks
// and is set anew. The looks are counted in: threads get a message every minute of a clock that is moved.
import { createDesk, type Desk, type Store } from 'caseline'
import { postgresStore } from 'caseline/postgres'
import { ask } from '../ingest/sql.js'

export interface MessageCost {
  readonly messages: number
  /** Microseconds per message without the automatic finish, and with it, what is due included. */
  readonly without: number
  readonly with: number
  /** Rows of caseline.timer written per message, those of the first messages left out. */
  readonly writes: number
}

const THREADS = 1_000
const CALLERS = 200
const START = Date.parse('2026-03-02T09:00:00Z')
/** The first ones begin the chats and warm up. */
const WARM = 3

interface Side {
  readonly url: string
  readonly store: Store
  readonly desk: Desk
  readonly minute: (n: number) => Promise<void>
}

export async function messageCost(
  urls: { readonly without: string; readonly with: string },
  minutes: number,
): Promise<MessageCost> {
  const sides = [await side(urls.without, null), await side(urls.with, 'PT10M')] as const
  const took = [0, 0]
  for (let n = 0; n < WARM + minutes; n += 1) {
    // A server does so by itself within a minute; here a minute is a second.
    if (n === WARM) for (const { url } of sides) await ask(url, 'analyze')
    for (const turn of n % 2 === 0 ? [0, 1] : [1, 0]) {
      const begun = performance.now()
      await sides[turn]?.minute(n)
      if (n >= WARM) took[turn] = (took[turn] ?? 0) + performance.now() - begun
    }
  }
  for (const { desk, store } of sides) {
    await desk.stop()
    await store.close()
  }
  const messages = THREADS * minutes
  const writes = (await timerWrites(urls.with)) - THREADS
  const [without = 0, withFinish = 0] = took.map((ms) => (ms * 1_000) / messages)
  return { messages, without, with: withFinish, writes: writes / messages }
}

async function side(url: string, after: string | null): Promise<Side> {
  const store = await postgresStore(url)
  let now = START
  const clock = { now: () => new Date(now).toISOString(), sleep: async () => {} }
  const desk = await createDesk({ store, clock, channels: [{ id: 'tg', kind: 'telegram', autoFinish: { after } }] })
  return {
    url,
    store,
    desk,
    minute: async (n) => {
      now = START + n * 60_000
      let thread = 0
      const caller = async (): Promise<void> => {
        while (thread < THREADS) {
          const customer = { id: `customer-${thread}`, name: 'Анна' }
          const id = `m${n}-${thread}`
          thread += 1
          await desk.receive({ channel: 'tg', customer, id, text: 'Подскажите, пожалуйста, когда придёт мой заказ' })
        }
      }
      await Promise.all(Array.from({ length: CALLERS }, caller))
      if (after !== null) await desk.runDue()
    },
  }
}

/** A server counts what a connection did when it ends, at the latest. */
async function timerWrites(url: string): Promise<number> {
  const [row] = await ask<{ readonly writes: string }>(
    url,
    `select n_tup_ins + n_tup_upd + n_tup_del as writes from pg_stat_user_tables
     where schemaname = 'caseline' and relname = 'timer'`,
  )
  return Number(row?.writes ?? 0)
}

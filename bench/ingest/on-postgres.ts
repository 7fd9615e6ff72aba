import { postgresStore } from 'caseline/postgres'
import { callersFor } from './callers.js'
import type { Contestant, StoredMessages } from './contestant.js'
import { decided } from './decided.js'
import { ask } from './sql.js'
import { storedIn } from './stored.js'
import { type DeskSetting, deskOn, fill, traffic } from './traffic.js'

export interface OnPostgres extends DeskSetting {
  readonly name: string
  readonly callers: readonly number[]
  readonly url: string
  readonly isNew?: boolean
}

/** The desk on a server, with the store's own pool as it comes. */
export async function onPostgres({ name, callers, url, isNew, ...setting }: OnPostgres): Promise<Contestant> {
  const store = await postgresStore(url)
  const desk = await deskOn(store, setting)
  const messages = traffic(setting.rules, isNew)
  await fill(desk, messages.first)
  await ask(url, 'analyze')
  return {
    name,
    callers,
    run: (count, seconds, label) => callersFor(count, seconds, () => desk.receive(messages.next(label))),
    stored: (): Promise<readonly StoredMessages[]> => storedIn(url, 'caseline.message'),
    close: async () => {
      await desk.stop()
      await store.close()
    },
  }
}

/** The store alone on a server: what pgbench does too, which decides nothing. */
export async function storeOnPostgres({ name, callers, url, ...setting }: OnPostgres): Promise<Contestant> {
  const store = await postgresStore(url)
  const traffic = await decided(setting)
  await traffic.fill(store)
  await ask(url, 'analyze')
  return {
    name,
    callers,
    run: (count, seconds, label) => traffic.run(store, count, seconds, label),
    stored: (): Promise<readonly StoredMessages[]> => storedIn(url, 'caseline.message'),
    close: store.close,
  }
}

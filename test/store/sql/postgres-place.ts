import pg from 'pg'
import type { ServedStore } from '../../../src/ports/service-store.js'
import { type PostgresDriver, postgresDriver } from '../../../src/store/sql/postgres/postgres-driver.js'
import { migratePostgres } from '../../../src/store/sql/postgres/postgres-store.js'
import { type SqlStoreOptions, sqlStore } from '../../../src/store/sql/sql-store.js'
import { type FreshDatabase, freshDatabase } from '../../postgres/server.js'
import { EMPTY } from './empty.js'

export interface PostgresPlace {
  readonly url: string
  readonly driver: PostgresDriver
  /** A store on the same database, emptied; a node of its own. */
  readonly emptyStore: (options?: SqlStoreOptions) => Promise<ServedStore>
  /** Another node on what is there. */
  readonly node: (options?: SqlStoreOptions) => ServedStore
  readonly drop: () => Promise<void>
}

/** One migrated database with one pool; stores on it leave the pool open. */
export async function postgresPlace(connections = 10): Promise<PostgresPlace> {
  const database: FreshDatabase = await freshDatabase()
  await migratePostgres(database.url)
  const driver = postgresDriver((config) => new pg.Pool(config), { url: database.url, connections })
  const node = (options?: SqlStoreOptions): ServedStore => sqlStore({ ...driver, close: async () => {} }, options)
  return {
    url: database.url,
    driver,
    node,
    emptyStore: async (options) => {
      await driver.session((session) => session.run(EMPTY))
      return node(options)
    },
    drop: async () => {
      await driver.close()
      await database.drop()
    },
  }
}

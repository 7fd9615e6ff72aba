import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ServedStore } from '../../ports/service-store.js'
import { pgliteStore } from '../../store/sql/pglite/pglite-store.js'
import { postgresStore } from '../../store/sql/postgres/postgres-store.js'
import type { StoreSettings } from '../config/settings.js'

/** Brings the tables up to date, unless the configuration leaves that to `caseline migrate`. */
export async function openStore(store: StoreSettings, tell: (note: string) => void): Promise<ServedStore> {
  switch (store.kind) {
    case 'postgres': {
      const { url, connections, migrate } = store
      return postgresStore({ url, connections, migrate })
    }
    case 'embedded': {
      const { folder, template } = store
      if (!existsSync(join(folder, 'database'))) tell(`Making a database in ${folder}; that takes up to ten seconds.`)
      return pgliteStore({ folder, ...(template === undefined ? {} : { template }) })
    }
    default:
      return store satisfies never
  }
}

/** Where the data is, without a password. */
export function storeName(store: StoreSettings): string {
  if (store.kind === 'embedded') return store.folder
  if (!URL.canParse(store.url)) return 'a Postgres server'
  const { hostname, port, pathname } = new URL(store.url)
  return `postgres://${hostname}${port === '' ? '' : `:${port}`}${pathname}`
}

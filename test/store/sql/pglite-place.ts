import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ServedStore } from '../../../src/ports/service-store.js'
import { migrate } from '../../../src/store/sql/migrate.js'
import { openPGlite } from '../../../src/store/sql/pglite/pglite-driver.js'
import { type SqlStoreOptions, sqlStore } from '../../../src/store/sql/sql-store.js'
import { EMPTY } from './empty.js'

export interface PGlitePlace {
  readonly emptyStore: (options?: SqlStoreOptions) => Promise<ServedStore>
  readonly node: (options?: SqlStoreOptions) => ServedStore
  readonly close: () => Promise<void>
}

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** An empty database of this version of PGlite, made once per checkout: later ones start in one second. */
export function templateFile(): string {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/@electric-sql/pglite/package.json'), 'utf8'))
  const folder = join(root, '.cache')
  mkdirSync(folder, { recursive: true })
  return join(folder, `pglite-${version}.tar.gz`)
}

/** One database in memory. */
export async function pglitePlace(): Promise<PGlitePlace> {
  const database = await openPGlite({ template: templateFile() })
  await migrate(database.session)
  const node = (options?: SqlStoreOptions): ServedStore =>
    sqlStore({ ...database.driver, close: async () => {} }, options)
  return {
    node,
    emptyStore: async (options) => {
      await database.session.run(EMPTY)
      return node(options)
    },
    close: () => database.driver.close(),
  }
}

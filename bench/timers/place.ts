// A database with timers in it: filled by SQL while no store is open, then opened as often as wanted.
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import type { Store } from 'caseline'
import { pgliteStore } from 'caseline/pglite'
import { postgresStore } from 'caseline/postgres'
import { templateFile } from '../../test/store/sql/pglite-place.js'
import { diskFolder } from '../ingest/server.js'
import { ask } from '../ingest/sql.js'

export interface Place {
  readonly name: string
  readonly open: () => Promise<Store>
  readonly sql: (text: string) => Promise<void>
  /** Of a server: other processes may open it too. */
  readonly url: string | null
  readonly remove: () => Promise<void>
}

export function serverPlace(url: string): Place {
  return {
    name: 'Postgres',
    open: () => postgresStore(url),
    sql: async (text) => void (await ask(url, text)),
    url,
    remove: async () => {},
  }
}

export function embeddedPlace(): Place {
  const folder = mkdtempSync(join(diskFolder(), 'caseline-bench-pglite-'))
  return {
    name: 'PGlite on disk',
    open: () => pgliteStore({ folder, template: templateFile() }),
    sql: async (text) => {
      const database = await PGlite.create({ dataDir: join(folder, 'database') })
      await database.exec(text)
      await database.close()
    },
    url: null,
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

// caseline/pglite
import { resolve } from 'node:path'
import type { ServedStore } from '../../../ports/service-store.js'
import { KNOW_ERA } from '../know-era.js'
import { type MigrationRun, migrate, migrationRun } from '../migrate.js'
import { type SqlStoreOptions, sqlStore } from '../sql-store.js'
import { openPGlite, type PGliteOptions } from './pglite-driver.js'

export type { ServedStore } from '../../../ports/service-store.js'
export type { Store } from '../../../ports/store.js'
export { StoreError, type StoreErrorCode } from '../../../ports/store-error.js'
export type { MigrationRun } from '../migrate.js'
export type { PGliteOptions } from './pglite-driver.js'

export interface PGliteStoreOptions extends PGliteOptions, SqlStoreOptions {}

export interface PGliteStore extends ServedStore {
  /** The whole database as a gzip of its folder, taken between two commands; `backup` of a new store takes it. */
  readonly backup: () => Promise<Uint8Array>
}

/**
 * The embedded store: PostgreSQL inside this process, in a folder or in memory. It outlives `kill -9`; it does NOT outlive
 * a power cut, since PGlite never waits for the disk. One process per folder. Throws `StoreError`: `folder-in-use`,
 * `schema-too-new`, `unavailable`.
 */
export async function pgliteStore(options: PGliteStoreOptions = {}): Promise<PGliteStore> {
  const { folder } = options
  const database = await openPGlite({ ...options, ...(folder === undefined ? {} : { folder: resolve(folder) }) })
  try {
    await migrate(database.session)
    await database.session.run(KNOW_ERA)
  } catch (error) {
    await database.driver.close()
    throw error
  }
  return { ...sqlStore(database.driver, options), backup: database.dump }
}

/** Runs pending migrations of an embedded database; a dry run only tells what stands and what is pending. */
export async function migratePGlite(
  folder: string,
  { dryRun = false }: { readonly dryRun?: boolean } = {},
): Promise<MigrationRun> {
  const database = await openPGlite({ folder: resolve(folder) })
  try {
    return await migrationRun(database.session, dryRun)
  } finally {
    await database.driver.close()
  }
}

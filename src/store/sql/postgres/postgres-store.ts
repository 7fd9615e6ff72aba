// caseline/postgres

import type { ServedStore } from '../../../ports/service-store.js'
import { StoreError } from '../../../ports/store-error.js'
import { expectMigrated, type MigrationRun, migrationRun } from '../migrate.js'
import { type SqlStoreOptions, sqlStore } from '../sql-store.js'
import { type PostgresDriver, type PostgresOptions, postgresDriver } from './postgres-driver.js'

export type { ServedStore } from '../../../ports/service-store.js'
export type { Store } from '../../../ports/store.js'
export { StoreError, type StoreErrorCode } from '../../../ports/store-error.js'
export type { MigrationRun } from '../migrate.js'
export type { PostgresOptions } from './postgres-driver.js'

export interface PostgresStoreOptions extends PostgresOptions, SqlStoreOptions {
  /** Bring the tables up to date at the start; safe for many nodes at once. Default true. False: `caseline migrate` does it. */
  readonly migrate?: boolean
}

/**
 * A store on a PostgreSQL server, 15 or newer. Any number of nodes may share it. Throws `StoreError`: `unavailable`,
 * `permission`, `schema-missing`, `schema-too-new`.
 */
export async function postgresStore(options: PostgresStoreOptions | string): Promise<ServedStore> {
  const asked = typeof options === 'string' ? { url: options } : options
  if (asked.migrate !== false) await migratePostgres(asked)
  const driver = await connect(asked)
  try {
    await driver.session(expectMigrated)
  } catch (error) {
    await driver.close()
    throw error
  }
  return sqlStore(driver, asked)
}

/** Runs pending migrations; a dry run only tells what stands and what is pending. */
export async function migratePostgres(
  options: PostgresOptions | string,
  { dryRun = false }: { readonly dryRun?: boolean } = {},
): Promise<MigrationRun> {
  // Nodes that start together wait for the one that migrates, however long it takes.
  const unhurried = { statementTimeoutMs: 0, connections: 1 }
  const driver = await connect({ ...(typeof options === 'string' ? { url: options } : options), ...unhurried })
  try {
    return await driver.session((session) => migrationRun(session, dryRun))
  } finally {
    await driver.close()
  }
}

async function connect(options: PostgresOptions): Promise<PostgresDriver> {
  const { default: pg } = await import('pg').catch((error: unknown) => {
    throw new StoreError('failed', 'caseline/postgres needs the package pg: npm install pg', { cause: error })
  })
  return postgresDriver((config) => new pg.Pool(config), options)
}

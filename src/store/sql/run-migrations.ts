import { Kysely, Migrator, sql } from 'kysely'
import { MIGRATIONS } from './migrations/migrations.js'
import type { Session } from './session.js'
import { sessionDialect } from './session-dialect.js'

/** Runs what is pending, by Kysely's migrator: all in one transaction with its entries. Answers names. */
export async function runMigrations(session: Session, migrations = MIGRATIONS): Promise<readonly string[]> {
  const migrator = new Migrator({
    db: new Kysely({ dialect: sessionDialect(session) }),
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
    migrationTableSchema: 'caseline',
    provider: {
      getMigrations: async () =>
        Object.fromEntries(
          migrations.map(({ name, sql: text }) => [
            name,
            { up: async (db: Kysely<unknown>) => void (await sql.raw(text).execute(db)) },
          ]),
        ),
    },
  })
  const { error, results = [] } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
  return results.map(({ migrationName }) => migrationName)
}

// Brings a database's tables up to this version, once, however many nodes start together. A database that is ahead is
// refused: an old node would write what a newer one can't read.
import { StoreError } from '../../ports/store-error.js'
import { MIGRATIONS } from './migrations/migrations.js'
import type { Session } from './session.js'

export interface MigrationStatus {
  /** Names, in order. */
  readonly applied: readonly string[]
  readonly pending: readonly string[]
}

export interface MigrationRun extends MigrationStatus {
  /** Names of those that this call ran. */
  readonly ran: readonly string[]
}

/** What stands, after running what was pending unless it is a dry run. */
export async function migrationRun(session: Session, isDry: boolean): Promise<MigrationRun> {
  const ran = isDry ? [] : await migrate(session)
  return { ...(await migrationStatus(session)), ran }
}

/** Any number will do, as long as all nodes take the same. */
const LOCK = 7_227_355_463

export async function migrationStatus(session: Session): Promise<MigrationStatus> {
  const [found] = await session.run(`select to_regclass('caseline.migration') is not null as stands`)
  const rows = isYes(found) ? await session.run('select name from caseline.migration order by name') : []
  const applied = rows.flatMap((row) => ('name' in row ? [String(row.name)] : []))
  const known = MIGRATIONS.map(({ name }) => name)
  const ahead = applied.filter((name) => !known.includes(name))
  if (ahead.length > 0) {
    throw new StoreError(
      'schema-too-new',
      `The database was made by a newer Caseline (${ahead.join(', ')}); this one knows up to ${known.at(-1)}. Update it on this node`,
    )
  }
  return { applied, pending: known.filter((name) => !applied.includes(name)) }
}

/** Runs what is pending and answers its names. Each runs in one transaction with its entry, all or nothing. */
export async function migrate(session: Session): Promise<readonly string[]> {
  if ((await migrationStatus(session)).pending.length === 0) return []
  await session.run('select pg_advisory_lock($1)', [LOCK])
  try {
    // Whoever waited for the lock may find everything done.
    if ((await migrationStatus(session)).pending.length === 0) return []
    // Only who has something to run loads what runs it: 200 modules.
    const { runMigrations } = await import('./run-migrations.js')
    return await runMigrations(session)
  } finally {
    // A connection that is lost has lost its locks, and there is something else to tell.
    await session.run('select pg_advisory_unlock($1)', [LOCK]).catch(() => undefined)
  }
}

/** For nodes that may not change tables. */
export async function expectMigrated(session: Session): Promise<void> {
  const { pending } = await migrationStatus(session)
  if (pending.length === 0) return
  throw new StoreError('schema-missing', `The database lacks ${pending.join(', ')}; run \`caseline migrate\``)
}

function isYes(row: object | undefined): boolean {
  return row !== undefined && 'stands' in row && row.stands === true
}

// Commands on a desk's database: which one, and what to do with it.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Command, Option } from 'commander'
import { createDesk } from '../desk/create-desk.js'
import type { Desk } from '../desk/desk.js'
import type { Store } from '../ports/store.js'
import { pgliteStore } from '../store/sql/pglite/pglite-store.js'
import { postgresStore } from '../store/sql/postgres/postgres-store.js'
import { UsageError } from './exit.js'

export interface StoreFlags {
  readonly postgres?: string
  readonly data?: string
  readonly workspace?: string
}

export function databaseOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--postgres <url>', 'a Postgres server: postgres://user@host/database').env('CASELINE_POSTGRES'),
    )
    .addOption(new Option('--data <folder>', 'an embedded database').env('CASELINE_DATA').conflicts('postgres'))
}

export function deskOptions(command: Command): Command {
  return databaseOptions(command).option('--workspace <name>', 'tenant', 'default')
}

export type Database = { readonly postgres: string } | { readonly data: string }

export function databaseOf({ postgres, data }: StoreFlags): Database {
  if (postgres !== undefined) return { postgres }
  if (data !== undefined) return { data }
  throw new UsageError('Say where the desk is: --postgres <url> or --data <folder>.')
}

/** A desk without channels on the database: it reads, decides and keeps up, and delivers nothing. */
export async function withDesk<T>(flags: StoreFlags, use: (desk: Desk, store: Store) => Promise<T>): Promise<T> {
  const database = databaseOf(flags)
  const store =
    'postgres' in database
      ? await postgresStore({ url: database.postgres, connections: 2, migrate: false })
      : await pgliteStore({ folder: existing(database.data) })
  try {
    const { workspace } = flags
    const desk = await createDesk({ store, channels: [], ...(workspace === undefined ? {} : { workspace }) })
    return await use(desk, store)
  } finally {
    await store.close()
  }
}

/** A look at a folder must not make a database in a mistyped one. */
export function existing(folder: string): string {
  if (existsSync(join(folder, 'database'))) return folder
  throw new UsageError(`${folder} holds no embedded database.`)
}

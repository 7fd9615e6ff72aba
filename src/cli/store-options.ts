// Commands on a desk's database: which one, and what to do with it.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { createDesk } from '../desk/create-desk.js'
import type { Desk } from '../desk/desk.js'
import type { ServedStore } from '../ports/service-store.js'
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
    .option('--postgres <url>', `a Postgres server: postgres://user@host/database (or ${POSTGRES})`)
    .option('--data <folder>', `an embedded database (or ${DATA})`)
}

const POSTGRES = 'CASELINE_POSTGRES'
const DATA = 'CASELINE_DATA'

export function deskOptions(command: Command): Command {
  return databaseOptions(command).option('--workspace <name>', 'tenant', 'default')
}

export type Database = { readonly postgres: string } | { readonly data: string }

/** An option outweighs the environment. */
export function databaseOf({ postgres, data }: StoreFlags, env: NodeJS.ProcessEnv = process.env): Database {
  const isSaid = postgres !== undefined || data !== undefined
  const [server, folder] = isSaid ? [postgres, data] : [env[POSTGRES], env[DATA]]
  if (server !== undefined && folder !== undefined) {
    const names = isSaid ? ['--postgres', '--data'] : [POSTGRES, DATA]
    throw new UsageError(`A desk is in one place: ${names.join(' or ')}, not both.`)
  }
  if (server !== undefined) return { postgres: server }
  if (folder !== undefined) return { data: folder }
  throw new UsageError('Say where the desk is: --postgres <url> or --data <folder>.')
}

/** A desk without channels on the database: it reads, decides and keeps up, and delivers nothing. */
export async function withDesk<T>(flags: StoreFlags, use: (desk: Desk, store: ServedStore) => Promise<T>): Promise<T> {
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

// Commands on a desk's database: which one, and what to do with it. All find it as `serve` does.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { createDesk } from '../desk/create-desk.js'
import type { Desk } from '../desk/desk.js'
import type { ServedStore } from '../ports/service-store.js'
import { StoreError } from '../ports/store-error.js'
import { type ConfigFlags, configOptions, loadedFrom } from './config/config-options.js'
import { postgresFault } from './config/postgres-fault.js'
import { type StoreSettings, settingsOf } from './config/settings.js'
import { UsageError } from './exit.js'
import { openStore } from './serve/open-store.js'
import type { Terminal } from './terminal.js'

export interface StoreFlags extends ConfigFlags {
  readonly workspace?: string
}

export interface StorePlace {
  readonly store: StoreSettings
  /** False: nobody says where it is, it is where a desk would be by itself. */
  readonly isSaid: boolean
}

export function deskOptions(command: Command): Command {
  return configOptions(command).option('--workspace <name>', 'tenant', 'default')
}

/** With an option no configuration is read; else of its faults only those count that are about the store. */
export async function placeOf(flags: StoreFlags, terminal: Terminal): Promise<StorePlace> {
  const { data, postgres } = flags
  if (data !== undefined && postgres !== undefined)
    throw new UsageError('A desk is in one place: --data or --postgres, not both.')
  if (data !== undefined) return { store: { kind: 'embedded', folder: data }, isSaid: true }
  if (postgres !== undefined) {
    const fault = postgresFault(postgres)
    if (fault !== null) throw new UsageError(`--postgres: ${fault}`)
    return { store: { kind: 'postgres', url: postgres, connections: 2, migrate: false }, isSaid: true }
  }
  const isElsewhere = (pointer: string): boolean => pointer !== '' && !/^\/store(?:\/|$)/u.test(pointer)
  const loaded = await loadedFrom(flags, terminal, isElsewhere)
  return placeIn(settingsOf(loaded.config, process.env).store, loaded.isSaid)
}

export function placeIn(store: StoreSettings, isSaid: (pointer: string) => boolean): StorePlace {
  return {
    // Only `migrate` and `serve` change a server's tables.
    store: store.kind === 'postgres' ? { ...store, migrate: false, connections: 2 } : store,
    isSaid: store.kind === 'postgres' || isSaid('/store/data'),
  }
}

export interface Opening {
  /** An embedded database may be made for it. */
  readonly isNew?: boolean
  /** The command can ask a running desk instead. */
  readonly canAsk?: boolean
}

export async function openPlace(place: StorePlace, terminal: Terminal, opening: Opening = {}): Promise<ServedStore> {
  const { isNew = false, canAsk = false } = opening
  if (!isNew) expectDatabase(place)
  const note = (text: string): void => terminal.err(`${terminal.errColours.dim(text)}\n`)
  return openStore(place.store, note).catch((error: unknown) => {
    if (!canAsk || !(error instanceof StoreError) || error.code !== 'folder-in-use') throw error
    const how = 'Ask it with --url http://127.0.0.1:4100, and --key of an admin where keys are in use'
    throw new StoreError('folder-in-use', `${error.message.split('. ')[0]}. ${how}`, { cause: error })
  })
}

/** A desk without channels on the database: it reads, decides and keeps up, and delivers nothing. */
export async function withDesk<T>(
  flags: StoreFlags,
  terminal: Terminal,
  use: (desk: Desk, store: ServedStore) => Promise<T>,
  opening?: Opening,
): Promise<T> {
  const store = await openPlace(await placeOf(flags, terminal), terminal, opening)
  try {
    const { workspace } = flags
    const desk = await createDesk({ store, channels: [], ...(workspace === undefined ? {} : { workspace }) })
    return await use(desk, store)
  } finally {
    await store.close()
  }
}

/** A look must not make a database in a folder that was mistyped, or that nobody named. */
export function expectDatabase({ store, isSaid }: StorePlace): void {
  if (store.kind === 'postgres' || hasDatabase(store.folder)) return
  const where = isSaid ? '' : ' Say where the desk is: --config <file>, --data <folder> or --postgres <url>.'
  throw new UsageError(`${store.folder} holds no embedded database.${where}`)
}

export function hasDatabase(folder: string): boolean {
  return existsSync(join(folder, 'database'))
}

// Accounts that calls made stand in the database, which a running desk on an embedded one doesn't share.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { StoredChannel } from '../../ports/channel-store.js'
import type { ServedStore } from '../../ports/service-store.js'
import { StoreError } from '../../ports/store-error.js'
import type { StoreSettings } from '../config/settings.js'
import { openStore } from '../serve/open-store.js'

export type StoredAccounts =
  | { readonly accounts: ReadonlyMap<string, readonly StoredChannel[]> }
  /** Why they can't be seen. */
  | { readonly unseen: string }

/** By workspace. Throws `StoreError` where the database is there and can't be read. */
export async function storedAccounts(where: StoreSettings, workspaces: readonly string[]): Promise<StoredAccounts> {
  // A look must not make a database.
  if (where.kind === 'embedded' && !existsSync(join(where.folder, 'database'))) return { accounts: new Map() }
  const store = await opened(where)
  if (store === null) return { unseen: `${where.kind === 'embedded' ? where.folder : 'The database'} is in use` }
  try {
    const found = await Promise.all(
      workspaces.map(async (workspace) => [workspace, await store.channels.accounts(workspace)] as const),
    )
    return { accounts: new Map(found) }
  } finally {
    await store.close()
  }
}

async function opened(where: StoreSettings): Promise<ServedStore | null> {
  try {
    // Only `migrate` and `serve` change a server's tables.
    return await openStore(where.kind === 'postgres' ? { ...where, migrate: false, connections: 1 } : where, () => {})
  } catch (error) {
    if (error instanceof StoreError && error.code === 'folder-in-use') return null
    throw error
  }
}

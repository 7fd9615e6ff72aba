// Keys of all workspaces: a request names only its key.
import type { ApiKey, ServiceStore, StoredApiKey } from '../../../ports/service-store.js'
import { StoreError } from '../../../ports/store-error.js'

export type KeyBook = Pick<ServiceStore, 'addKey' | 'key' | 'keys' | 'revokeKey' | 'hasKeys' | 'workspaces'>

export function keyBook(): KeyBook {
  const all = new Map<string, StoredApiKey>()
  return {
    addKey: async (key) => {
      if (all.has(key.id)) throw new StoreError('failed', `There is a key ${key.id} already`)
      all.set(key.id, key)
    },
    key: async (id) => all.get(id) ?? null,
    keys: async (workspace) =>
      [...all.values()]
        .filter((key) => key.workspace === workspace)
        .map(withoutHash)
        .sort((left, right) => (left.createdAt + left.id < right.createdAt + right.id ? -1 : 1)),
    revokeKey: async (workspace, id, at) => {
      const key = all.get(id)
      if (key === undefined || key.workspace !== workspace || key.revokedAt !== null) return false
      all.set(id, { ...key, revokedAt: at })
      return true
    },
    hasKeys: async () => [...all.values()].some(({ revokedAt }) => revokedAt === null),
    workspaces: async () => [...new Set([...all.values()].map(({ workspace }) => workspace))].sort(),
  }
}

function withoutHash({ hash: _, ...key }: StoredApiKey): ApiKey {
  return key
}

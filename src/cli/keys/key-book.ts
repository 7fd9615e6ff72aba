// Where API keys are made, listed and revoked: in the database itself, or by a running desk that has it.
import { isRecord } from '../../core/rules/record.js'
import { makeKey } from '../../http/keys.js'
import { type ApiKey, KEY_SCOPES, type KeyScope } from '../../ports/service-store.js'
import { ApiError, type ApiFlags, callApi } from '../api-client.js'
import { type ConfigFlags, loadedFrom } from '../config/config-options.js'
import { settingsOf } from '../config/settings.js'
import { expectDatabase, openPlace, placeIn } from '../store-options.js'
import type { Terminal } from '../terminal.js'

export interface KeyFlags extends ConfigFlags, ApiFlags {
  readonly workspace: string
  readonly json?: boolean
}

export interface KeyBook {
  readonly add: (name: string, scopes: readonly KeyScope[]) => Promise<ApiKey & { readonly key: string }>
  readonly list: () => Promise<readonly ApiKey[]>
  /** False: there is no such key that still stands. */
  readonly revoke: (id: string) => Promise<boolean>
}

/** `isNew`: an embedded database may be made for it. */
export async function withKeys<T>(
  flags: KeyFlags,
  terminal: Terminal,
  { isNew }: { readonly isNew: boolean },
  use: (book: KeyBook) => Promise<T>,
): Promise<T> {
  const { url, workspace } = flags
  if (url !== undefined) return use(remoteBook({ ...flags, url }))
  const loaded = await loadedFrom(flags, terminal)
  const { store: said, workspaces } = settingsOf(loaded.config, process.env)
  const place = placeIn(said, loaded.isSaid)
  if (!isNew) expectDatabase(place)
  if (loaded.isSaid('/workspaces') && !workspaces.some(({ name }) => name === workspace)) {
    terminal.err(`${terminal.errColours.yellow('warning')} The configuration names no workspace ${workspace}.\n`)
  }
  const store = await openPlace(place, terminal, { isNew, canAsk: true })
  try {
    const { service } = store
    return await use({
      add: async (name, scopes) => {
        const { key, id, hash } = makeKey()
        const made = { id, workspace, name, scopes, createdAt: new Date().toISOString(), revokedAt: null }
        await service.addKey({ ...made, hash })
        return { ...made, key }
      },
      list: () => service.keys(workspace),
      revoke: (id) => service.revokeKey(workspace, id, new Date().toISOString()),
    })
  } finally {
    await store.close()
  }
}

function remoteBook(flags: ApiFlags & { readonly url: string }): KeyBook {
  return {
    add: async (name, scopes) => {
      const made = await callApi(flags, 'POST', '/v1/keys', { name, scopes })
      const key = keyOf(made)
      const text = isRecord(made) ? made.key : undefined
      if (key === null || typeof text !== 'string') return strange()
      return { ...key, key: text }
    },
    list: async () => {
      const answer = await callApi(flags, 'GET', '/v1/keys')
      const items: unknown = isRecord(answer) ? answer.items : undefined
      return Array.isArray(items) ? items.map((item) => keyOf(item) ?? strange()) : strange()
    },
    revoke: async (id) => {
      try {
        await callApi(flags, 'DELETE', `/v1/keys/${encodeURIComponent(id)}`)
        return true
      } catch (error) {
        if (error instanceof ApiError && error.code === 'not-found') return false
        throw error
      }
    },
  }
}

function keyOf(value: unknown): ApiKey | null {
  if (!isRecord(value)) return null
  const { id, workspace, name, scopes, createdAt, revokedAt } = value
  if (typeof id !== 'string' || typeof workspace !== 'string' || typeof name !== 'string') return null
  if (typeof createdAt !== 'string' || !Array.isArray(scopes)) return null
  return {
    id,
    workspace,
    name,
    scopes: KEY_SCOPES.filter((scope) => scopes.includes(scope)),
    createdAt,
    revokedAt: typeof revokedAt === 'string' ? revokedAt : null,
  }
}

function strange(): never {
  throw new ApiError('internal', 'The desk gave an answer that this version does not understand')
}

import type { StoredChannel } from '../../ports/channel-store.js'
import { StoreError } from '../../ports/store-error.js'
import type { ConfigFlags } from '../config/config-options.js'
import type { Settings } from '../config/settings.js'
import { urlOf } from '../serve/listen.js'
import { openStore } from '../serve/open-store.js'
import { expectDatabase, hasDatabase, placeIn } from '../store-options.js'

export type Seen =
  | { readonly channels: readonly { readonly workspace: string; readonly channel: StoredChannel }[] }
  | {
      /** A sentence. */
      readonly why: string
      /** A running desk has the embedded folder: nothing is wrong, but it has to be asked. */
      readonly isServed: boolean
    }

/** Channels that calls made. The store is open only while they are read, so that a desk can start meanwhile. */
export async function storedChannels(
  { store: settings, server }: Pick<Settings, 'store' | 'server'>,
  isSaid: (pointer: string) => boolean,
  { data }: ConfigFlags,
  workspaces: readonly string[],
): Promise<Seen> {
  const place = placeIn(settings, isSaid)
  if (data !== undefined) expectDatabase(place)
  // A desk that never ran has had no calls.
  if (settings.kind === 'embedded' && !hasDatabase(settings.folder)) return { channels: [] }
  try {
    const store = await openStore(place.store, () => {})
    try {
      const all = await Promise.all(workspaces.map((workspace) => store.channels.accounts(workspace)))
      return {
        channels: all.flatMap((found, at) => found.map((channel) => ({ workspace: workspaces[at] ?? '', channel }))),
      }
    } finally {
      await store.close()
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    const isServed = error.code === 'folder-in-use'
    const why = isServed
      ? `${settings.kind === 'embedded' ? settings.folder : ''} is in use, so channels that calls made are not seen here. Ask the running desk: --url ${urlOf(server.host, server.port)}`
      : `Channels that calls made can't be seen: ${error.message}`
    return { why, isServed }
  }
}

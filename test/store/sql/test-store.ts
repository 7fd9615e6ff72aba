// What the desk's tests run on: memory, or what CASELINE_TEST_STORE names. Each call gives a store that holds nothing.
import type { ApiKey, ServedStore } from '../../../src/ports/service-store.js'
import { memoryStore } from '../../../src/store/memory/memory-store.js'
import { pglitePlace } from './pglite-place.js'
import { postgresPlace } from './postgres-place.js'

type Node = () => ServedStore

const KINDS: { readonly [kind: string]: () => Promise<Node> } = {
  memory: async () => memoryStore,
  postgres: async () => (await postgresPlace()).node,
  pglite: async () => (await pglitePlace()).node,
}

let place: Promise<Node> | undefined
let count = 0

export async function testStore(): Promise<ServedStore> {
  const kind = process.env.CASELINE_TEST_STORE ?? 'memory'
  const open = KINDS[kind]
  if (open === undefined) throw new Error(`CASELINE_TEST_STORE is ${kind}; there are ${Object.keys(KINDS).join(', ')}`)
  place ??= open()
  const node = await place
  count += 1
  return kind === 'memory' ? node() : inSpace(node(), `test${count}`)
}

/** The same store with workspaces of its own: nothing crosses them. */
function inSpace(store: ServedStore, prefix: string): ServedStore {
  const { close, service, ...calls } = store
  const { addKey, key, hasKeys, workspaces, isLogPlace, figures, ...serviceCalls } = service
  const isOwn = (workspace: string): boolean => workspace.startsWith(`${prefix}/`)
  const bare = <K extends ApiKey>(one: K): K => ({ ...one, workspace: one.workspace.slice(prefix.length + 1) })
  const own = <T extends object>(named: T): T => {
    const prefixed = Object.entries(named).map(([name, call]) => [
      name,
      (workspace: string, ...args: readonly unknown[]) =>
        Reflect.apply(call, store, [`${prefix}/${workspace}`, ...args]),
    ])
    return Object.fromEntries(prefixed)
  }
  const keysOf = own(serviceCalls).keys
  return {
    ...own(calls),
    close,
    service: {
      ...own(serviceCalls),
      addKey: (one) => addKey({ ...one, workspace: `${prefix}/${one.workspace}` }),
      key: async (id) => {
        const found = await key(id)
        return found !== null && isOwn(found.workspace) ? bare(found) : null
      },
      keys: async (workspace) => (await keysOf(workspace)).map(bare),
      hasKeys: async () => {
        const spaces = (await workspaces()).filter(isOwn)
        const all = await Promise.all(spaces.map((space) => service.keys(space)))
        return all.flat().some(({ revokedAt }) => revokedAt === null)
      },
      workspaces: async () => (await workspaces()).filter(isOwn).map((space) => space.slice(prefix.length + 1)),
      isLogPlace,
      ...(figures === undefined ? {} : { figures: own(figures) }),
    },
  }
}

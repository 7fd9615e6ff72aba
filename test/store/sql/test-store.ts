// What the desk's tests run on: memory, or what CASELINE_TEST_STORE names. Each call gives a store that holds nothing.
import type { Store } from '../../../src/ports/store.js'
import { memoryStore } from '../../../src/store/memory/memory-store.js'
import { pglitePlace } from './pglite-place.js'
import { postgresPlace } from './postgres-place.js'

type Node = () => Store

const KINDS: { readonly [kind: string]: () => Promise<Node> } = {
  memory: async () => memoryStore,
  postgres: async () => (await postgresPlace()).node,
  pglite: async () => (await pglitePlace()).node,
}

let place: Promise<Node> | undefined
let count = 0

export async function testStore(): Promise<Store> {
  const kind = process.env.CASELINE_TEST_STORE ?? 'memory'
  const open = KINDS[kind]
  if (open === undefined) throw new Error(`CASELINE_TEST_STORE is ${kind}; there are ${Object.keys(KINDS).join(', ')}`)
  place ??= open()
  const node = await place
  count += 1
  return kind === 'memory' ? node() : inSpace(node(), `test${count}`)
}

/** The same store with workspaces of its own: nothing crosses them. */
function inSpace(store: Store, prefix: string): Store {
  const { close, ...calls } = store
  const own = Object.entries(calls).map(([name, call]) => [
    name,
    (workspace: string, ...args: readonly unknown[]) => Reflect.apply(call, store, [`${prefix}/${workspace}`, ...args]),
  ])
  return { ...Object.fromEntries(own), close }
}

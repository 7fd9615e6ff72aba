// A process of the kill tests: a desk with its worker under load, told by its parent what to do, ended by SIGKILL.
import type { CustomerMessage } from '../../src/index.js'
import { createDesk } from '../../src/index.js'
import { StoreError } from '../../src/ports/store-error.js'
import { pgliteStore } from '../../src/store/sql/pglite/pglite-store.js'
import { postgresStore } from '../../src/store/sql/postgres/postgres-store.js'
import { chance } from './chance.js'
import { killOptions } from './kill-desk.js'
import { load, type Report, redeliver } from './kill-load.js'

export interface NodeOrders {
  readonly node: string
  readonly seed: number
  readonly standIn: string
  readonly store: { readonly url: string } | { readonly folder: string; readonly template: string }
  /** Loops of commands side by side. */
  readonly loops: number
  readonly redeliver: readonly CustomerMessage[]
}

const orders: NodeOrders = JSON.parse(process.env.KILL_NODE ?? '{}')

/** Resolves when the pipe has it, which outlives this process. */
function report(told: Report): Promise<void> {
  return new Promise((done) => process.send?.(told, () => done()))
}

let isOver = false
process.on('message', () => {
  isOver = true
})
// Unless it was told to end, the test is gone.
process.on('disconnect', () => process.exit(isOver ? 0 : 1))

const store = 'url' in orders.store ? await postgresStore(orders.store) : await pgliteStore(orders.store)
const desk = await createDesk({
  store,
  ...killOptions(orders.standIn, orders.node),
  // A server that is down is part of the test; any other failure of the worker is a fault.
  onError: (error) => {
    if (error instanceof StoreError && error.isRetryable) return
    void report({ says: 'fault', fault: error instanceof Error ? String(error.stack) : String(error) })
  },
})
desk.start()
await report({ says: 'ready' })
await redeliver(orders.redeliver, { desk, report })
const loops = Array.from({ length: orders.loops }, (_, loop) => {
  const node = `${orders.node}${String.fromCharCode(97 + loop)}`
  return load({ desk, node, chance: chance(orders.seed * 31 + loop), report, isOver: () => isOver })
})
await Promise.all(loops)
await desk.stop()
await store.close()
process.disconnect()

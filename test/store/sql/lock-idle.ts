// A process that opens a store, uses it, and has nothing more to do.
import { pgliteStore } from '../../../src/store/sql/pglite/pglite-store.js'

const [, , folder = '', template = ''] = process.argv
const store = await pgliteStore({ folder, template })
await store.health('default', new Date().toISOString())

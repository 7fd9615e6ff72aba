// Two nodes of one desk, both with a worker: whoever is free does what is due, and each message goes out once.
// With a server they are as far apart as you like; here they are two desks with a pool each. Without one, they share one
// embedded database in this process: a folder is for one process only.
//   CASELINE_POSTGRES=postgres://user@host/database node --import tsx examples/two-nodes.ts
import assert from 'node:assert/strict'
import { EventEmitter, once } from 'node:events'
import { createDesk } from 'caseline'
import { pgliteStore } from 'caseline/pglite'
import { postgresStore } from 'caseline/postgres'

const CUSTOMERS = 20
const url = process.env.CASELINE_POSTGRES
// On a server of yours it leaves its rows in a workspace of its own.
const workspace = `two-nodes-${Date.now()}`
const embedded = url === undefined ? await pgliteStore() : null
const stores = [embedded ?? (await postgresStore(url ?? '')), embedded ?? (await postgresStore(url ?? ''))]

const told = new EventEmitter()
const sent: { readonly customer: string; readonly by: number }[] = []
const nodes = await Promise.all(
  stores.map((store, by) =>
    createDesk({
      store,
      workspace,
      channels: [
        {
          id: 'tg',
          kind: 'telegram',
          deliver: ({ customer }) => {
            sent.push({ customer, by })
            if (sent.length === CUSTOMERS) told.emit('all')
          },
        },
      ],
      rules: {
        rules: [
          { id: 'hello', on: 'chat.started', then: [{ do: 'send-message', text: 'Hello! We will answer soon.' }] },
        ],
      },
    }),
  ),
)
const [one, two] = nodes
assert.ok(one !== undefined && two !== undefined)

const everything = once(told, 'all')
for (const node of nodes) node.start()
const answers = await Promise.all(
  Array.from({ length: CUSTOMERS }, async (_, index) => {
    const message = { channel: 'tg', customer: { id: `c${index}` }, id: `tg:${index}`, text: 'Good morning' }
    const [node, other] = index % 2 === 0 ? [one, two] : [two, one]
    const { chat } = await node.receive(message)
    // A provider that is in doubt sends again, and the balancer takes the other node.
    assert.equal((await other.receive(message)).outcome, 'duplicate')
    return chat.number
  }),
)
await everything

// One chat per customer, and each was greeted once, by one of the nodes.
assert.equal(new Set(answers).size, CUSTOMERS)
assert.equal((await two.chats()).length, CUSTOMERS)
assert.equal(new Set(sent.map(({ customer }) => customer)).size, CUSTOMERS)

// Two agents on two nodes close the same chat in the same moment: one does, the other is told no.
const [number = 0] = answers
const closed = await Promise.allSettled([
  one.finish(number, { agent: 'olga', status: 'closed' }),
  two.finish(number, { agent: 'ivan', status: 'pending' }),
])
assert.deepEqual(closed.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])

// One node goes away; the other goes on.
await one.stop()
const { outcome } = await two.receive({ channel: 'tg', customer: { id: 'c1' }, id: 'tg:later', text: 'Thank you' })
assert.equal(outcome, 'appended')

const share = [0, 1].map((by) => sent.filter((message) => message.by === by).length)
console.log(
  `${url === undefined ? 'two desks on one embedded database' : 'two nodes on a server'}: ${CUSTOMERS} chats, greeted ${share.join(' + ')} times`,
)
await two.stop()
for (const store of new Set(stores)) await store.close()

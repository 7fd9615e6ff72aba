// The desk on the embedded database: everything is in a folder, and another process goes on from it.
//   npm install caseline @electric-sql/pglite
//   node --import tsx examples/embed-durable.ts
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDesk } from 'caseline'
import { pgliteStore } from 'caseline/pglite'
import { fakeChannel, manualClock } from 'caseline/testing'

const folder = mkdtempSync(join(tmpdir(), 'caseline-'))
const clock = manualClock('2026-03-02T09:00:00Z')
const telegram = fakeChannel()
const open = async () => {
  const store = await pgliteStore({ folder })
  const desk = await createDesk({
    store,
    clock,
    channels: [{ id: 'tg', kind: 'telegram', deliver: telegram.deliver }],
  })
  return { desk, store }
}

const first = await open()
const { chat } = await first.desk.receive({
  channel: 'tg',
  customer: { id: '42', name: 'Anna' },
  id: 'tg:1',
  text: 'Where is my parcel?',
})
await first.desk.reply(chat.number, { agent: 'olga', text: 'It comes today' })
// The reply is committed, and nobody has sent it yet.
await first.desk.stop()
await first.store.close()

clock.advance('PT1M')
const second = await open()
await second.desk.runDue()
assert.deepEqual(
  telegram.sent.map((message) => message.text),
  ['It comes today'],
)
assert.deepEqual(
  (await second.desk.messages(chat.number)).map((message) => [message.author, message.text, message.delivery]),
  [
    ['customer', 'Where is my parcel?', undefined],
    ['agent', 'It comes today', 'sent'],
  ],
)
// The provider didn't hear our answer and sends the message again.
const again = await second.desk.receive({
  channel: 'tg',
  customer: { id: '42' },
  id: 'tg:1',
  text: 'Where is my parcel?',
})
assert.equal(again.outcome, 'duplicate')
await second.desk.finish(chat.number, { agent: 'olga', status: 'closed' })
const backup = await second.store.backup()
await second.desk.stop()
await second.store.close()

// The folder is lost; the backup makes another.
rmSync(folder, { recursive: true })
const store = await pgliteStore({ folder, backup })
const third = await createDesk({ store, clock, channels: [{ id: 'tg', kind: 'telegram', deliver: telegram.deliver }] })
const { state, counts } = await third.chat(chat.number)
assert.equal(state, 'closed')
const next = await third.receive({ channel: 'tg', customer: { id: '42' }, id: 'tg:2', text: 'Another question' })
assert.equal(next.chat.previous, chat.number)

console.log(
  `chat ${chat.number} ${state} with ${counts.customer + counts.agent} messages, then chat ${next.chat.number}`,
)
await third.stop()
await store.close()
rmSync(folder, { recursive: true })

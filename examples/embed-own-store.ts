// Your own database: a `Store` that keeps everything in one JSON file, and a desk that goes on from it after a restart.
// The store is in json-file-store/; the suite of `caseline/testing` proves it right (test/store/json-file-store.test.ts).
//   node --import tsx examples/embed-own-store.ts
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDesk } from 'caseline'
import { manualClock } from 'caseline/testing'
import { jsonFileStore } from './json-file-store/json-file-store.js'

const folder = mkdtempSync(join(tmpdir(), 'caseline-'))
const path = join(folder, 'desk.json')
const clock = manualClock('2026-03-02T09:00:00Z')
const open = () => createDesk({ store: jsonFileStore(path), clock, channels: [{ id: 'tg', kind: 'telegram' }] })

const desk = await open()
const { chat } = await desk.receive({ channel: 'tg', customer: { id: '42' }, id: 'tg:1', text: 'Where is my parcel?' })
await desk.reply(chat.number, { agent: 'olga', text: 'It comes today' })
await desk.stop()

// Another process, ten minutes later: what falls due was in the file.
clock.advance('PT10M')
const later = await open()
await later.runDue()
assert.equal((await later.chat(chat.number)).state, 'finished-pending')
const again = await later.receive({ channel: 'tg', customer: { id: '42' }, id: 'tg:1', text: 'Where is my parcel?' })
assert.equal(again.outcome, 'duplicate')
const back = await later.receive({ channel: 'tg', customer: { id: '42' }, id: 'tg:2', text: 'Another question' })
assert.equal(back.outcome, 'reopened')
const split = await later.split(chat.number, { agent: 'olga' })
assert.equal(split.chat.splitFrom, chat.number)
assert.deepEqual(
  (await later.messages(split.chat.number, { previous: true })).map((message) => [message.chat, message.text]),
  [
    [1, 'Where is my parcel?'],
    [1, 'It comes today'],
    [2, 'Another question'],
  ],
)
console.log(
  `two desks, one file: ${(await later.chats()).map(({ number, state }) => `chat ${number} ${state}`).join(', ')}`,
)
rmSync(folder, { recursive: true })

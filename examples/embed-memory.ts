// The desk with our store: a customer writes, an agent answers and closes, and the next question is a chat of its own.
//   node --import tsx examples/embed-memory.ts
import assert from 'node:assert/strict'
import { createDesk, memoryStore } from 'caseline'
import { fakeChannel, manualClock } from 'caseline/testing'

const clock = manualClock('2026-03-02T21:40:00+03:00')
const telegram = fakeChannel()
const desk = await createDesk({
  store: memoryStore(),
  clock,
  channels: [{ id: 'tg', kind: 'telegram', deliver: telegram.deliver }],
  rules: {
    schedules: { support: { zone: 'Europe/Moscow', week: { 'mon-fri': ['09:00-18:00'] } } },
    rules: [
      {
        id: 'away',
        on: ['chat.started', 'chat.reopened'],
        when: {
          all: [{ fact: 'schedule', params: { name: 'support' }, path: '$.open', operator: 'equal', value: false }],
        },
        then: [
          {
            do: 'send-message',
            text: "We are back {{ schedule.support.nextOpening | date: 'cccc HH:mm' }}.",
            onlyFirstChatOnChannel: false,
            once: { per: 'absence', schedule: 'support' },
          },
        ],
      },
    ],
  },
})
const anna = { id: '42', name: 'Anna' }

const first = await desk.receive({ channel: 'tg', customer: anna, id: 'tg:1', text: 'Where is my parcel?' })
assert.equal(first.outcome, 'started')
await desk.receive({ channel: 'tg', customer: anna, id: 'tg:2', text: 'Anybody there?' })
const again = await desk.receive({ channel: 'tg', customer: anna, id: 'tg:2', text: 'Anybody there?' })
assert.equal(again.outcome, 'duplicate')
await desk.runDue()
assert.deepEqual(
  telegram.sent.map((message) => message.text),
  ['We are back Tuesday 09:00.'],
)

clock.advance('PT10M')
await desk.runDue()
assert.equal((await desk.chat(first.chat.number))?.state, 'finished-open')

clock.set('2026-03-03T09:05:00+03:00')
await desk.reply(first.chat.number, { agent: 'olga', text: 'It comes today' })
await desk.finish(first.chat.number, { agent: 'olga', status: 'closed' })

const second = await desk.receive({ channel: 'tg', customer: anna, id: 'tg:3', text: 'And how do I send it back?' })
assert.equal(second.outcome, 'started')
assert.equal(second.chat.previous, first.chat.number)
assert.ok(second.chat.actions.includes('merge'))

console.log(`chat ${first.chat.number} closed, chat ${second.chat.number} ${second.chat.state}`)

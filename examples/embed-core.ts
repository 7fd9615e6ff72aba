// The pure core: one function from (thread, command, context) to the next thread and everything that follows from it.
// What is stored, when time passes and who delivers is yours; here three variables.
//   node --import tsx examples/embed-core.ts
import assert from 'node:assert/strict'
import {
  type Command,
  type Context,
  chatView,
  currentChat,
  DEFAULT_STORM,
  emptyThread,
  handle,
  loadRuleSet,
  needsNumber,
  newContact,
} from 'caseline/core'

const loaded = loadRuleSet({
  rules: [
    {
      id: 'refund',
      on: 'message.received',
      when: { all: [{ fact: 'message', path: '$.text', operator: 'containsAnyText', value: ['refund', 'возврат'] }] },
      then: [
        { do: 'add-tags', tags: ['billing'] },
        { do: 'send-message', text: 'Which order is it about?' },
      ],
    },
  ],
})
if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics))

const channel = {
  id: 'tg',
  kind: 'telegram',
  name: 'Support bot',
  endless: false,
  finishAfterMs: 600_000,
  warnBeforeMs: 60_000,
  postponeMs: 300_000,
}
const start = '2026-03-02T09:00:00.000Z'
let thread = emptyThread('tg', '42')
let contact = newContact('tg', '42', start)
let lastNumber = 0

async function decide(command: Command) {
  const nextNumber = needsNumber(currentChat(thread), command) ? lastNumber + 1 : null
  const context: Context = {
    channel,
    contact,
    nextNumber,
    messages: [],
    rules: loaded.ok ? loaded.rules : null,
    agents: { online: 1, statuses: { olga: 'online' } },
    facts: {},
    storm: DEFAULT_STORM,
    trace: 'full',
  }
  const decided = await handle(thread, command, context)
  // The same input gives the same bytes.
  assert.equal(JSON.stringify(await handle(thread, command, context)), JSON.stringify(decided))
  if (decided.refused !== null) return decided
  thread = decided.thread
  contact = decided.contact
  lastNumber = nextNumber ?? lastNumber
  return decided
}

const first = await decide({
  type: 'customer.message',
  id: 'c1',
  at: start,
  channel: 'tg',
  customer: { id: '42', name: 'Anna' },
  messageId: 'tg:1',
  text: 'Оформите возврат',
  attachments: [],
})
assert.ok(first.refused === null)
assert.deepEqual(
  first.events.map((event) => event.type),
  ['chat.started', 'message.received', 'chat.updated', 'message.automated'],
)
assert.deepEqual(
  first.effects.map((effect) => effect.type),
  ['send-message'],
)

// Timers are data: keep them with the thread and hand each back as a command when its moment has come.
const silence = first.timers.set.find((timer) => timer.kind === 'silence')
assert.equal(silence?.due, '2026-03-02T09:09:00.000Z')

const refused = await decide({ type: 'split', id: 'c2', at: '2026-03-02T09:01:00.000Z', chat: 1, agent: 'olga' })
assert.equal(refused.refused?.code, 'nothing-to-split')

const chat = currentChat(thread)
assert.ok(chat !== null)
const view = chatView(thread, chat, channel)
assert.deepEqual(view.tags, ['billing'])
console.log(`chat ${view.number} is ${view.state}; one may ${view.actions.join(', ')}`)

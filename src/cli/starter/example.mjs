import { createDesk, loadRules, memoryStore } from 'caseline'

const desk = await createDesk({
  store: memoryStore(),
  rules: await loadRules('rules'),
  channels: [{ id: 'tg-support', kind: 'telegram' }],
})

const { chat, outcome, effects } = await desk.receive({
  channel: 'tg-support',
  customer: { id: '42', name: 'Ann' },
  id: 'tg:1001',
  text: 'Hello, this is urgent',
})
console.log(`${outcome}: chat ${chat.number} is ${chat.state}, priority ${chat.priority}`)
for (const effect of effects) console.log(effect.type, effect.text ?? '')

await desk.reply(chat.number, { agent: 'olga', text: 'Good day!' })
const finished = await desk.finish(chat.number, { agent: 'olga', status: 'closed' })
console.log(`finished: ${finished.chat.state}; what can be done now: ${finished.chat.actions.join(', ')}`)

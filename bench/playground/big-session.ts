import type { Session } from '../../playground/src/session/session.js'
import { ruleMix, wordOf } from '../engine/rule-mix.js'

const START = Date.parse('2026-03-03T07:30:00.000Z')
const CUSTOMERS = 40

/** Every third message comes from one customer, so that one conversation is long; the others have many chats. */
export function bigSession(rules: number, messages: number): Session {
  return {
    version: 1,
    name: `${rules} rules, ${messages} messages`,
    start: new Date(START).toISOString(),
    zone: 'Europe/Moscow',
    channels: [{ id: 'tg', kind: 'telegram', name: 'Telegram' }],
    customers: Array.from({ length: CUSTOMERS }, (_, index) => ({ id: `c${index}`, name: `Customer ${index}` })),
    agents: { olga: 'online' },
    rules: [{ name: 'mix.rules.json', text: JSON.stringify(ruleMix(rules)) }],
    acts: Array.from({ length: messages }, (_, index) => ({
      type: 'customer',
      channel: 'tg',
      customer: `c${index % 3 === 0 ? 0 : 1 + (index % (CUSTOMERS - 1))}`,
      text: `Message ${index}, about ${wordOf(index % Math.max(1, rules))}`,
    })),
  }
}

import type { Customer, Session } from '../session.js'
import { SAMPLE_RULES } from './sample-rules.js'

/** A Tuesday morning at a shop: eight channels, three customers, two agents, the rules that ship. */
export function newSession(language: 'en' | 'ru'): Session {
  return { ...BASE, customers: language === 'ru' ? [...RUSSIANS, KATE] : [KATE, ...ENGLISH] }
}

const KATE: Customer = { id: 'kate', name: 'Kate', language: 'en' }
const ENGLISH: readonly Customer[] = [
  { id: 'george', name: 'George', language: 'en', email: 'george@example.com' },
  { id: 'anna', name: 'Анна', language: 'ru' },
]
const RUSSIANS: readonly Customer[] = [
  { id: 'anna', name: 'Анна', language: 'ru' },
  { id: 'boris', name: 'Борис', language: 'ru', email: 'boris@example.com' },
]

const BASE: Omit<Session, 'customers'> = {
  version: 1,
  name: '',
  start: '2026-03-03T07:30:00.000Z',
  zone: 'Europe/Moscow',
  channels: [
    { id: 'tg-support', kind: 'telegram', name: 'Telegram' },
    { id: 'vk-shop', kind: 'vk', name: 'VK' },
    { id: 'viber', kind: 'viber', name: 'Viber' },
    { id: 'fb-page', kind: 'facebook', name: 'Facebook' },
    { id: 'slack', kind: 'slack', name: 'Slack' },
    { id: 'skype', kind: 'skype', name: 'Skype' },
    { id: 'chatra', kind: 'chatra', name: 'Chatra' },
    { id: 'mail', kind: 'email', name: 'E-mail' },
  ],
  agents: { olga: 'online', ivan: 'online' },
  rules: SAMPLE_RULES,
  acts: [],
}

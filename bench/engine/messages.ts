// The messages that every contestant gets: customers in turn, five messages each, some words of the rules in them.
import type { CustomerMessage } from 'caseline'
import { accountOf, CHANNELS, subjectOf, tagOf, wordOf } from './rule-mix.js'

export interface Timed {
  readonly at: string
  readonly message: CustomerMessage
}

const PER_CUSTOMER = 5
/** A Monday before opening, Moscow time; a message every 97 s walks through open and closed hours. */
const START = Date.parse('2026-03-02T04:00:00Z')
const STEP_MS = 97_000

const PHRASES = [
  'Здравствуйте! Подскажите, пожалуйста, когда придёт мой заказ',
  'Добрый день. Оплата прошла дважды, что делать',
  'Не могу войти в личный кабинет, пишет неверный пароль',
  'Спасибо, всё получилось',
  'Hello, could you tell me what the delivery to Kazan costs',
  'А ещё вопрос: можно ли вернуть товар без чека, если коробка открыта и прошло больше недели',
]

/** Numbers that look random and are the same in every run. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** `rules`: how many rules there are to hit. `prefix` makes customers and ids of their own. */
export function messages(count: number, rules: number, prefix = ''): readonly Timed[] {
  const random = randomNumbers(42)
  const pick = (limit: number): number => Math.floor(random() * limit)
  const all = Array.from({ length: Math.max(rules, 10) }, (_, n) => n)
  const byWord = all.filter((n) => subjectOf(n) === 'word')
  const byCustomer = all.filter((n) => subjectOf(n) === 'customer')
  const customers = Math.ceil(count / PER_CUSTOMER)
  const known = Array.from({ length: customers }, (_, c) => ({
    channel: CHANNELS[c % CHANNELS.length]?.id ?? 'tg',
    customer: {
      id: `${prefix}customer-${c}`,
      name: `Анна ${c}`,
      ...(random() < 0.5 ? { email: `anna${c}@example.org` } : {}),
      tags: [tagOf(byCustomer[pick(byCustomer.length)] ?? 3), 'всё подряд'],
      fields: { account: accountOf(byCustomer[pick(byCustomer.length)] ?? 2), city: 'Казань' },
    },
  }))
  return Array.from({ length: count }, (_, m): Timed => {
    const luck = random()
    const hits = luck < 0.2 ? 0 : luck < 0.95 ? 1 : 2
    const words = Array.from({ length: hits }, () => wordOf(byWord[pick(byWord.length)] ?? 0))
    const phrase = PHRASES[pick(PHRASES.length)] ?? ''
    const { channel, customer } = known[m % customers] ?? { channel: 'tg', customer: { id: 'nobody' } }
    return {
      at: new Date(START + m * STEP_MS).toISOString(),
      message: { channel, customer, id: `${prefix}m${m}`, text: `${phrase} ${words.join(' ')}` },
    }
  })
}

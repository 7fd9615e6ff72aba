import type { Act } from '../act.js'
import { newSession } from './new-session.js'
import type { Sample, SampleLanguage } from './sample.js'

const TEXTS = {
  ru: {
    ask: ['Где мой заказ?', 'Не прошла оплата', 'Хочу вернуть товар', 'Какие сроки?', 'Спасибо!'],
    answer: 'Сейчас посмотрю.',
  },
  en: {
    ask: ['Where is my order?', 'The payment failed', 'I want to return it', 'How long does it take?', 'Thank you!'],
    answer: 'Let me look.',
  },
} as const

/** Messages of the busy week. */
export const BUSY_MESSAGES = 10_000

/** Many customers on all channels for a week; the same for the same number. Chats are finished by silence. */
export function busyActs(language: SampleLanguage, messages: number, channels: readonly string[]): readonly Act[] {
  const acts: Act[] = []
  const { ask, answer } = TEXTS[language]
  let seed = 20_260_303
  // A small linear congruential generator: chance would make another week each time.
  const pick = (below: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  let at = Date.parse('2026-03-02T06:00:00Z')
  for (let made = 0; made < messages; made += 1) {
    at += pick(120) * 1_000
    acts.push({ type: 'until', at: new Date(at).toISOString() })
    const customer = `c${pick(400)}`
    acts.push({
      type: 'customer',
      customer,
      channel: channels[pick(channels.length)] ?? '',
      text: `${ask[pick(ask.length)] ?? ''} ${pick(1000)}`,
    })
    if (pick(3) === 0 && made + 1 < messages) {
      made += 1
      // Agents write first or answer: the customer's current chat is found by the desk.
      acts.push({
        type: 'start',
        customer,
        channel: lastChannel(acts),
        agent: pick(2) === 0 ? 'olga' : 'ivan',
        text: answer,
      })
    }
  }
  return acts
}

function lastChannel(acts: readonly Act[]): string {
  const last = acts.at(-1)
  return last?.type === 'customer' ? last.channel : ''
}

export const BUSY: Sample = {
  id: 'busy',
  session: (language) => {
    const base = newSession(language)
    const channels = base.channels.flatMap(({ id, kind }) => (kind === 'email' ? [] : [id]))
    return { ...base, start: '2026-03-02T06:00:00.000Z', acts: busyActs(language, BUSY_MESSAGES, channels) }
  },
}

import { newSession } from './new-session.js'
import { type Sample, STORY } from './sample.js'

const TEXTS = {
  ru: [
    'Добрый вечер! Оплатил заказ, а он всё ещё «не оплачен»',
    'Деньги точно списались',
    'Есть кто-нибудь?',
    'Вижу оплату, заказ собирают. Извините, что ночью не ответили.',
  ],
  en: [
    'Good evening! I paid for my order, and it still says "unpaid"',
    'The money is gone for sure',
    'Is anybody there?',
    'I can see the payment, the order is being packed. Sorry for the silence at night.',
  ],
} as const

/** Nobody is in: one word of it per absence, however often and wherever the customer writes. */
export const NIGHT: Sample = {
  id: 'night',
  session: (language) => {
    const { say, reply, until } = STORY
    const [first, second, third, answer] = TEXTS[language]
    const base = newSession(language)
    const who = base.customers[0]?.id ?? ''
    return {
      ...base,
      start: '2026-03-03T19:40:00.000Z',
      agents: { olga: 'offline', ivan: 'offline' },
      acts: [
        say(who, 'vk-shop', first),
        until('2026-03-03T19:42:00Z'),
        say(who, 'vk-shop', second),
        until('2026-03-03T20:15:00Z'),
        say(who, 'vk-shop', third),
        until('2026-03-04T06:00:00Z'),
        { type: 'presence', agent: 'olga', is: 'online' },
        until('2026-03-04T06:04:00Z'),
        reply(1, answer),
        until('2026-03-04T06:15:00Z'),
      ],
    }
  },
}

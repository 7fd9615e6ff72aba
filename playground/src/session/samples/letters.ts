import { newSession } from './new-session.js'
import { type Sample, STORY } from './sample.js'

const TEXTS = {
  ru: [
    'Счёт за март\n\nПришлите, пожалуйста, счёт.',
    'Счёт во вложении.',
    'Спасибо! Кстати, сайт не открывается с телефона.',
    'Новый договор\n\nНам нужен договор на апрель.',
  ],
  en: [
    'Invoice for March\n\nPlease send me the invoice.',
    'It is attached.',
    'Thank you! By the way, your site does not open on my phone.',
    'New contract\n\nWe need a contract for April.',
  ],
} as const

/** E-mail: an answer goes to its correspondence, a new letter begins a case of its own, and a letter can be split off. */
export const LETTERS: Sample = {
  id: 'letters',
  session: (language) => {
    const { reply, until } = STORY
    const [first, answer, second, other] = TEXTS[language]
    const base = newSession(language)
    const customer = base.customers[0]?.id ?? ''
    const letter = { type: 'customer', channel: 'mail', customer } as const
    return {
      ...base,
      acts: [
        { ...letter, id: '<1@example.com>', text: first },
        until('2026-03-03T08:10:00Z'),
        reply(1, answer),
        until('2026-03-03T09:00:00Z'),
        { ...letter, id: '<2@example.com>', text: second, inReplyTo: '<1@example.com>' },
        { type: 'split', chat: 1, agent: 'olga', from: '<2@example.com>' },
        until('2026-03-03T10:00:00Z'),
        { ...letter, id: '<3@example.com>', text: other },
      ],
    }
  },
}

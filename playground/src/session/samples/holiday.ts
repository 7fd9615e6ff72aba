import { newSession } from './new-session.js'
import { type Sample, STORY } from './sample.js'

const TEXTS = {
  ru: ['Успеете доставить до боя курантов?', 'Курьер уже едет!', 'С Новым годом! А пункт выдачи завтра открыт?', 'Ау?'],
  en: [
    'Will it be here before midnight?',
    'The courier is on the way!',
    'Happy New Year! Is the shop open tomorrow?',
    'Hello?',
  ],
} as const

/** The last day of the year is short, then eight days of holiday are one absence. */
export const HOLIDAY: Sample = {
  id: 'holiday',
  session: (language) => {
    const { say, reply, finish, until } = STORY
    const [before, answer, after, again] = TEXTS[language]
    const base = newSession(language)
    const who = base.customers[0]?.id ?? ''
    return {
      ...base,
      start: '2026-12-31T09:30:00.000Z',
      acts: [
        say(who, 'viber', before),
        until('2026-12-31T09:33:00Z'),
        reply(1, answer),
        finish(1, 'pending'),
        until('2026-12-31T21:10:00Z'),
        say(who, 'viber', after),
        until('2027-01-03T10:00:00Z'),
        say(who, 'viber', again),
        until('2027-01-11T06:00:00Z'),
      ],
    }
  },
}

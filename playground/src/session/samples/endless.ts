import { newSession } from './new-session.js'
import { type Sample, STORY } from './sample.js'

const TEXTS = {
  ru: ['Есть размер 42?', 'Да, три пары.', 'А чёрные?', 'Чёрных нет, только белые.', 'Беру белые!'],
  en: ['Do you have size 42?', 'Yes, three pairs.', 'In black?', 'Only white ones.', 'I take the white ones!'],
} as const

/** A channel that is set to endless never offers `closed`: everything goes on in one chat, as before. */
export const ENDLESS: Sample = {
  id: 'endless',
  session: (language) => {
    const { say, reply, finish, until } = STORY
    const [first, second, third, fourth, fifth] = TEXTS[language]
    const base = newSession(language)
    const who = base.customers[0]?.id ?? ''
    return {
      ...base,
      channels: base.channels.map((one) => (one.id === 'fb-page' ? { ...one, endless: true } : one)),
      acts: [
        say(who, 'fb-page', first),
        reply(1, second),
        // Refused: the status is not offered here.
        finish(1, 'closed'),
        finish(1, 'pending'),
        until('2026-03-04T09:00:00Z'),
        say(who, 'fb-page', third),
        reply(1, fourth),
        finish(1, 'open'),
        until('2026-03-09T09:00:00Z'),
        say(who, 'fb-page', fifth),
      ],
    }
  },
}

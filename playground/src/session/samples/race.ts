import { newSession } from './new-session.js'
import { type Sample, STORY } from './sample.js'

const TEXTS = {
  ru: ['Сколько стоит доставка?', 'Триста рублей.', 'Спасибо, беру', 'Ой, и ещё одно'],
  en: ['How much is the delivery?', 'Three hundred roubles.', 'Thanks, I take it', 'Oh, one more thing'],
} as const

/** Silence is due at ten minutes, the boundary included: a message in that very moment reopens the chat, nothing is lost. */
export const RACE: Sample = {
  id: 'race',
  session: (language) => {
    const { say, reply, until } = STORY
    const [first, answer, before, late] = TEXTS[language]
    const base = newSession(language)
    const who = base.customers[0]?.id ?? ''
    return {
      ...base,
      acts: [
        say(who, 'chatra', first),
        until('2026-03-03T07:31:00Z'),
        reply(1, answer),
        // A millisecond before the timer: the chat goes on.
        until('2026-03-03T07:40:59.999Z'),
        say(who, 'chatra', before),
        until('2026-03-03T07:42:00Z'),
        reply(1, answer),
        // The very millisecond: the timer was first.
        until('2026-03-03T07:52:00Z'),
        say(who, 'chatra', late),
      ],
    }
  },
}

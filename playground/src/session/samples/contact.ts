import { newSession } from './new-session.js'
import { type Sample, STORY } from './sample.js'
import { WORKFLOW_RULES } from './sample-rules.js'

const TEXTS = {
  ru: [
    'Здравствуйте! Не пришла посылка',
    'А зачем вам?',
    'Ладно, пишите на anna@example.com',
    'Посмотрим и напишем вам сегодня.',
  ],
  en: [
    'Hello! My parcel has not arrived',
    'Why do you need it?',
    'All right, it is kate@example.com',
    'We will look into it and write to you today.',
  ],
} as const

/** A workflow asks for an address, asks again, reminds, and takes the address out of a sentence. */
export const CONTACT: Sample = {
  id: 'contact',
  session: (language) => {
    const { say, reply, until } = STORY
    const [first, second, third, answer] = TEXTS[language]
    const base = newSession(language)
    const who = base.customers[0]?.id ?? ''
    return {
      ...base,
      rules: WORKFLOW_RULES,
      acts: [
        say(who, 'tg-support', first),
        until('2026-03-03T07:31:00Z'),
        say(who, 'tg-support', second),
        until('2026-03-03T08:35:00Z'),
        say(who, 'tg-support', third),
        until('2026-03-03T08:37:00Z'),
        reply(1, answer),
      ],
    }
  },
}

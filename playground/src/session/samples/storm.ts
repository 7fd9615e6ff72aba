import { newSession } from './new-session.js'
import { type Sample, STORY } from './sample.js'

const TEXTS = {
  ru: {
    out: 'Я в отпуске до понедельника (автоответ).',
    bot: 'Статус обновлён',
    person: 'Это я, живой. Перестаньте писать, пожалуйста!',
  },
  en: {
    out: 'I am on leave until Monday (auto-reply).',
    bot: 'Status updated',
    person: 'It is me, a person. Please stop writing!',
  },
} as const

/** Whoever answers every message, by mistake: two robots would talk for ever. */
const CHATTERBOX = `{
  // Answers everything, without any limit of its own. What stops it is the storm guard.
  "name": "Chatterbox",
  "rules": [
    {
      "id": "chatterbox",
      "name": "Answers every message",
      "on": "message.received",
      "then": [
        {
          "do": "send-message",
          "text": { "ru": "Спасибо за сообщение, оно очень важно для нас!", "en": "Thank you, your message is important to us!" },
          "once": "never-limit"
        }
      ]
    }
  ]
}
`

/** Automation never answers automation, and the storm guard stops what gets past that. */
export const STORM: Sample = {
  id: 'storm',
  session: (language) => {
    const { say, until } = STORY
    const { out, bot, person } = TEXTS[language]
    const base = newSession(language)
    const who = base.customers[0]?.id ?? ''
    const minute = (at: number) => until(new Date(Date.parse(base.start) + at * 60_000).toISOString())
    return {
      ...base,
      rules: [...base.rules, { name: 'chatterbox.rules.json', text: CHATTERBOX }],
      acts: [
        say(who, 'slack', out, { automated: true }),
        minute(1),
        say(who, 'slack', out, { automated: true }),
        // These don't say that a robot wrote them.
        ...Array.from({ length: 7 }, (_, index) => [
          minute(2 + index / 4),
          say(who, 'slack', `${bot} ${index + 1}`),
        ]).flat(),
        minute(5),
        say(who, 'slack', person),
      ],
    }
  },
}

// The article as a story, in steps that a tour shows one by one: first contact and autoresponse, finish, reopening, split,
// closing, new chat, previous chat shown, merge.
import type { Act } from '../act.js'
import { newSession } from './new-session.js'
import { type Sample, type SampleLanguage, STORY } from './sample.js'

export interface TourStep {
  /** Its text is `tour:<id>`. */
  readonly id: string
  readonly acts: readonly Act[]
  readonly chat: number
  /** The chat whose previous one is shown in line. */
  readonly showsPreviousOf?: number
  /** The tab that explains it best. */
  readonly tab: 'statechart' | 'verdicts'
}

const TEXTS = {
  ru: {
    hello: 'Здравствуйте! Где мой заказ 1027?',
    answer: 'Добрый день! Посылка в пути, будет у вас завтра.',
    other: 'И ещё вопрос: как вернуть наушники?',
    return: 'Заполните бланк в личном кабинете, курьер заберёт их в четверг.',
    again: 'Курьер не приехал за наушниками',
  },
  en: {
    hello: 'Hello! Where is my order 1027?',
    answer: 'Good morning! It is on its way and will be with you tomorrow.',
    other: 'One more question: how do I return the headphones?',
    return: 'Fill in the form in your account, and the courier will collect them on Thursday.',
    again: 'The courier did not come for the headphones',
  },
} as const

export function tourSteps(language: SampleLanguage): readonly TourStep[] {
  const { say, reply, finish, split, merge, until } = STORY
  const text = TEXTS[language]
  const who = writer(language)
  return [
    { id: 'first-contact', chat: 1, tab: 'verdicts', acts: [say(who, 'tg-support', text.hello)] },
    { id: 'answer', chat: 1, tab: 'statechart', acts: [until('2026-03-03T07:31:00Z'), reply(1, text.answer)] },
    { id: 'finish', chat: 1, tab: 'statechart', acts: [until('2026-03-03T07:33:00Z'), finish(1, 'pending')] },
    {
      id: 'reopen',
      chat: 1,
      tab: 'statechart',
      acts: [until('2026-03-03T11:20:00Z'), say(who, 'tg-support', text.other)],
    },
    { id: 'split', chat: 2, tab: 'statechart', acts: [until('2026-03-03T11:21:00Z'), split(1)] },
    {
      id: 'close',
      chat: 2,
      tab: 'statechart',
      acts: [reply(2, text.return), until('2026-03-03T11:24:00Z'), finish(2, 'closed')],
    },
    {
      id: 'new-chat',
      chat: 3,
      tab: 'verdicts',
      acts: [until('2026-03-06T08:05:00Z'), say(who, 'tg-support', text.again)],
    },
    { id: 'show-previous', chat: 3, showsPreviousOf: 3, tab: 'verdicts', acts: [] },
    { id: 'merge', chat: 2, tab: 'statechart', acts: [until('2026-03-06T08:06:00Z'), merge(3)] },
  ]
}

function writer(language: SampleLanguage): string {
  return newSession(language).customers[0]?.id ?? ''
}

export const ARTICLE: Sample = {
  id: 'article',
  session: (language) => ({ ...newSession(language), acts: tourSteps(language).flatMap((step) => step.acts) }),
}

import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'

export const LANGUAGES = ['en', 'ru'] as const
export type Language = (typeof LANGUAGES)[number]

/** Each folder brings its own texts: `panels/clock/ru.json` is the namespace `clock`. */
const files = import.meta.glob<{ readonly default: object }>('/src/{panels/*,shell,i18n}/{en,ru}.json', { eager: true })

export async function setUpLanguages(language: Language): Promise<i18n> {
  const resources: { [language: string]: { [namespace: string]: object } } = { en: {}, ru: {} }
  for (const [path, { default: texts }] of Object.entries(files)) {
    const [, folder = '', name = ''] = /([^/]+)\/(\w+)\.json$/.exec(path) ?? []
    const of = resources[name]
    if (of === undefined) continue
    // Words that every panel uses are namespaces of their own: `states`, `channels`, `refusals`.
    if (folder === 'i18n') Object.assign(of, texts)
    else of[folder] = texts
  }
  const instance = i18next.createInstance()
  await instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources,
    defaultNS: 'shell',
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  return instance
}

export function guessLanguage(): Language {
  return navigator.languages.some((one) => /^(ru|uk|be|kk)\b/.test(one)) ? 'ru' : 'en'
}

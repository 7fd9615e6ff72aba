import { type Words, wordsOf } from 'caseline/core'
import { useTranslation } from 'react-i18next'

export function useWords(): Words {
  const { i18n } = useTranslation()
  return wordsOf(i18n.language === 'ru' ? 'ru' : 'en')
}

/** What the choices of a field are called: by the words of sentences where they have one, else by the form's own. */
export function useChoiceText(field: string): (key: string) => string {
  const { t } = useTranslation('editor')
  const words = useWords()
  return (key) => choiceWord(field, key, words) ?? t(`form.choice.${key.replace('#', '')}`)
}

/** `null`: sentences have no word for it, or mean something else by it. */
export function choiceWord(field: string, key: string, words: Words): string | null {
  const tables: { readonly [field: string]: { readonly [key: string]: unknown } } = {
    once: words.once,
    unless: words.disarmed,
    since: words.since,
    on: words.triggers,
    of: {},
    to: {},
  }
  const found = Object.entries(tables[field] ?? words.values).find(([name]) => name === key)?.[1]
  return typeof found === 'string' ? found : null
}

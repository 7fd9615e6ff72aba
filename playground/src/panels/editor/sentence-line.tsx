import { ruleSentence } from 'caseline/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

export interface SentenceLineProps {
  readonly rule: unknown
  readonly conditions: { readonly [name: string]: unknown }
}

/** The rule in plain language, made from its JSON: what stands here is what the engine will do. */
export function SentenceLine({ rule, conditions }: SentenceLineProps) {
  const { t, i18n } = useTranslation('editor')
  const language = i18n.language === 'ru' ? 'ru' : 'en'
  const sentence = useMemo(() => ruleSentence(rule, { language, conditions }), [rule, language, conditions])
  return (
    <p className="sentence" data-is-missing={sentence === null} aria-live="polite">
      {sentence ?? t('no-sentence')}
    </p>
  )
}

import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldProps } from './field-row.js'
import { Suggestions } from './token-field.js'

export interface TextFieldProps {
  readonly field: FieldProps
  readonly value: unknown
  readonly suggestions?: readonly string[]
  readonly placeholder?: string
  readonly onChange: (value: string) => void
}

export function TextField({ field, value, suggestions = [], placeholder, onChange }: TextFieldProps) {
  const list = useId()
  return (
    <>
      <input
        {...field}
        className="field"
        list={suggestions.length === 0 ? undefined : list}
        placeholder={placeholder}
        value={typeof value === 'string' || typeof value === 'number' ? value : ''}
        onChange={(event) => onChange(event.target.value)}
      />
      {suggestions.length === 0 ? null : <Suggestions id={list} names={suggestions} />}
    </>
  )
}

export interface TextsFieldProps {
  readonly field: FieldProps
  readonly value: { readonly [language: string]: unknown }
  readonly onChange: (language: string, text: string) => void
}

/** One text for each language. */
export function TextsField({ field, value, onChange }: TextsFieldProps) {
  const { t } = useTranslation('editor')
  return (
    <div className="texts">
      {Object.entries(value).map(([language, text], index) => (
        <div key={language} className="texts-one">
          <span aria-hidden="true">{language}</span>
          <textarea
            {...(index === 0 ? field : {})}
            className="field"
            rows={2}
            aria-label={t('form.text-in', { language })}
            value={typeof text === 'string' ? text : ''}
            onChange={(event) => onChange(language, event.target.value)}
          />
        </div>
      ))}
    </div>
  )
}

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldProps } from './field-row.js'

export interface JsonFieldProps {
  readonly field: FieldProps
  readonly value: unknown
  /** What is no JSON is a text. */
  readonly isLoose?: boolean
  readonly onChange: (value: unknown) => void
}

/** Any value, as JSON: what a form has no better control for. What can't be read stays in the field until it can. */
export function JsonField({ field, value, isLoose = false, onChange }: JsonFieldProps) {
  const { t } = useTranslation('editor')
  const [draft, setDraft] = useState<string | null>(null)
  const isPlain = isLoose && typeof value === 'string' && !readJson(value).ok
  const shown = value === undefined ? '' : isPlain ? value : JSON.stringify(value)
  return (
    <>
      <input
        {...field}
        className="field form-json"
        spellCheck={false}
        value={draft ?? shown}
        onChange={(event) => {
          const { value: text } = event.target
          const found = readJson(text)
          const read = isLoose && !found.ok ? { ok: true, value: text } : found
          setDraft(read.ok ? null : text)
          if (read.ok) onChange(read.value)
        }}
        onBlur={() => setDraft(null)}
      />
      {draft === null ? null : <p className="form-note">{t('form.no-json')}</p>}
    </>
  )
}

function readJson(text: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  if (text.trim() === '') return { ok: true, value: undefined }
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch {
    return { ok: false }
  }
}

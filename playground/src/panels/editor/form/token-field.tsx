import { X } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldProps } from './field-row.js'

export interface TokenFieldProps {
  readonly field: FieldProps
  readonly values: readonly unknown[]
  readonly suggestions?: readonly string[]
  /** `null` refuses what was written. */
  readonly read?: (text: string) => unknown
  readonly onChange: (values: readonly unknown[]) => void
}

/** A list of short values: Enter adds what was written, each has a button that takes it out. */
export function TokenField({ field, values, suggestions = [], read = (text) => text, onChange }: TokenFieldProps) {
  const { t } = useTranslation('editor')
  const [text, setText] = useState('')
  const list = useId()
  const add = () => {
    const value = text.trim() === '' ? null : read(text.trim())
    if (value === null || values.includes(value)) return
    onChange([...values, value])
    setText('')
  }
  return (
    <div className="tokens">
      {values.map((value, index) => {
        const shown = typeof value === 'string' ? value : JSON.stringify(value)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list may have a value twice
          <span key={`${shown} ${index}`} className="token">
            {shown}
            <button
              type="button"
              aria-label={t('form.remove-value', { value: shown })}
              onClick={() => onChange(values.filter((_, at) => at !== index))}
            >
              <X aria-hidden="true" />
            </button>
          </span>
        )
      })}
      <input
        {...field}
        className="field"
        list={suggestions.length === 0 ? undefined : list}
        placeholder={t('form.add-value')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={add}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          add()
        }}
      />
      {suggestions.length === 0 ? null : <Suggestions id={list} names={suggestions} />}
    </div>
  )
}

export function Suggestions({ id, names }: { readonly id: string; readonly names: readonly string[] }) {
  return (
    <datalist id={id}>
      {names.map((name) => (
        <option key={name} value={name} />
      ))}
    </datalist>
  )
}

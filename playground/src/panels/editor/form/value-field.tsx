import type { FactType } from 'caseline/core'
import { useTranslation } from 'react-i18next'
import type { FieldProps } from './field-row.js'
import { JsonField } from './json-field.js'
import { TextField } from './text-field.js'
import { TokenField } from './token-field.js'
import { useWords } from './use-choice-text.js'
import { knownValues, type ValueShape } from './value-shape.js'

export interface ValueFieldProps {
  readonly field: FieldProps
  readonly shape: ValueShape
  readonly type: FactType | null
  readonly value: unknown
  readonly suggestions: readonly string[]
  readonly onChange: (value: unknown) => void
}

/** What a fact is compared with. A value that is of another kind than its operator takes is shown as JSON. */
export function ValueField({ field, shape, type, value, suggestions, onChange }: ValueFieldProps) {
  const { t } = useTranslation('editor')
  const words = useWords()
  const known = knownValues(type)
  switch (fits(shape, value) ? shape : 'json') {
    case 'yes-no':
      return (
        <select
          {...field}
          className="field"
          value={String(value)}
          onChange={({ target }) => onChange(target.value === 'true')}
        >
          <option value="true">{t('form.choice.true')}</option>
          <option value="false">{t('form.choice.false')}</option>
        </select>
      )
    case 'choice':
      return (
        <select {...field} className="field" value={String(value)} onChange={({ target }) => onChange(target.value)}>
          {known.includes(String(value)) ? null : <option value={String(value)}>{String(value)}</option>}
          {known.map((one) => (
            <option key={one} value={one}>
              {words.values[one] ?? one}
            </option>
          ))}
        </select>
      )
    case 'list':
      return (
        <TokenField
          field={field}
          values={Array.isArray(value) ? value : []}
          suggestions={known.length > 0 ? known : suggestions}
          read={type?.kind === 'number' ? numberOr : (text) => text}
          onChange={onChange}
        />
      )
    case 'number':
      return (
        <input
          {...field}
          className="field form-number"
          type="number"
          value={typeof value === 'number' ? value : ''}
          onChange={({ target }) => onChange(target.value === '' ? 0 : target.valueAsNumber)}
        />
      )
    case 'span':
    case 'text':
      return (
        <TextField
          field={field}
          value={value}
          suggestions={suggestions}
          {...(shape === 'span' ? { placeholder: 'PT2H' } : {})}
          onChange={onChange}
        />
      )
    case 'range':
    case 'json':
      return (
        <JsonField field={field} value={value} isLoose={shape === 'json'} onChange={(next) => onChange(next ?? '')} />
      )
    default:
      return null
  }
}

function fits(shape: ValueShape, value: unknown): boolean {
  switch (shape) {
    case 'yes-no':
      return typeof value === 'boolean'
    case 'list':
      return Array.isArray(value)
    case 'number':
      return typeof value === 'number'
    case 'choice':
    case 'span':
    case 'text':
      return typeof value === 'string'
    case 'range':
    case 'json':
      return true
    default:
      return shape satisfies never
  }
}

function numberOr(text: string): unknown {
  const value = Number(text)
  return Number.isNaN(value) ? text : value
}

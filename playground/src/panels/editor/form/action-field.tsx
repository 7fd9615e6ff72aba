import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../../design/button.js'
import { useFaults } from './field-row.js'
import { type FormPath, useForm } from './form-context.js'
import { SchemaField } from './schema-field.js'
import { actionShapes } from './schema-shape.js'
import { emptyOf, isObject } from './shape-value.js'
import { useWords } from './use-choice-text.js'

export const ACTIONS = actionShapes()

/** What an action begins with: all that it must have. */
export function newAction(name: string): { readonly [name: string]: unknown } {
  const needed = (ACTIONS.get(name) ?? []).filter(({ isRequired }) => isRequired)
  return { do: name, ...Object.fromEntries(needed.map((field) => [field.name, emptyOf(field.shape)])) }
}

export interface ActionFieldProps {
  readonly value: unknown
  readonly path: FormPath
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly onMove: (by: 1 | -1) => void
}

export function ActionField({ value, path, isFirst, isLast, onMove }: ActionFieldProps) {
  const { t } = useTranslation('editor')
  const { edit } = useForm()
  const words = useWords()
  const node = isObject(value) ? value : {}
  const name = String(node.do ?? '')
  const fields = ACTIONS.get(name) ?? []
  const faults = useFaults(path, false)
  const labels: { readonly [action: string]: string } = words.actionLabels
  const choose = (next: string) => {
    const kept = (ACTIONS.get(next) ?? []).flatMap((field) =>
      Object.hasOwn(node, field.name) ? [[field.name, node[field.name]] as const] : [],
    )
    edit(path, { ...newAction(next), ...Object.fromEntries(kept) })
  }
  return (
    <li className="form-card">
      <div className="form-card-head">
        <select
          className="field"
          aria-label={t('form.field.do')}
          value={name}
          onChange={({ target }) => choose(target.value)}
        >
          {ACTIONS.has(name) ? null : <option value={name}>{name}</option>}
          {[...ACTIONS.keys()].map((one) => (
            <option key={one} value={one}>
              {labels[one] ?? one}
            </option>
          ))}
        </select>
        <IconButton label={t('form.earlier')} icon={<ArrowUp />} disabled={isFirst} onClick={() => onMove(-1)} />
        <IconButton label={t('form.later')} icon={<ArrowDown />} disabled={isLast} onClick={() => onMove(1)} />
        <IconButton label={t('form.remove')} icon={<Trash2 />} onClick={() => edit(path, undefined)} />
      </div>
      {faults.map((fault) => (
        <p key={fault} className="form-faults">
          {fault}
        </p>
      ))}
      {fields.map((field) => (
        <SchemaField key={field.name} of={field} value={node[field.name]} path={[...path, field.name]} />
      ))}
    </li>
  )
}

import { Plus, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '../../../design/button.js'
import { FieldRow } from './field-row.js'
import { type FormPath, useForm } from './form-context.js'
import { Checks, SchemaField } from './schema-field.js'
import { recordFields } from './schema-shape.js'
import { emptyOf, isObject } from './shape-value.js'
import { useWords } from './use-choice-text.js'

export interface TriggerFieldProps {
  readonly value: unknown
  readonly events: readonly string[]
  readonly path: FormPath
}

/** What makes a rule be asked: events, and moments after them. One alone is written without a list. */
export function TriggerField({ value, events, path }: TriggerFieldProps) {
  const { t } = useTranslation('editor')
  const { edit, insert } = useForm()
  const order = Object.keys(useWords().triggers)
  const sorted = [...events].sort((one, other) => order.indexOf(one) - order.indexOf(other))
  const triggers: readonly unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value]
  const times = triggers.flatMap((one, index) => (isObject(one) ? [{ value: one, index }] : []))
  const write = (next: readonly unknown[]) => edit(path, next.length === 1 ? next[0] : next)
  const choose = (chosen: readonly unknown[] | undefined) => {
    const wanted = chosen ?? []
    const kept = triggers.filter((one) => typeof one !== 'string' || wanted.includes(one))
    write([...kept, ...wanted.filter((one) => !kept.includes(one))])
  }
  return (
    <FieldRow label={t('form.field.on')} path={path} isLeaf={false} isGroup>
      {() => (
        <>
          <Checks name="on" values={sorted} chosen={triggers} onChange={choose} />
          {times.map(({ value: time, index }) => {
            const place = Array.isArray(value) ? [...path, index] : path
            return (
              <div key={index} className="form-card">
                <div className="form-card-head">
                  <strong>{t('form.after-a-while')}</strong>
                  <IconButton
                    label={t('form.remove')}
                    icon={<Trash2 />}
                    onClick={() => write(triggers.filter((_, at) => at !== index))}
                  />
                </div>
                {TIME.map((field) => (
                  <SchemaField key={field.name} of={field} value={time[field.name]} path={[...place, field.name]} />
                ))}
              </div>
            )
          })}
          <Button
            kind="quiet"
            icon={<Plus />}
            onClick={() =>
              Array.isArray(value) ? insert([...path, value.length], NEW_TIME) : write([...triggers, NEW_TIME])
            }
          >
            {t('form.add-time')}
          </Button>
        </>
      )}
    </FieldRow>
  )
}

const TIME = recordFields('TimeTrigger')
const NEW_TIME = {
  after: 'PT15M',
  since: emptyOf(TIME.find(({ name }) => name === 'since')?.shape ?? { kind: 'text' }),
}

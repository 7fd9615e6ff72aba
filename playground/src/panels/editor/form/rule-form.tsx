import { Plus } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../design/button.js'
import type { Problem } from '../../../session/draft-check.js'
import { editText, insertText } from '../../../session/rule-file.js'
import { ActionField, newAction } from './action-field.js'
import { ConditionField, NEW_COMPARISON } from './condition-field.js'
import { FieldRow, useFaults } from './field-row.js'
import { type FormContext, type FormPath, FormProvider } from './form-context.js'
import { SchemaField } from './schema-field.js'
import { type FieldShape, recordFields } from './schema-shape.js'
import { isObject } from './shape-value.js'
import { TriggerField } from './trigger-field.js'

export interface RuleFormProps {
  readonly text: string
  readonly rule: number
  readonly value: unknown
  /** Of the file. */
  readonly problems: readonly Problem[]
  readonly names: FormContext['names']
  readonly conditions: readonly string[]
  readonly onChange: (text: string) => void
}

/** Have controls of their own, or none: what people seldom write stays in the JSON. */
const APART = new Set(['on', 'when', 'then', 'lint'])
const FIELDS = recordFields('Rule').filter(({ name }) => !APART.has(name))
const EVENTS = eventsOf(recordFields('Rule').find(({ name }) => name === 'on'))

/** One rule as a form over the file's text: each change is a small edit of the text, which stays the only truth. */
export function RuleForm({ text, rule, value, problems, names, conditions, onChange }: RuleFormProps) {
  const { t } = useTranslation('editor')
  const form = useMemo(
    (): FormContext => ({
      edit: (path, next) => onChange(editText(text, [...path], next)),
      insert: (path, next) => onChange(insertText(text, [...path], next)),
      problems,
      names,
      conditions,
    }),
    [text, problems, names, conditions, onChange],
  )
  const node = isObject(value) ? value : {}
  const path: FormPath = ['rules', rule]
  const actions: readonly unknown[] = Array.isArray(node.then) ? node.then : []
  const move = (from: number, by: 1 | -1) => {
    const next = actions.filter((_, index) => index !== from)
    next.splice(from + by, 0, actions[from])
    form.edit([...path, 'then'], next)
  }
  const early = FIELDS.filter(({ name }) => EARLY.has(name))
  const late = FIELDS.filter(({ name }) => !EARLY.has(name))
  return (
    <FormProvider value={form}>
      <form className="rule-form" aria-label={t('form.title')} onSubmit={(event) => event.preventDefault()}>
        {early.map((field) => (
          <SchemaField key={field.name} of={field} value={node[field.name]} path={[...path, field.name]} />
        ))}
        <TriggerField value={node.on} events={EVENTS} path={[...path, 'on']} />
        <FieldRow label={t('form.field.when')} path={[...path, 'when']} isLeaf={false} isGroup>
          {() =>
            node.when === undefined ? (
              <div className="condition-add">
                <span className="form-note">{t('form.always')}</span>
                <Button
                  kind="quiet"
                  icon={<Plus />}
                  onClick={() => form.edit([...path, 'when'], { all: [NEW_COMPARISON] })}
                >
                  {t('form.add-condition')}
                </Button>
              </div>
            ) : (
              <ConditionField
                value={node.when}
                path={[...path, 'when']}
                isRoot
                onRemove={() => form.edit([...path, 'when'], undefined)}
              />
            )
          }
        </FieldRow>
        <FieldRow label={t('form.field.then')} path={[...path, 'then']} isLeaf={false} isGroup>
          {() => (
            <>
              <ol className="form-cards">
                {actions.map((action, index) => (
                  <ActionField
                    // biome-ignore lint/suspicious/noArrayIndexKey: actions have no other name, and are shown from the text alone
                    key={index}
                    value={action}
                    path={[...path, 'then', index]}
                    isFirst={index === 0}
                    isLast={index === actions.length - 1}
                    onMove={(by) => move(index, by)}
                  />
                ))}
              </ol>
              <Button
                kind="quiet"
                icon={<Plus />}
                onClick={() => form.insert([...path, 'then', actions.length], newAction('send-message'))}
              >
                {t('form.add-action')}
              </Button>
            </>
          )}
        </FieldRow>
        {late.map((field) => (
          <SchemaField key={field.name} of={field} value={node[field.name]} path={[...path, field.name]} />
        ))}
        <RuleFaults path={path} />
      </form>
    </FormProvider>
  )
}

const EARLY = new Set(['id', 'name', 'description'])

/** What is wrong with the rule as a whole. */
function RuleFaults({ path }: { readonly path: FormPath }) {
  const faults = useFaults(path, false)
  return faults.length === 0 ? null : (
    <ul className="form-faults">
      {faults.map((fault) => (
        <li key={fault}>{fault}</li>
      ))}
    </ul>
  )
}

function eventsOf(on: FieldShape | undefined): readonly string[] {
  if (on?.shape.kind !== 'one-of') return []
  return on.shape.shapes.flatMap((shape) => (shape.kind === 'choice' ? shape.values : []))
}

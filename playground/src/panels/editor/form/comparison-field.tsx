import { useTranslation } from 'react-i18next'
import { type FactChoice, factChoices } from './fact-choices.js'
import { FieldRow } from './field-row.js'
import { type FormPath, useForm } from './form-context.js'
import { isObject } from './shape-value.js'
import { TextField } from './text-field.js'
import { useWords } from './use-choice-text.js'
import { ValueField } from './value-field.js'
import { emptyValue, operatorsFor, valueShape } from './value-shape.js'

export interface ComparisonFieldProps {
  readonly value: { readonly [name: string]: unknown }
  readonly path: FormPath
}

/** A fact, how it is compared, and with what: each choice offers what suits the one before it. */
export function ComparisonField({ value, path }: ComparisonFieldProps) {
  const { t } = useTranslation('editor')
  const { edit, names } = useForm()
  const words = useWords()
  const groups = factChoices(words)
  const choices = [...groups.values()].flat()
  const asked = askedOf(value)
  const choice = choiceOf(choices, asked)
  const type = choice === null || choice.key !== asked ? null : choice.type
  const operator = typeof value.operator === 'string' ? value.operator : ''
  const bare = operator.split(':').at(-1) ?? ''
  const shape = valueShape(bare, operator === bare || /^(not:)+/u.test(operator) ? type : null)
  const offered = operatorsFor(type)
  const params = isObject(value.params) ? value.params : {}
  const write = (next: { readonly [name: string]: unknown }) => edit(path, next)

  const chooseFact = (key: string) => {
    const next = choices.find((one) => one.key === key)
    if (next === undefined) return
    const [fact = '', ...steps] = key.split('.')
    const fitting = operatorsFor(next.type)
    const kept = fitting.includes(bare) ? operator : (fitting[0] ?? 'equal')
    const { path: _, params: __, ...rest } = value
    const nextShape = valueShape(kept.split(':').at(-1) ?? '', next.type)
    write({
      fact,
      ...(fact === 'schedule' ? { params: { name: params.name ?? names.schedule?.[0] ?? '' } } : {}),
      ...(key === 'agents.status' ? { params: { id: params.id ?? names.agent?.[0] ?? '' } } : {}),
      ...(steps.length === 0 && !next.isOpen
        ? {}
        : { path: `$.${[...steps, ...(next.isOpen ? [names.field?.[0] ?? 'field'] : [])].join('.')}` }),
      operator: kept,
      value: nextShape === shape && next.type === type ? rest.value : emptyValue(nextShape, next.type),
    })
  }
  const chooseOperator = (name: string) => {
    const nextShape = valueShape(name, type)
    write({ ...value, operator: name, value: nextShape === shape ? value.value : emptyValue(nextShape, type) })
  }
  const isOpen = choice?.isOpen === true
  return (
    <div className="comparison">
      <FieldRow label={t('form.field.fact')} path={[...path, 'fact']}>
        {(field) => (
          <select
            {...field}
            className="field"
            value={choice?.key ?? ''}
            onChange={({ target }) => chooseFact(target.value)}
          >
            {choice === null ? <option value="">{asked}</option> : null}
            {[...groups].map(([fact, list]) => (
              <optgroup key={fact} label={t(`form.fact.${fact}`)}>
                {list.map((one) => (
                  <option key={one.key} value={one.key}>
                    {one.label}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        )}
      </FieldRow>
      {isOpen ? (
        <FieldRow label={t('form.field.field')} path={[...path, 'path']}>
          {(field) => (
            <TextField
              field={field}
              value={asked.slice((choice?.key.length ?? 0) + 1)}
              suggestions={names.field ?? []}
              onChange={(text) => edit([...path, 'path'], `$.${choice?.key.split('.').slice(1).join('.')}.${text}`)}
            />
          )}
        </FieldRow>
      ) : null}
      {value.fact === 'schedule' ? (
        <FieldRow label={t('form.field.schedule')} path={[...path, 'params']}>
          {(field) => (
            <TextField
              field={field}
              value={params.name}
              suggestions={names.schedule ?? []}
              onChange={(name) => edit([...path, 'params'], { ...params, name })}
            />
          )}
        </FieldRow>
      ) : null}
      {asked === 'agents.status' ? (
        <FieldRow label={t('form.field.agent')} path={[...path, 'params']}>
          {(field) => (
            <TextField
              field={field}
              value={params.id}
              suggestions={names.agent ?? []}
              onChange={(id) => edit([...path, 'params'], { ...params, id })}
            />
          )}
        </FieldRow>
      ) : null}
      <FieldRow label={t('form.field.operator')} path={[...path, 'operator']}>
        {(field) => (
          <select {...field} className="field" value={operator} onChange={({ target }) => chooseOperator(target.value)}>
            {offered.includes(operator) ? null : <option value={operator}>{operator}</option>}
            {offered.map((name) => (
              <option key={name} value={name}>
                {words.operators[name]?.label ?? name}
              </option>
            ))}
          </select>
        )}
      </FieldRow>
      <FieldRow label={t('form.field.value')} path={[...path, 'value']}>
        {(field) => (
          <ValueField
            field={field}
            shape={shape}
            type={type}
            value={value.value}
            suggestions={names[asked.split('.').at(-1) ?? ''] ?? []}
            onChange={(next) => edit([...path, 'value'], next)}
          />
        )}
      </FieldRow>
    </div>
  )
}

/** `chat.state` for the fact `chat` at `$.state`. */
function askedOf({ fact, path }: { readonly [name: string]: unknown }): string {
  const inside = typeof path === 'string' ? path.replace(/^\$\.?/u, '').replaceAll(/\['([^']*)'\]/gu, '.$1') : ''
  return inside === '' ? String(fact ?? '') : `${String(fact ?? '')}.${inside}`
}

function choiceOf(choices: readonly FactChoice[], asked: string): FactChoice | null {
  const exact = choices.find(({ key }) => key === asked)
  return exact ?? choices.find(({ key, isOpen }) => isOpen && asked.startsWith(`${key}.`)) ?? null
}

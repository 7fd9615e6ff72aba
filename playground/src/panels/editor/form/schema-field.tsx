import { useTranslation } from 'react-i18next'
import { type FieldProps, FieldRow } from './field-row.js'
import { type FormPath, useForm } from './form-context.js'
import { JsonField } from './json-field.js'
import type { FieldShape, Shape } from './schema-shape.js'
import { emptyOf, isObject, isOfShape } from './shape-value.js'
import { TextField, TextsField } from './text-field.js'
import { TokenField } from './token-field.js'
import { useChoiceText } from './use-choice-text.js'

export interface SchemaFieldProps {
  readonly of: FieldShape
  readonly value: unknown
  readonly path: FormPath
}

/** A property of a rule or an action, with the control that its schema asks for. */
export function SchemaField({ of, value, path }: SchemaFieldProps) {
  const { t } = useTranslation('editor')
  const { name, help, shape, isRequired } = of
  if (shape.kind === 'constant' && isRequired) return null
  const isGroup = shape.kind === 'list' && shape.of.kind === 'choice'
  return (
    <FieldRow label={t(`form.field.${name}`)} help={help} path={path} isGroup={isGroup}>
      {(field) => (
        <ShapeControl field={field} name={name} shape={shape} isRequired={isRequired} value={value} path={path} />
      )}
    </FieldRow>
  )
}

interface ControlProps {
  readonly field: FieldProps
  readonly name: string
  readonly shape: Shape
  readonly isRequired: boolean
  readonly value: unknown
  readonly path: FormPath
}

function ShapeControl({ field, name, shape, isRequired, value, path }: ControlProps) {
  const { edit, names } = useForm()
  const suggestions = names[name] ?? []
  const set = (next: unknown) => edit(path, next)
  switch (shape.kind) {
    case 'constant':
    case 'yes-no':
    case 'choice':
    case 'one-of':
      return <Variants field={field} name={name} shape={shape} isRequired={isRequired} value={value} path={path} />
    case 'number':
      return (
        <input
          {...field}
          className="field form-number"
          type="number"
          min={shape.least ?? undefined}
          max={shape.most ?? undefined}
          value={typeof value === 'number' ? value : ''}
          onChange={({ target }) => set(target.value === '' ? undefined : target.valueAsNumber)}
        />
      )
    case 'text':
      return (
        <TextField
          field={field}
          value={value}
          suggestions={suggestions}
          onChange={(text) => set(text === '' && !isRequired ? undefined : text)}
        />
      )
    case 'texts':
      return (
        <TextsField
          field={field}
          value={isObject(value) ? value : {}}
          onChange={(language, text) => edit([...path, language], text)}
        />
      )
    case 'list':
      return shape.of.kind === 'choice' ? (
        <Checks name={name} values={shape.of.values} chosen={Array.isArray(value) ? value : []} onChange={set} />
      ) : (
        <TokenField
          field={field}
          values={Array.isArray(value) ? value : []}
          suggestions={suggestions}
          onChange={(next) => set(next.length === 0 && !isRequired ? undefined : next)}
        />
      )
    case 'record':
      return (
        <div className="form-inner">
          {shape.fields.map((one) => (
            <SchemaField
              key={one.name}
              of={one}
              value={isObject(value) ? value[one.name] : undefined}
              path={[...path, one.name]}
            />
          ))}
        </div>
      )
    case 'any':
      return <JsonField field={field} value={value} onChange={set} />
    default:
      return shape satisfies never
  }
}

interface Option {
  readonly key: string
  readonly value: unknown
  /** Its own control below the choice. */
  readonly shape: Shape | null
}

function optionsOf(shape: Shape): readonly Option[] {
  switch (shape.kind) {
    case 'constant':
      return [{ key: String(shape.value), value: shape.value, shape: null }]
    case 'yes-no':
      return [
        { key: 'true', value: true, shape: null },
        { key: 'false', value: false, shape: null },
      ]
    case 'choice':
      return shape.values.map((one) => ({ key: one, value: one, shape: null }))
    case 'one-of':
      return shape.shapes.flatMap(optionsOf)
    case 'record':
      return [{ key: `#${shape.name}`, value: emptyOf(shape), shape }]
    default:
      return [{ key: `#${shape.kind}`, value: emptyOf(shape), shape }]
  }
}

/** A choice of values and kinds of value; the chosen kind's own fields below it. */
function Variants({ field, name, shape, isRequired, value, path }: ControlProps) {
  const { edit } = useForm()
  const choiceText = useChoiceText(name)
  const options = optionsOf(shape)
  const chosen = options.find((one) => (one.shape === null ? one.value === value : isOfShape(value, one.shape)))
  const isText = chosen?.shape?.kind === 'text'
  return (
    <>
      <select
        {...(isText ? {} : field)}
        className="field"
        aria-label={isText ? choiceText('#kind') : undefined}
        value={chosen?.key ?? ''}
        onChange={({ target }) => edit(path, keptOr(options, target.value, value))}
      >
        {isRequired && chosen !== undefined ? null : <option value="">{choiceText('default')}</option>}
        {options.map(({ key }) => (
          <option key={key} value={key}>
            {choiceText(key)}
          </option>
        ))}
      </select>
      {isText ? (
        <textarea
          {...field}
          className="field"
          rows={3}
          value={typeof value === 'string' ? value : ''}
          onChange={({ target }) => edit(path, target.value)}
        />
      ) : chosen?.shape == null ? null : (
        <ShapeControl field={field} name={name} shape={chosen.shape} isRequired value={value} path={path} />
      )}
    </>
  )
}

/** What is chosen anew; a text that becomes several is kept as the first of them, and back. */
function keptOr(options: readonly Option[], key: string, before: unknown): unknown {
  const next = options.find((one) => one.key === key)
  if (next?.shape?.kind === 'texts' && typeof before === 'string') return { en: before, ru: before }
  if (next?.shape?.kind === 'text' && isObject(before)) {
    const [first] = Object.values(before)
    return typeof first === 'string' ? first : ''
  }
  return next?.value
}

export function Checks({
  name,
  values,
  chosen,
  onChange,
}: {
  readonly name: string
  readonly values: readonly string[]
  readonly chosen: readonly unknown[]
  readonly onChange: (values: readonly unknown[] | undefined) => void
}) {
  const choiceText = useChoiceText(name)
  return (
    <div className="checks">
      {values.map((value) => (
        <label key={value} className="check">
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={({ target }) => {
              const next = target.checked ? [...chosen, value] : chosen.filter((one) => one !== value)
              onChange(next.length === 0 ? undefined : next)
            }}
          />
          {choiceText(value)}
        </label>
      ))}
    </div>
  )
}

import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { type FormPath, pointerOf, useForm } from './form-context.js'

export interface FieldProps {
  readonly id: string
  readonly 'aria-describedby'?: string
  readonly 'aria-invalid'?: true
}

export interface FieldRowProps {
  readonly label: string
  /** The schema's sentence; English, so it is shown in English only. */
  readonly help?: string
  readonly path: FormPath
  /** Faults inside what is below belong here too. */
  readonly isLeaf?: boolean
  /** A group of controls instead of one. */
  readonly isGroup?: boolean
  readonly children: (field: FieldProps) => ReactNode
}

/** A label, a control, and what the check says of it. */
export function FieldRow({ label, help, path, isLeaf = true, isGroup = false, children }: FieldRowProps) {
  const { i18n } = useTranslation()
  const id = useId()
  const faults = useFaults(path, isLeaf)
  const hint = help !== undefined && i18n.language === 'en' ? help : undefined
  const field: FieldProps = {
    id,
    ...(faults.length === 0 ? {} : { 'aria-describedby': `${id}-faults`, 'aria-invalid': true }),
  }
  const Wrap = isGroup ? 'fieldset' : 'div'
  return (
    <Wrap className="form-row" data-is-faulty={faults.length > 0}>
      {isGroup ? (
        <legend title={hint}>{label}</legend>
      ) : (
        <label htmlFor={id} title={hint}>
          {label}
        </label>
      )}
      <div className="form-control">
        {children(field)}
        {faults.length === 0 ? null : (
          <ul id={`${id}-faults`} className="form-faults">
            {faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        )}
      </div>
    </Wrap>
  )
}

/** What the check says of a place, and of what is inside it. */
export function useFaults(path: FormPath, isLeaf: boolean): readonly string[] {
  const { problems } = useForm()
  const pointer = pointerOf(path)
  return problems
    .filter((one) => one.pointer === pointer || (isLeaf && one.pointer.startsWith(`${pointer}/`)))
    .map(({ message }) => message)
}

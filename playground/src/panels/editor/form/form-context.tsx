import { createContext, useContext } from 'react'
import type { Problem } from '../../../session/draft-check.js'

export type FormPath = readonly (string | number)[]

export interface FormContext {
  /** Puts a value at a path of the file; `undefined` takes away what is there. */
  readonly edit: (path: FormPath, value: unknown) => void
  /** Puts a value into a list. */
  readonly insert: (path: FormPath, value: unknown) => void
  readonly problems: readonly Problem[]
  /** Names that fields may mean, by the field's name: schedules, workflows, tags … */
  readonly names: { readonly [field: string]: readonly string[] }
  readonly conditions: readonly string[]
}

const Context = createContext<FormContext | null>(null)

export const FormProvider = Context.Provider

export function useForm(): FormContext {
  const form = useContext(Context)
  if (form === null) throw new Error('useForm is for what is inside a rule form')
  return form
}

export function pointerOf(path: FormPath): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

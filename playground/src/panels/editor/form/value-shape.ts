import { type FactType, operatorTable } from 'caseline/core'

/** The control that a comparison's value gets. */
export type ValueShape = 'yes-no' | 'list' | 'range' | 'span' | 'number' | 'choice' | 'text' | 'json'

const OPERATORS = operatorTable()

/** Operators that can be asked of a kind of fact. */
export function operatorsFor(type: FactType | null): readonly string[] {
  return [...OPERATORS.values()]
    .filter(({ facts }) => facts === 'any' || type === null || type.kind === 'unknown' || facts.includes(type.kind))
    .map(({ name }) => name)
}

/** What an operator takes, asked of the operator itself. */
export function valueShape(operator: string, type: FactType | null): ValueShape {
  const found = OPERATORS.get(operator)
  if (found === undefined) return 'json'
  const takes = (value: unknown) => found.valueProblem?.(value) === undefined
  if (found.valueProblem !== undefined) {
    if (takes(true)) return 'yes-no'
    if (takes([1, 2]) && !takes(['a'])) return 'range'
    if (takes(['a']) && !takes('a')) return 'list'
    if (takes('PT1H') && !takes('a')) return 'span'
  }
  if (type?.kind === 'boolean') return 'yes-no'
  if (type?.kind === 'number') return 'number'
  if (type?.kind === 'text' && type.values !== undefined) return 'choice'
  return type === null || type.kind === 'unknown' ? 'json' : 'text'
}

export function emptyValue(shape: ValueShape, type: FactType | null): unknown {
  switch (shape) {
    case 'yes-no':
      return true
    case 'list':
      return []
    case 'range':
      return type?.kind === 'clock' ? ['09:00', '18:00'] : [0, 1]
    case 'span':
      return 'PT1H'
    case 'number':
      return 1
    case 'choice':
      return knownValues(type)[0] ?? ''
    case 'text':
    case 'json':
      return ''
    default:
      return shape satisfies never
  }
}

/** All values that a fact can have, where they are known. */
export function knownValues(type: FactType | null): readonly string[] {
  if (type?.kind === 'list') return knownValues(type.of)
  return type?.kind === 'text' ? (type.values ?? []) : []
}

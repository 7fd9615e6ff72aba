import { foldText } from '../../core/rules/operators/fold-text.js'
import { hasFixedValue } from './compare.js'
import type { Literal } from './formula.js'

type Kind = 'containsText' | 'containsWord' | 'startsWith' | 'endsWith'

interface Sought {
  readonly literal: Literal
  readonly kind: Kind
  /** Folded unless it is exact. */
  readonly text: string
  readonly isExact: boolean
}

/** Two comparisons of one text that can't come out as they have to; `null` when none are found. Proves, never guesses. */
export function textConflict(literals: readonly Literal[]): readonly [Literal, Literal] | null {
  const sought = literals.flatMap(soughtOf)
  const present = sought.filter(({ literal }) => literal.holds)
  const absent = sought.filter(({ literal }) => !literal.holds)
  const [one] = present
  const blank = literals.find(isBlankWanted)
  if (one !== undefined && blank !== undefined) return [one.literal, blank]
  for (const there of present) {
    const gone = absent.find((other) => there.isExact === other.isExact && implies(there, other))
    if (gone !== undefined) return [there.literal, gone.literal]
    const other = present.find((second) => second.isExact === there.isExact && excludes(there, second))
    if (other !== undefined) return [there.literal, other.literal]
  }
  return null
}

/** Whether a text in which the one is found has the other one too. */
function implies(one: Sought, other: Sought): boolean {
  switch (other.kind) {
    case 'containsText':
      return one.text.includes(other.text)
    case 'containsWord':
      return one.kind === 'containsWord' && one.text === other.text
    case 'startsWith':
      return one.kind === 'startsWith' && one.text.startsWith(other.text)
    case 'endsWith':
      return one.kind === 'endsWith' && one.text.endsWith(other.text)
    default:
      return other.kind satisfies never
  }
}

function excludes(one: Sought, other: Sought): boolean {
  if (one.kind !== other.kind) return false
  if (one.kind === 'startsWith') return !one.text.startsWith(other.text) && !other.text.startsWith(one.text)
  return one.kind === 'endsWith' && !one.text.endsWith(other.text) && !other.text.endsWith(one.text)
}

/** A text is sought, so nothing blank will do. */
function isBlankWanted({ leaf, holds }: Literal): boolean {
  return leaf.operator === 'isBlank' && typeof leaf.value === 'boolean' && leaf.value === holds
}

function soughtOf(literal: Literal): readonly Sought[] {
  const { leaf } = literal
  const { operator: kind, value } = leaf
  if (!isKind(kind) || typeof value !== 'string' || value.trim() === '' || !hasFixedValue(leaf)) return []
  const isExact = leaf.params?.exact === true
  return [{ literal, kind, text: isExact ? value : foldText(value), isExact }]
}

function isKind(operator: string): operator is Kind {
  return ['containsText', 'containsWord', 'startsWith', 'endsWith'].includes(operator)
}

// Conditions with `not` pushed down to the comparisons. What a list operator says of several values becomes several
// comparisons of one value each, wherever both say the same of every fact, so that contradictions lie in the open.
import { splitOperator } from '../../core/rules/operators/engine-operators.js'
import { pointerTo } from '../../core/rules/record.js'
import type { Condition, FactCondition, TopLevelCondition } from '../../core/rules/rule-set.js'
import { type Variable, variableOf } from './variable.js'

/** A comparison that has to hold, or has to fail: of a missing fact every comparison fails. */
export interface Literal {
  readonly kind: 'literal'
  readonly leaf: FactCondition
  readonly holds: boolean
  readonly variable: Variable
  /** An operator of the embedder's, of which nothing is known. */
  readonly isForeign: boolean
  /** The comparison as it is written. */
  readonly written: FactCondition
  /** JSON pointer into the rule's `when`; for one in a named condition, to the reference. */
  readonly pointer: string
}

/** An empty `all` is true, an empty `any` false: not as in json-rules-engine, where both are true. */
export type Formula =
  | Literal
  | { readonly kind: 'all'; readonly of: readonly Formula[] }
  | { readonly kind: 'any'; readonly of: readonly Formula[] }

export const TRUE: Formula = { kind: 'all', of: [] }
export const FALSE: Formula = { kind: 'any', of: [] }

/** What conditions are read with. */
export interface Terms {
  readonly conditions: ReadonlyMap<string, TopLevelCondition>
  /** Names of operators that everybody has. */
  readonly builtIn: ReadonlySet<string>
}

/** Comparisons of one formula; a condition with more isn't solved. */
const MOST_LITERALS = 3_000

/** The condition (or with `holds: false` its opposite); `null` when it is too large to be looked at. */
export function formulaOf(condition: Condition | undefined, holds: boolean, terms: Terms): Formula | null {
  if (condition === undefined) return holds ? TRUE : FALSE
  let left = MOST_LITERALS
  const convert = (one: Condition, wanted: boolean, pointer: string, inside: boolean): Formula => {
    if (left <= 0) return TRUE
    // What is inside a named condition is placed at the reference.
    const step = (key: string | number, at: string) => (inside ? at : pointerTo(at, key))
    if ('fact' in one) {
      const formula = leafFormula(one, wanted, pointer, terms)
      left -= formula.kind === 'literal' ? 1 : formula.of.length
      return formula
    }
    if ('not' in one) return convert(one.not, !wanted, step('not', pointer), inside)
    if ('condition' in one) {
      const target = terms.conditions.get(one.condition)
      left -= 1
      return target === undefined ? FALSE : convert(target, wanted, pointer, true)
    }
    const key = 'all' in one ? 'all' : 'any'
    const list = 'all' in one ? one.all : one.any
    if (list.length === 0) return wanted ? TRUE : FALSE
    const of = list.map((child, index) => convert(child, wanted, step(index, step(key, pointer)), inside))
    return { kind: (key === 'all') === wanted ? 'all' : 'any', of }
  }
  const formula = convert(condition, holds, '', false)
  return left <= 0 ? null : formula
}

function leafFormula(written: FactCondition, holds: boolean, pointer: string, terms: Terms): Formula {
  const variable = variableOf(written)
  const { decorators, name } = splitOperator(written.operator)
  const isForeign = !terms.builtIn.has(name)
  const base = { kind: 'literal' as const, holds, variable, isForeign, written, pointer }
  const literal = (leaf: FactCondition): Literal => ({ ...base, leaf })
  const values: readonly unknown[] = Array.isArray(written.value) ? written.value : []
  if (decorators.length > 0 || values.length === 0) return literal(written)
  const each = (operator: string): Formula[] => values.map((value) => literal({ ...written, operator, value }))
  const split = (operator: string, how: 'some' | 'every'): Formula => ({
    kind: (how === 'some') === holds ? 'any' : 'all',
    of: each(operator),
  })
  switch (name) {
    case 'containsAnyText':
      return split('containsText', 'some')
    case 'containsAllText':
      return split('containsText', 'every')
    case 'hasAny':
      return split('contains', 'some')
    case 'hasAll':
      return split('contains', 'every')
    case 'hasNone':
      // Of what is no list both `contains` and `hasNone` are false.
      return isAlwaysList(variable) ? split('doesNotContain', 'every') : literal(written)
    default:
      return literal(written)
  }
}

/** Lists that every chat and customer have. */
export function isAlwaysList({ type, fact }: Variable): boolean {
  return type.kind === 'list' && type.nullable !== true && (fact === 'chat' || fact === 'customer')
}

export function literalsOf(formula: Formula): readonly Literal[] {
  return formula.kind === 'literal' ? [formula] : formula.of.flatMap(literalsOf)
}

export function allOf(formulas: readonly Formula[]): Formula {
  const [only] = formulas
  return formulas.length === 1 && only !== undefined ? only : { kind: 'all', of: formulas }
}

export function groupedByVariable(literals: readonly Literal[]): ReadonlyMap<string, readonly Literal[]> {
  const groups = new Map<string, Literal[]>()
  for (const literal of literals) {
    const group = groups.get(literal.variable.key)
    if (group === undefined) groups.set(literal.variable.key, [literal])
    else group.push(literal)
  }
  return groups
}

// What must be true for a condition to hold. Of `all` the rarest part's clauses do, of `any` those of all parts
// together; `not` turns the question round down to the comparisons.
import { foldText } from '../operators/fold-text.js'
import { isList } from '../operators/operator.js'
import type { Clause, Necessary, Plain } from './clause.js'
import type { CompiledCondition } from './compiled-condition.js'
import { patternLiterals } from './pattern-literals.js'
import type { Predicate } from './predicate.js'
import { ALL, ANY, endOf, NAMED, NOT, type Program } from './program.js'

/** Estimated share of messages for which a clause is true, from 0 to 1. */
export type Share = (clause: Clause) => number

/** More clauses than these aren't worth the room. */
const MOST = 64

export interface Asking {
  readonly predicates: readonly Predicate[]
  readonly share: Share
}

/** `null`: nothing that could be looked up is necessary. */
export function necessaryClauses(condition: CompiledCondition, asking: Asking): Necessary | null {
  return ofPart(condition.program, 0, true, condition.named, asking)
}

function ofPart(
  code: Program,
  at: number,
  wanted: boolean,
  named: readonly CompiledCondition[],
  asking: Asking,
): Necessary | null {
  const mark = code[at] ?? 0
  switch (mark) {
    case NOT:
      return ofPart(code, at + 1, !wanted, named, asking)
    case NAMED: {
      const condition = named[code[at + 1] ?? 0]
      return condition === undefined ? null : ofPart(condition.program, 0, wanted, condition.named, asking)
    }
    case ALL:
    case ANY:
      return ofList(code, at, wanted, named, asking)
    default: {
      const predicate = asking.predicates[mark]
      return predicate === undefined ? null : ofPredicate(predicate, wanted, asking.share)
    }
  }
}

function ofList(
  code: Program,
  at: number,
  wanted: boolean,
  named: readonly CompiledCondition[],
  asking: Asking,
): Necessary | null {
  const end = code[at + 1] ?? 0
  // An empty list is true, `any` too.
  if (at + 2 === end) return wanted ? null : []
  const everyPart = (code[at] === ALL) === wanted
  let rarest: Necessary | null = null
  let rarestShare = Number.POSITIVE_INFINITY
  const together: Clause[] = []
  for (let part = at + 2; part < end; part = endOf(code, part)) {
    const clauses = ofPart(code, part, wanted, named, asking)
    if (!everyPart) {
      if (clauses === null) return null
      together.push(...clauses)
      if (together.length > MOST) return null
      continue
    }
    if (clauses === null) continue
    const share = shareOf(clauses, asking.share)
    if (share < rarestShare) {
      rarest = clauses
      rarestShare = share
    }
  }
  return everyPart ? rarest : together
}

export function shareOf(clauses: Necessary, share: Share): number {
  let sum = 0
  for (const clause of clauses) sum += share(clause)
  return sum
}

function ofPredicate(predicate: Predicate, wanted: boolean, share: Share): Necessary | null {
  if (!predicate.isTotal) return null
  // The opposite of a comparison is true of what can't be compared too, for which nothing can be looked up.
  const found = wanted ? clausesOf(predicate, share) : undefined
  if (found !== undefined && found.length <= MOST) return found
  return [{ kind: 'says', predicate, truth: wanted }]
}

function clausesOf({ operator, slot, value, other }: Predicate, share: Share): Necessary | undefined {
  if (other !== null) return undefined
  const list = isList(value) ? value : []
  switch (operator) {
    case 'equal':
      return equalTo(slot, [value])
    case 'in':
      return isList(value) ? equalTo(slot, list) : undefined
    case 'contains':
      return elements(slot, [value])
    case 'hasAny':
      return elements(slot, list)
    case 'hasAll': {
      const one = elements(slot, list)
      return one.length < list.length ? [] : rarestOf(one, share)
    }
    case 'containsText':
    case 'containsWord':
    case 'startsWith':
    case 'endsWith':
      return literals(slot, [value], false)
    case 'containsAnyText':
      return literals(slot, list, false)
    case 'containsAllText': {
      const all = literals(slot, list, false)
      return all === undefined ? undefined : rarestOf(all, share)
    }
    case 'exact containsText':
    case 'exact containsWord':
    case 'exact startsWith':
    case 'exact endsWith':
      return literals(slot, [value], true)
    case 'exact containsAnyText':
      return literals(slot, list, true)
    case 'exact containsAllText': {
      const all = literals(slot, list, true)
      return all === undefined ? undefined : rarestOf(all, share)
    }
    case 'matches':
      return typeof value === 'string'
        ? patternLiterals(value)?.map(({ text, isExact }) => ({ kind: 'literal', slot, text, isExact }))
        : undefined
    case 'lessThan':
    case 'lessThanInclusive':
      return typeof value === 'number'
        ? [{ kind: 'interval', slot, low: Number.NEGATIVE_INFINITY, high: value }]
        : undefined
    case 'greaterThan':
    case 'greaterThanInclusive':
      return typeof value === 'number'
        ? [{ kind: 'interval', slot, low: value, high: Number.POSITIVE_INFINITY }]
        : undefined
    case 'between': {
      const [low, high] = list
      return list.length === 2 && typeof low === 'number' && typeof high === 'number'
        ? [{ kind: 'interval', slot, low, high }]
        : undefined
    }
    default:
      return undefined
  }
}

function rarestOf(clauses: Necessary, share: Share): Necessary | undefined {
  let rarest = clauses[0]
  for (const clause of clauses) {
    if (rarest !== undefined && share(clause) < share(rarest)) rarest = clause
  }
  return rarest === undefined ? undefined : [rarest]
}

/** Objects and lists of a rule are never the same as those of a fact. */
function equalTo(slot: Predicate['slot'], values: readonly unknown[]): Necessary {
  return values.filter(isPlain).map((value) => ({ kind: 'equal', slot, value }))
}

function elements(slot: Predicate['slot'], values: readonly unknown[]): Necessary {
  return values.filter(isPlain).map((value) => ({ kind: 'element', slot, value }))
}

function isPlain(value: unknown): value is Plain {
  return typeof value !== 'object' ? value !== undefined : value === null
}

function literals(
  slot: Predicate['slot'],
  values: readonly unknown[],
  isExact: boolean,
): readonly Clause[] | undefined {
  const clauses: Clause[] = []
  for (const value of values) {
    const text = typeof value !== 'string' ? '' : isExact ? value : foldText(value)
    if (text === '') return undefined
    clauses.push({ kind: 'literal', slot, text, isExact })
  }
  return clauses.length === 0 ? undefined : clauses
}

import { FACTS, type FactType, typeAt } from '../facts.js'
import type { Clause } from './clause.js'
import type { Share } from './necessary-clauses.js'
import type { Predicate } from './predicate.js'
import type { Slot } from './slot.js'

const ONE_OF: ReadonlySet<string> = new Set(['equal', 'in', 'contains', 'hasAny', 'hasAll'])
/** However many values the rules know, customers bring others. */
const MOST = 0.2
const LEAST = 0.0001

/**
 * How often a clause is likely to be true, from what is known of the fact and from how many values the rules compare it
 * with: only the order matters, a wrong guess costs time and no result.
 */
export function clauseShares(predicates: readonly Predicate[]): Share {
  const values = new Map<number, number>()
  for (const { slot, operator } of predicates) {
    if (ONE_OF.has(operator)) values.set(slot.id, (values.get(slot.id) ?? 0) + 1)
  }
  const shares = new Map<number, number>()
  const ofValue = (slot: Slot): number => {
    const known = shares.get(slot.id)
    if (known !== undefined) return known
    const share = choices(slot) ?? Math.min(MOST, Math.max(LEAST, 1 / (1 + (values.get(slot.id) ?? 0))))
    shares.set(slot.id, share)
    return share
  }
  return (clause) => share(clause, ofValue)
}

function share(clause: Clause, ofValue: (slot: Slot) => number): number {
  switch (clause.kind) {
    case 'equal':
    case 'element':
      return known(clause.slot, ofValue(clause.slot))
    case 'literal':
      return known(clause.slot, 0.05 / Math.min(clause.text.length, 20))
    case 'interval':
      return known(clause.slot, Number.isFinite(clause.low) && Number.isFinite(clause.high) ? 0.25 : 0.5)
    case 'says':
      return known(clause.predicate.slot, 0.6)
    default:
      return clause satisfies never
  }
}

/** A fact of the embedder's may have to be waited for, and then all that hangs on it has to be judged. */
function known(slot: Slot, estimate: number): number {
  return FACTS.has(slot.of.fact) ? estimate : 0.5 + estimate / 2
}

/** One of so many values, where they are all known. */
function choices({ of, steps }: Slot): number | undefined {
  const type = FACTS.get(of.fact)
  if (type === undefined) return undefined
  const found = typeAt(type, steps ?? [])
  return found.ok ? choicesOf(found.type) : undefined
}

function choicesOf(type: FactType): number | undefined {
  if (type.kind === 'boolean') return 0.5
  return type.kind === 'text' && type.values !== undefined ? 1 / type.values.length : undefined
}

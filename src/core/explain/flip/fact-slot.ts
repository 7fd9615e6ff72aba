// A slot is what one change of facts writes to: a place in a fact. Schedules can't be told anything: they follow `now`.

import { factOfValue } from '../../rules/compile-condition.js'
import { type FactPath, parseFactPath } from '../../rules/fact-path.js'
import { type FactParams, paramsKey } from '../../rules/fact-source.js'
import { FACTS, type FactType, typeAt } from '../../rules/facts.js'
import { type OperatorTable, splitOperator } from '../../rules/operators/engine-operators.js'
import { isRecord } from '../../rules/record.js'
import type { Leaf } from '../condition-shape.js'

export interface FactSlot {
  readonly fact: string
  readonly params: FactParams
  readonly steps: FactPath
  readonly type: FactType
}

/** How a comparison depends on a slot. */
export interface SlotUse {
  readonly slot: FactSlot
  /** The side of the comparison that the slot is on; `moment`: it depends on what time it is. */
  readonly side: 'fact' | 'value' | 'moment'
  /** The comparison is about the length of what is in the slot. */
  readonly isLength: boolean
}

const UNKNOWN: FactType = { kind: 'unknown' }
export const NOW: FactSlot = { fact: 'now', params: {}, steps: [], type: { kind: 'time' } }
/** Their answer is made from `now`. */
const BY_NOW: ReadonlySet<string> = new Set(['now', 'schedule'])

/** The slots that a comparison reads, the one to be changed first in front. */
export function slotsOf({ condition, engine }: Leaf, operators: OperatorTable): readonly SlotUse[] {
  const isDated = operators.get(splitOperator(condition.operator).name)?.dated === true
  const uses: SlotUse[] = isDated ? [{ slot: NOW, side: 'moment', isLength: false }] : []
  uses.push(useOf(engine.fact, engine.path, engine.params, 'fact'))
  const other = factOfValue(condition.value)
  if (other !== undefined) uses.push(useOf(other.fact, other.path, other.params, 'value'))
  return uses
}

function useOf(fact: string, path: unknown, params: unknown, side: 'fact' | 'value'): SlotUse {
  if (BY_NOW.has(fact)) return { slot: NOW, side: fact === 'now' ? side : 'moment', isLength: false }
  const parsed = typeof path === 'string' ? parseFactPath(path) : undefined
  const steps = parsed?.ok === true ? parsed.steps : []
  const known = FACTS.get(fact)
  const holder = known === undefined ? undefined : typeAt(known, steps.slice(0, -1))
  const isLength =
    steps.at(-1) === 'length' && holder?.ok === true && (holder.type.kind === 'list' || holder.type.kind === 'text')
  const place = isLength ? steps.slice(0, -1) : steps
  const found = known === undefined ? undefined : typeAt(known, place)
  const type = found?.ok === true ? found.type : UNKNOWN
  return { slot: { fact, params: isRecord(params) ? params : {}, steps: place, type }, side, isLength }
}

/** Whether both are about the same answer of a fact, and one lies in the other. */
export function overlap(one: FactSlot, other: FactSlot): boolean {
  if (one.fact !== other.fact || paramsKey(one.params) !== paramsKey(other.params)) return false
  const depth = Math.min(one.steps.length, other.steps.length)
  return one.steps.slice(0, depth).every((step, at) => String(step) === String(other.steps[at]))
}

export function isSameSlot(one: FactSlot, other: FactSlot): boolean {
  return one.steps.length === other.steps.length && overlap(one, other)
}

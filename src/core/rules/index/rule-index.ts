// The index in front of one trigger's rules: conditions that say the same in the version before are not indexed again.
import type { CompiledCondition } from './compiled-condition.js'
import { findCandidates } from './find-candidates.js'
import type { PredicateTable } from './predicate-table.js'
import type { Readings } from './readings.js'
import { buildSegment, type Segment } from './segment.js'

/** So few are judged one by one faster than they are looked up. */
const FEW = 4
/** A change of so many is indexed apart; larger ones are indexed anew together with all others. */
const SMALLEST_CHANGE = 64
/** Each costs every message a look-up. */
const MOST_SEGMENTS = 4

export interface RuleIndex {
  readonly parts: readonly IndexPart[]
  /** How many rules there are. */
  readonly size: number
}

interface IndexPart {
  readonly segment: Segment
  /** Position of the segment's conditions among the rules; -1: no longer there. */
  readonly positions: Int32Array
}

/** What is indexed of a rule: `skip` for one that is never judged. */
export type Indexed = CompiledCondition | null | 'skip'

export function buildRuleIndex(
  rules: readonly Indexed[],
  table: PredicateTable,
  previous?: RuleIndex | undefined,
): RuleIndex {
  if (rules.length <= FEW) return { parts: [], size: rules.length }
  return (previous === undefined ? undefined : changed(rules, table, previous)) ?? whole(rules, table)
}

function whole(rules: readonly Indexed[], table: PredicateTable): RuleIndex {
  const positions: number[] = []
  const conditions: (CompiledCondition | null)[] = []
  for (const [position, rule] of rules.entries()) {
    if (rule === 'skip') continue
    positions.push(position)
    conditions.push(rule)
  }
  const part = { segment: buildSegment(conditions, table), positions: Int32Array.from(positions) }
  return { parts: [part], size: rules.length }
}

/** The previous segments with the new positions, and one for what is new; `undefined` when that is too much. */
function changed(rules: readonly Indexed[], table: PredicateTable, previous: RuleIndex): RuleIndex | undefined {
  const parts = previous.parts.map(({ segment }) => ({
    segment,
    positions: new Int32Array(segment.conditions.length).fill(-1),
  }))
  const places = new Map<CompiledCondition, { readonly positions: Int32Array; readonly number: number }>()
  for (const { segment, positions } of parts) {
    for (const [number, condition] of segment.conditions.entries()) {
      if (condition !== null) places.set(condition, { positions, number })
    }
  }
  const added: number[] = []
  const conditions: (CompiledCondition | null)[] = []
  let kept = 0
  for (const [position, rule] of rules.entries()) {
    if (rule === 'skip') continue
    const place = rule === null ? undefined : places.get(rule)
    if (place === undefined) {
      added.push(position)
      conditions.push(rule)
    } else {
      place.positions[place.number] = position
      kept += 1
    }
  }
  const most = Math.max(SMALLEST_CHANGE, kept >> 3)
  const dead = parts.reduce((sum, { positions }) => sum + positions.length, 0) - kept
  if (conditions.length > most || dead > most || parts.length >= MOST_SEGMENTS) return undefined
  if (conditions.length === 0) return { parts, size: rules.length }
  const part = { segment: buildSegment(conditions, table), positions: Int32Array.from(added) }
  return { parts: [...parts, part], size: rules.length }
}

/** Positions of the rules that may match, in ascending order. All others don't. */
export function candidatesOf(index: RuleIndex, readings: Readings): readonly number[] {
  if (index.parts.length === 0) return Array.from({ length: index.size }, (_, position) => position)
  const candidates: number[] = []
  for (const { segment, positions } of index.parts) {
    const found: number[] = []
    findCandidates(segment, readings, found)
    for (const number of found) {
      const position = positions[number] ?? -1
      if (position !== -1) candidates.push(position)
    }
  }
  return candidates.length < 2 ? candidates : candidates.sort((one, other) => one - other)
}

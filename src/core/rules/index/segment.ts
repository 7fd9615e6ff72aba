// An index over conditions, each hung on the clauses of which one must be true. Immutable but for its marks; versions of
// a rule set share it. Conditions are known by their number in it.
import type { Clause, Plain } from './clause.js'
import { clauseShares } from './clause-share.js'
import type { CompiledCondition } from './compiled-condition.js'
import { type Interval, type IntervalTree, intervalTree } from './interval-tree.js'
import { type KeywordAutomaton, keywordAutomaton } from './keyword-automaton.js'
import { necessaryClauses } from './necessary-clauses.js'
import type { PredicateTable } from './predicate-table.js'
import type { Slot } from './slot.js'

/** One number, or several. */
export type Numbers = number | number[]

export interface Segment {
  readonly conditions: readonly (CompiledCondition | null)[]
  readonly equal: readonly ValueGroup[]
  readonly elements: readonly ValueGroup[]
  readonly literals: readonly LiteralGroup[]
  readonly intervals: readonly IntervalGroup[]
  readonly says: readonly { readonly predicate: number; readonly truth: boolean; readonly numbers: readonly number[] }[]
  /** Found whatever the facts are. */
  readonly always: readonly number[]
  /** The snapshot for which a condition was found last. */
  readonly marks: Int32Array
}

/** All that hang on one slot are found when its fact has not been loaded. */
interface SlotGroup {
  readonly slot: Slot
  readonly all: readonly number[]
}

export interface ValueGroup extends SlotGroup {
  readonly byValue: ReadonlyMap<unknown, Numbers>
}

export interface LiteralGroup extends SlotGroup {
  readonly isExact: boolean
  readonly automaton: KeywordAutomaton
  readonly byText: readonly (readonly number[])[]
}

export interface IntervalGroup extends SlotGroup {
  readonly tree: IntervalTree
}

export function buildSegment(conditions: readonly (CompiledCondition | null)[], table: PredicateTable): Segment {
  const hanging = newHanging()
  const asking = { predicates: table.predicates, share: clauseShares(table.predicates) }
  for (const [number, condition] of conditions.entries()) {
    // What may throw has to be judged: what throws beside a comparison that is false spoils the rule all the same.
    const clauses = condition?.isTotal === true ? necessaryClauses(condition, asking) : null
    if (clauses === null) hanging.always.push(number)
    else for (const clause of clauses) hang(hanging, clause, number)
  }
  return {
    conditions,
    equal: [...hanging.equal.values()],
    elements: [...hanging.elements.values()],
    literals: [...hanging.literals.values()].map(({ slot, isExact, texts }) => literalGroup(slot, isExact, texts)),
    intervals: [...hanging.intervals.values()].map(({ slot, all, intervals }) => ({
      slot,
      all,
      tree: intervalTree(intervals),
    })),
    says: [...hanging.says.values()],
    always: hanging.always,
    marks: new Int32Array(conditions.length),
  }
}

interface Hanging {
  readonly equal: Map<number, OpenValues>
  readonly elements: Map<number, OpenValues>
  readonly literals: Map<
    number,
    { readonly slot: Slot; readonly isExact: boolean; readonly texts: Map<string, number[]> }
  >
  readonly intervals: Map<number, { readonly slot: Slot; readonly all: number[]; readonly intervals: Interval[] }>
  readonly says: Map<number, { readonly predicate: number; readonly truth: boolean; readonly numbers: number[] }>
  readonly always: number[]
}

interface OpenValues {
  readonly slot: Slot
  readonly all: number[]
  readonly byValue: Map<unknown, Numbers>
}

function newHanging(): Hanging {
  return {
    equal: new Map(),
    elements: new Map(),
    literals: new Map(),
    intervals: new Map(),
    says: new Map(),
    always: [],
  }
}

function hang(hanging: Hanging, clause: Clause, number: number): void {
  switch (clause.kind) {
    case 'equal':
      hangOnValue(hanging.equal, clause.slot, clause.value, number)
      return
    case 'element':
      hangOnValue(hanging.elements, clause.slot, clause.value, number)
      return
    case 'literal': {
      const { slot, isExact, text } = clause
      const group = entry(hanging.literals, slot.id * 2 + (isExact ? 1 : 0), () => ({
        slot,
        isExact,
        texts: new Map(),
      }))
      entry(group.texts, text, (): number[] => []).push(number)
      return
    }
    case 'interval': {
      const { slot, low, high } = clause
      const group = entry(hanging.intervals, slot.id, () => ({ slot, all: [], intervals: [] }))
      group.all.push(number)
      group.intervals.push({ low, high, owner: number })
      return
    }
    case 'says': {
      const { truth } = clause
      const predicate = clause.predicate.id
      const group = entry(hanging.says, predicate * 2 + (truth ? 1 : 0), () => ({ predicate, truth, numbers: [] }))
      group.numbers.push(number)
      return
    }
    default:
      clause satisfies never
  }
}

function hangOnValue(groups: Map<number, OpenValues>, slot: Slot, value: Plain, number: number): void {
  const group = entry(groups, slot.id, () => ({ slot, all: [], byValue: new Map() }))
  group.all.push(number)
  const there = group.byValue.get(value)
  if (there === undefined) group.byValue.set(value, number)
  else if (typeof there === 'number') group.byValue.set(value, [there, number])
  else there.push(number)
}

function literalGroup(slot: Slot, isExact: boolean, texts: ReadonlyMap<string, number[]>): LiteralGroup {
  const numbers = [...texts.values()]
  const { automaton, groups } = keywordAutomaton([...texts.keys()])
  return {
    slot,
    isExact,
    automaton,
    byText: groups.map((group) => group.flatMap((text) => numbers[text] ?? [])),
    all: [...new Set(numbers.flat())],
  }
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let found = map.get(key)
  if (found === undefined) {
    found = make()
    map.set(key, found)
  }
  return found
}

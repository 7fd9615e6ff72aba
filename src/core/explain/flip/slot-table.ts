// For every slot of a condition: what its comparisons become under the values that it could take. Values under which
// all of them say the same are one choice; the first, most natural one stands for them.

import type { PassFacts } from '../../automation/facts.js'
import type { CompiledRules } from '../../rules/compiled-rules.js'
import { MISSING } from '../../rules/missing.js'
import { isRecord, own as ownOf } from '../../rules/record.js'
import { type FactSource, newSnapshot } from '../../rules/snapshot.js'
import type { Leaf } from '../condition-shape.js'
import { type LeafReading, readLeaf } from '../read-leaf.js'
import { candidatesFor, ofLength } from './candidates.js'
import { changedFacts, type SlotChange } from './changed-facts.js'
import { type FactSlot, isSameSlot, NOW, overlap, type SlotUse, slotsOf } from './fact-slot.js'
import { agedMoments, scheduleMoments } from './moments.js'
import { around } from './other-values.js'

/** A value of the slot, and what the comparisons that it touches are then, in the order of `touched`. */
export interface SlotChoice {
  readonly to: unknown
  readonly truths: readonly boolean[]
}

export interface SlotRow {
  readonly slot: FactSlot
  readonly from: unknown
  /** Indexes of the comparisons that a change of it may turn. */
  readonly touched: readonly number[]
  readonly choices: readonly SlotChoice[]
}

export interface Scene {
  readonly rules: CompiledRules
  readonly facts: PassFacts
  readonly own: FactSource
  readonly leaves: readonly Leaf[]
  readonly readings: readonly LeafReading[]
}

/** Of one slot, at most so many values are judged and so many choices kept. */
const MOST_VALUES = 400
const MOST_CHOICES = 48

export async function slotTable(scene: Scene): Promise<readonly SlotRow[]> {
  const uses = scene.leaves.map((leaf) => slotsOf(leaf, scene.rules.operators))
  const slots: FactSlot[] = []
  for (const { slot } of uses.flat()) if (!slots.some((one) => isSameSlot(one, slot))) slots.push(slot)
  const rows: SlotRow[] = []
  for (const slot of slots) {
    const row = await rowOf(slot, uses, scene)
    if (row.choices.length > 0) rows.push(row)
  }
  return rows
}

async function rowOf(slot: FactSlot, uses: readonly (readonly SlotUse[])[], scene: Scene): Promise<SlotRow> {
  const touched = [...uses.keys()].filter((leaf) => uses[leaf]?.some((use) => overlap(use.slot, slot)))
  const from = currentValue(slot, uses, scene)
  const before = touched.map((leaf) => scene.readings[leaf]?.holds === true)
  const choices = new Map<string, SlotChoice>([[keyOf(before), { to: from, truths: before }]])
  const tried = new Set<string>([valueKey(from)])
  // Breadth first: a value that turned one comparison is where the search for the next one starts from.
  const queue: unknown[] = [from]
  for (let value = queue.shift(); tried.size <= MOST_VALUES && choices.size <= MOST_CHOICES; value = queue.shift()) {
    for (const to of valuesFrom(value, slot, touched, uses, scene)) {
      const key = valueKey(to)
      if (tried.has(key) || tried.size > MOST_VALUES || choices.size > MOST_CHOICES) continue
      tried.add(key)
      const readings = await readAll(scene, touched, [{ slot, to }])
      if (readings.some(({ error }) => error !== undefined)) continue
      const truths = readings.map(({ holds }) => holds)
      if (choices.has(keyOf(truths))) continue
      choices.set(keyOf(truths), { to, truths })
      queue.push(to)
    }
    if (queue.length === 0) break
  }
  return { slot, from, touched, choices: [...choices.values()].slice(1) }
}

/** What these comparisons say after the changes. */
export function readAll(
  { rules, facts, own, leaves }: Scene,
  which: readonly number[],
  changes: readonly SlotChange[],
): Promise<readonly LeafReading[]> {
  const snapshot = newSnapshot(rules, changedFacts(facts, own, rules, changes))
  return Promise.all(which.flatMap((at) => leaves[at] ?? []).map((leaf) => readLeaf(leaf, snapshot)))
}

function currentValue(slot: FactSlot, uses: readonly (readonly SlotUse[])[], { facts, readings }: Scene): unknown {
  if (slot === NOW || slot.fact === 'now') return facts.now
  for (const [leaf, ofLeaf] of uses.entries()) {
    const use = ofLeaf.find((one) => !one.isLength && one.side !== 'moment' && isSameSlot(one.slot, slot))
    const reading = readings[leaf]
    if (use === undefined || reading === undefined) continue
    const value = use.side === 'fact' ? reading.factResult : reading.valueResult
    return value === MISSING ? undefined : value
  }
  return plainValue(facts, slot)
}

/** Of a slot that is only asked for its length. */
function plainValue(facts: PassFacts, { fact, steps }: FactSlot): unknown {
  let here: unknown = isRecord(facts) ? ownOf(facts, fact) : undefined
  for (const step of steps) here = isRecord(here) ? ownOf(here, String(step)) : undefined
  return here
}

/** Values that may turn some comparison of the slot, if it is `value` now. */
function valuesFrom(
  value: unknown,
  slot: FactSlot,
  touched: readonly number[],
  uses: readonly (readonly SlotUse[])[],
  { leaves, readings, rules, facts }: Scene,
): readonly unknown[] {
  return touched.flatMap((at): readonly unknown[] => {
    const leaf = leaves[at]
    const reading = readings[at]
    if (leaf === undefined || reading === undefined) return []
    const { condition } = leaf
    return (uses[at] ?? [])
      .filter((use) => isSameSlot(use.slot, slot))
      .flatMap((use): readonly unknown[] => {
        if (use.side === 'moment') return momentsFor(leaf, reading, value, rules, facts)
        if (use.isLength) return ofLength(value, [reading.valueResult].flat().flatMap(around))
        const other = use.side === 'fact' ? reading.valueResult : reading.factResult
        const isDated = condition.operator.endsWith('olderThan') || condition.operator.endsWith('youngerThan')
        if (isDated) return [facts.now]
        return candidatesFor(condition.operator, slot.type, value, other === MISSING ? undefined : other)
      })
  })
}

function momentsFor(
  leaf: Leaf,
  reading: LeafReading,
  now: unknown,
  rules: CompiledRules,
  facts: PassFacts,
): readonly string[] {
  const { condition, engine } = leaf
  if (engine.fact !== 'schedule') return agedMoments(reading.factResult, condition.value)
  const name = engine.params?.name
  const schedule = typeof name === 'string' ? rules.schedules.get(name) : undefined
  if (schedule === undefined) return []
  return scheduleMoments(schedule, typeof now === 'string' ? now : facts.now, reading.valueResult)
}

function keyOf(truths: readonly boolean[]): string {
  return truths.map(Number).join('')
}

function valueKey(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value)
}

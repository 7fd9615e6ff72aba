// Comparisons of all rules, each kept once, and room for what they say of a snapshot. Grows with rule sets that are
// loaded as later versions of one another; `loadRuleSet` begins a new one before it holds much that nobody uses.
import { DATED_FACT, engineLeaf, factOfValue } from '../compile-condition.js'
import { parseFactPath } from '../fact-path.js'
import { paramsKey } from '../fact-source.js'
import type { OperatorEngine } from '../operators/engine-operators.js'
import { isRecord } from '../record.js'
import type { FactCondition } from '../rule-set.js'
import type { Predicate, Test } from './predicate.js'
import { quickTest } from './quick-test.js'
import { makeRoom, newRoom, type Room } from './room.js'
import type { AskedFact, Slot } from './slot.js'

interface Places {
  readonly asked: AskedFact[]
  readonly slots: Slot[]
  readonly byKey: Map<string, number>
  readonly room: Room
}

export interface PredicateTable extends Places {
  readonly operators: OperatorEngine
  readonly predicates: Predicate[]
  /** Where the present moment is read. */
  readonly now: Slot
}

export function newPredicateTable(operators: OperatorEngine): PredicateTable {
  const room = newRoom()
  const byKey = new Map<string, number>()
  const places: Places = { asked: [], slots: [], byKey, room }
  return { operators, ...places, predicates: [], now: slotOf(places, 'now', undefined) }
}

/** The predicate of a comparison; the same one for the same comparison. */
export function predicateOf(table: PredicateTable, leaf: FactCondition): Predicate {
  const engine = engineLeaf(leaf, table.operators.table)
  const slot = slotOf(table, leaf.fact, engine.path, engine.params)
  const key = `${slot.id} ${engine.operator} ${JSON.stringify(leaf.value)}`
  const known = table.byKey.get(key)
  const found = known === undefined ? undefined : table.predicates[known]
  if (found !== undefined) return found
  const reference = factOfValue(leaf.value)
  const params = isRecord(reference?.params) ? reference.params : undefined
  const path = typeof reference?.path === 'string' ? reference.path : undefined
  const other = reference === undefined ? null : slotOf(table, reference.fact, path, params)
  const { evaluate, isTotal } = table.operators.find(engine.operator)
  const predicate: Predicate = {
    id: table.predicates.length,
    slot,
    operator: engine.operator,
    value: leaf.value,
    other,
    isDated: isRecord(engine.value) && engine.value.fact === DATED_FACT,
    isTotal,
    test: (other === null ? quickTest(engine.operator, leaf.value) : undefined) ?? plainTest(evaluate),
  }
  table.predicates.push(predicate)
  table.byKey.set(key, predicate.id)
  const { room } = table
  makeRoom(room, { asked: 0, slots: 0, predicates: table.predicates.length })
  return predicate
}

function slotOf(
  table: Places,
  fact: string,
  path: string | undefined,
  params: { readonly [name: string]: unknown } = {},
): Slot {
  const askedKey = `${fact}\0${paramsKey(params)}`
  const key = `${askedKey}\0${path ?? '$'}`
  const known = table.byKey.get(key)
  const found = known === undefined ? undefined : table.slots[known]
  if (found !== undefined) return found
  const { room } = table
  let of = table.asked[table.byKey.get(askedKey) ?? -1]
  if (of === undefined) {
    of = { id: table.asked.length, fact, params }
    table.byKey.set(askedKey, of.id)
    table.asked.push(of)
  }
  const parsed = parseFactPath(path ?? '$')
  const steps = parsed.ok ? parsed.steps : []
  const slot: Slot = { id: table.slots.length, of, steps: steps.length === 0 ? null : steps }
  table.byKey.set(key, slot.id)
  table.slots.push(slot)
  makeRoom(room, { asked: table.asked.length, slots: table.slots.length, predicates: 0 })
  return slot
}

function plainTest(evaluate: (fact: unknown, value: unknown) => boolean): Test {
  return (fact, value) => evaluate(fact, value)
}

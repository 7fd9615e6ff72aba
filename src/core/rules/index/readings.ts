import { valueAt } from '../fact-path.js'
import { computing, type FactParams, type FactSource, isAwaited, paramsKey } from '../fact-source.js'
import { MISSING } from '../missing.js'
import { parseMoment } from '../moment.js'
import { dated } from '../operators/time.js'
import { FALSE, THROWS, TRUE, type Truth, UNKNOWN } from './predicate.js'
import type { PredicateTable } from './predicate-table.js'
import { type InRoom, nextSnapshot } from './room.js'
import type { AskedFact, Slot } from './slot.js'

/** Stands for a fact that has not been loaded yet. */
export const NOT_LOADED: unique symbol = Symbol('fact not loaded')

/** One snapshot's facts as predicates read them, each read and each predicate judged once. */
export interface Readings extends InRoom {
  readonly table: PredicateTable
  readonly facts: FactSource
  /** Facts that had to be waited for, by name and `paramsKey`. */
  readonly loaded: Map<string, unknown>
}

export function newReadings(table: PredicateTable, facts: FactSource): Readings {
  return { table, facts, room: table.room, number: nextSnapshot(table.room), loaded: new Map() }
}

export function loadedKey(fact: string, params: FactParams): string {
  return `${fact}\0${paramsKey(params)}`
}

/** `NOT_LOADED`, `MISSING`, or the value; `undefined` where the path leads nowhere. */
export function readSlot(readings: Readings, slot: Slot): unknown {
  const { room } = readings
  if (room.slotFor[slot.id] === readings.number) return room.slotValues[slot.id]
  const whole = readAsked(readings, slot.of)
  if (whole === NOT_LOADED) return whole
  const value = slot.steps === null || typeof whole !== 'object' || whole === null ? whole : valueAt(whole, slot.steps)
  room.slotFor[slot.id] = readings.number
  room.slotValues[slot.id] = value
  return value
}

function readAsked(readings: Readings, asked: AskedFact): unknown {
  const { room } = readings
  if (room.askedFor[asked.id] === readings.number) return room.askedValues[asked.id]
  const value = findFact(readings, asked)
  if (value === NOT_LOADED) return value
  room.askedFor[asked.id] = readings.number
  room.askedValues[asked.id] = value
  return value
}

function findFact({ facts, loaded }: Readings, { fact, params }: AskedFact): unknown {
  const value = Object.hasOwn(facts, fact) ? facts[fact] : undefined
  if (value === undefined) return MISSING
  if (typeof value !== 'object' && typeof value !== 'function') return value
  if (isAwaited(value)) {
    const key = loadedKey(fact, params)
    return loaded.has(key) ? loaded.get(key) : NOT_LOADED
  }
  const compute = computing(value)
  return compute === undefined ? value : computed(compute, params)
}

/** What fails, or answers nothing, is missing. */
export function computed(compute: (params: FactParams) => unknown, params: FactParams): unknown {
  try {
    const value = compute(params)
    return value === undefined ? MISSING : value
  } catch {
    return MISSING
  }
}

export function judgePredicate(readings: Readings, id: number): Truth {
  const {
    room,
    table: { predicates },
  } = readings
  if (room.predicateFor[id] === readings.number)
    return room.truths[id] === TRUE ? TRUE : room.truths[id] === FALSE ? FALSE : THROWS
  const predicate = predicates[id]
  if (predicate === undefined) return THROWS
  const fact = readSlot(readings, predicate.slot)
  const value = readValue(readings, id)
  if (fact === NOT_LOADED || value === NOT_LOADED) return predicate.isTotal ? UNKNOWN : THROWS
  let truth: Truth
  try {
    truth = predicate.test(fact, value, readings, predicate.slot) ? TRUE : FALSE
  } catch {
    truth = THROWS
  }
  room.predicateFor[id] = readings.number
  room.truths[id] = truth
  return truth
}

/** The side that the fact is compared with, as the operator gets it. */
export function readValue(readings: Readings, id: number): unknown {
  const predicate = readings.table.predicates[id]
  if (predicate === undefined) return MISSING
  const value = predicate.other === null ? predicate.value : readSlot(readings, predicate.other)
  if (!predicate.isDated || value === NOT_LOADED || value === MISSING) return value
  const now = readSlot(readings, readings.table.now)
  if (now === NOT_LOADED) return now
  const at = parseMoment(now)
  return at === undefined ? MISSING : dated(value, at)
}

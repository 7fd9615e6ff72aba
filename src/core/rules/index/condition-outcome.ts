import type { EvaluatedCondition } from '../json-rules-engine.js'
import type { Condition } from '../rule-set.js'
import type { CompiledCondition } from './compiled-condition.js'
import { FALSE, TRUE } from './predicate.js'
import { endOf, type Program } from './program.js'
import { judgePredicate, type Readings, readSlot, readValue } from './readings.js'

/**
 * What json-rules-engine would have seen of a condition: results of all that it looks at, in groups by priority, and
 * nothing of what it skips. What can't be told before a fact is loaded has no result.
 */
export function conditionOutcome(readings: Readings, compiled: CompiledCondition): EvaluatedCondition {
  return outcome(readings, compiled.condition, compiled.program, 0, compiled.named)
}

function outcome(
  readings: Readings,
  condition: Condition,
  code: Program,
  at: number,
  named: readonly CompiledCondition[],
): EvaluatedCondition {
  if ('fact' in condition) {
    const id = code[at] ?? 0
    const slot = readings.table.predicates[id]?.slot
    const truth = judgePredicate(readings, id)
    if (truth !== TRUE && truth !== FALSE) return UNTOLD
    return {
      result: truth === TRUE,
      factResult: slot === undefined ? undefined : readSlot(readings, slot),
      valueResult: readValue(readings, id),
    }
  }
  if ('not' in condition) {
    const inside = outcome(readings, condition.not, code, at + 1, named)
    return inside.result === undefined ? { not: inside } : { result: inside.result !== true, not: inside }
  }
  if ('all' in condition) {
    const all = listOutcome(readings, condition.all, code, at, named, false)
    return { ...listResult(all, false), all }
  }
  if ('any' in condition) {
    const any = listOutcome(readings, condition.any, code, at, named, true)
    return { ...listResult(any, true), any }
  }
  const referred = named[code[at + 1] ?? 0]
  return referred === undefined ? UNTOLD : conditionOutcome(readings, referred)
}

const UNTOLD: EvaluatedCondition = {}
const SKIPPED: EvaluatedCondition = {}

/** One part that is `decisive` makes the whole, an untold one leaves it open; an empty list is true. */
function listResult(parts: readonly EvaluatedCondition[], decisive: boolean): { readonly result?: boolean } {
  if (parts.length === 0) return { result: true }
  if (parts.some(({ result }) => result === decisive)) return { result: decisive }
  return parts.some((part) => part !== SKIPPED && part.result === undefined) ? {} : { result: !decisive }
}

/** Highest priority first; a group in which one part is `decisive` is the last that is looked at. */
function listOutcome(
  readings: Readings,
  conditions: readonly Condition[],
  code: Program,
  at: number,
  named: readonly CompiledCondition[],
  decisive: boolean,
): readonly EvaluatedCondition[] {
  const places: number[] = []
  for (let part = at + 2; part < (code[at + 1] ?? 0); part = endOf(code, part)) places.push(part)
  const look = (index: number): EvaluatedCondition => {
    const condition = conditions[index]
    return condition === undefined ? SKIPPED : outcome(readings, condition, code, places[index] ?? 0, named)
  }
  const priorities = [...new Set(conditions.map(priorityOf))].sort((one, other) => other - one)
  if (priorities.length < 2) return conditions.map((_, index) => look(index))
  const outcomes = conditions.map(() => SKIPPED)
  for (const priority of priorities) {
    let isDecided = false
    for (const [index, condition] of conditions.entries()) {
      if (priorityOf(condition) !== priority) continue
      const one = look(index)
      outcomes[index] = one
      isDecided ||= one.result === decisive
    }
    if (isDecided) break
  }
  return outcomes
}

/** As the engine reads them: whole ones of lists, of comparisons as they are written; 0 counts as 1. */
function priorityOf(condition: Condition): number {
  const { priority = 1 } = condition
  const isList = 'all' in condition || 'any' in condition || 'not' in condition
  return (isList ? Number.parseInt(String(priority), 10) : priority) || 1
}

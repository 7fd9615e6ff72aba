import type { EvaluatedCondition } from '../json-rules-engine.js'
import type { Condition } from '../rule-set.js'
import type { CompiledCondition } from './compiled-condition.js'
import { TRUE } from './predicate.js'
import { endOf, type Program } from './program.js'
import { judgePredicate, type Readings, readSlot, readValue } from './readings.js'

/**
 * What json-rules-engine would have seen of a condition: results of all that it looks at, in groups by priority, and
 * nothing of what it skips. Only for conditions that `runCondition` calls true or false.
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
    return {
      result: judgePredicate(readings, id) === TRUE,
      factResult: slot === undefined ? undefined : readSlot(readings, slot),
      valueResult: readValue(readings, id),
    }
  }
  if ('not' in condition) {
    const inside = outcome(readings, condition.not, code, at + 1, named)
    return { result: inside.result !== true, not: inside }
  }
  if ('all' in condition) {
    const all = listOutcome(readings, condition.all, code, at, named, false)
    return { result: all.every((one) => one.result === true), all }
  }
  if ('any' in condition) {
    const any = listOutcome(readings, condition.any, code, at, named, true)
    return { result: any.length === 0 || any.some((one) => one.result === true), any }
  }
  const referred = named[code[at + 1] ?? 0]
  return referred === undefined ? {} : conditionOutcome(readings, referred)
}

const SKIPPED: EvaluatedCondition = {}

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
      isDecided ||= (one.result === true) === decisive
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

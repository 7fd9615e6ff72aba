// How far a condition is from holding, read off its program: the same numbers as `condition-shape.ts` finds by asking
// json-rules-engine's operators one by one, at a hundredth of the price, because comparisons are shared by all rules.
import type { CompiledCondition } from '../rules/index/compiled-condition.js'
import { FALSE, TRUE } from '../rules/index/predicate.js'
import { ALL, endOf, NAMED, NOT } from '../rules/index/program.js'
import { judgePredicate, type Readings } from '../rules/index/readings.js'

export interface Nearness {
  /** The fewest comparisons that would have to be otherwise for the condition to hold; infinite when none does it. */
  readonly missing: number
  readonly comparisons: number
  readonly held: number
}

interface Costs extends Nearness {
  /** The same for it not to hold. */
  readonly over: number
}

/** `null`: a fact has to be loaded, or an operator throws, so json-rules-engine has to be asked. */
export function nearnessAtOnce(condition: CompiledCondition, readings: Readings): Nearness | null {
  return costsOf(readings, condition, 0)
}

function costsOf(readings: Readings, compiled: CompiledCondition, at: number): Costs | null {
  const { program, named } = compiled
  const mark = program[at] ?? 0
  if (mark >= 0) {
    const truth = judgePredicate(readings, mark)
    if (truth === TRUE) return HELD
    return truth === FALSE ? FAILED : null
  }
  if (mark === NOT) {
    const part = costsOf(readings, compiled, at + 1)
    return part === null ? null : { ...part, missing: part.over, over: part.missing }
  }
  if (mark === NAMED) {
    const other = named[program[at + 1] ?? 0]
    return other === undefined ? null : costsOf(readings, other, 0)
  }
  return listCosts(readings, compiled, at, mark === ALL)
}

/** All of `all` have to hold, one of `any` is enough; to make them false it is the other way round. An empty list holds. */
function listCosts(readings: Readings, compiled: CompiledCondition, at: number, isAll: boolean): Costs | null {
  const { program } = compiled
  const end = program[at + 1] ?? 0
  let [sum, least, comparisons, held] = [0, Number.POSITIVE_INFINITY, 0, 0]
  for (let part = at + 2; part < end; part = endOf(program, part)) {
    const one = costsOf(readings, compiled, part)
    if (one === null) return null
    sum += isAll ? one.missing : one.over
    least = Math.min(least, isAll ? one.over : one.missing)
    comparisons += one.comparisons
    held += one.held
  }
  if (at + 2 === end) return { missing: 0, over: Number.POSITIVE_INFINITY, comparisons: 0, held: 0 }
  return isAll ? { missing: sum, over: least, comparisons, held } : { missing: least, over: sum, comparisons, held }
}

const HELD: Costs = { missing: 0, over: 1, comparisons: 1, held: 1 }
const FAILED: Costs = { missing: 1, over: 0, comparisons: 1, held: 0 }

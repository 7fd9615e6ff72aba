import type { CompiledCondition } from './compiled-condition.js'
import { FALSE, THROWS, TRUE, type Truth, UNKNOWN } from './predicate.js'
import { ALL, ANY, endOf, NAMED, NOT, type Program } from './program.js'
import { judgePredicate, type Readings } from './readings.js'

/**
 * Whether a condition holds. THROWS wins over everything: json-rules-engine judges the conditions of one list together,
 * so that one which throws may spoil the rule whatever the others say. Only the engine knows, and is asked then.
 */
export function runCondition(readings: Readings, { program, named, isTotal }: CompiledCondition): Truth {
  return runPart(readings, program, 0, named, isTotal)
}

/** The truth of the part that begins at `at`. */
export function runPart(
  readings: Readings,
  code: Program,
  at: number,
  named: readonly CompiledCondition[],
  isTotal: boolean,
): Truth {
  const mark = code[at] ?? 0
  if (mark >= 0) return judgePredicate(readings, mark)
  switch (mark) {
    case NOT:
      return opposite(runPart(readings, code, at + 1, named, isTotal))
    case NAMED: {
      const condition = named[code[at + 1] ?? 0]
      return condition === undefined ? THROWS : runCondition(readings, condition)
    }
    case ALL:
    case ANY:
      return runList(readings, code, at, mark === ALL ? FALSE : TRUE, named, isTotal)
    default:
      return THROWS
  }
}

/** `decisive`: one part that says so makes the whole. An empty list is true, `any` too. */
function runList(
  readings: Readings,
  code: Program,
  at: number,
  decisive: typeof FALSE | typeof TRUE,
  named: readonly CompiledCondition[],
  isTotal: boolean,
): Truth {
  const end = code[at + 1] ?? 0
  let truth: Truth = at + 2 === end ? TRUE : decisive === FALSE ? TRUE : FALSE
  for (let part = at + 2; part < end; part = endOf(code, part)) {
    const one = runPart(readings, code, part, named, isTotal)
    if (one === THROWS) return THROWS
    if (one === decisive) {
      if (isTotal) return one
      truth = one
    } else if (one === UNKNOWN && truth !== decisive) truth = UNKNOWN
  }
  return truth
}

function opposite(truth: Truth): Truth {
  return truth === TRUE ? FALSE : truth === FALSE ? TRUE : truth
}

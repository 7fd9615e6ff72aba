// The finding of a rule that was judged without json-rules-engine: the same that `findFailure` reads off the engine's
// account, found by asking the predicates again, whose answers are kept.
import type { CompiledRules } from './compiled-rules.js'
import { emptyFinding, leafFinding, type Place, placeIn } from './finding.js'
import type { CompiledCondition } from './index/compiled-condition.js'
import { FALSE, TRUE } from './index/predicate.js'
import { endOf, type Program } from './index/program.js'
import { type Readings, readSlot, readValue } from './index/readings.js'
import { runPart } from './index/run-program.js'
import type { Condition } from './rule-set.js'
import type { Finding } from './verdict.js'

interface Search {
  readonly readings: Readings
  readonly rules: CompiledRules
}

/** Why the condition doesn't hold; only where `runCondition` says so. */
export function findAtOnce(compiled: CompiledCondition, readings: Readings, rules: CompiledRules): Finding {
  return find({ readings, rules }, compiled.condition, compiled, 0, { pointer: '' }, false)
}

/** `held`: what the condition is, and what its decisive parts are therefore. */
function find(
  search: Search,
  condition: Condition,
  compiled: CompiledCondition,
  at: number,
  place: Place,
  held: boolean,
): Finding {
  const { program, named } = compiled
  if ('fact' in condition) {
    const { readings, rules } = search
    const id = program[at] ?? 0
    const slot = readings.table.predicates[id]?.slot
    const factResult = slot === undefined ? undefined : readSlot(readings, slot)
    return leafFinding(place, condition, factResult, readValue(readings, id), held, rules)
  }
  if ('not' in condition) return find(search, condition.not, compiled, at + 1, placeIn(place, ['not']), !held)
  if ('condition' in condition) {
    const referred = named[program[at + 1] ?? 0]
    const within = { pointer: place.pointer, within: { condition: condition.condition, pointer: '' } }
    if (referred === undefined)
      return emptyFinding(place, 'condition', `There is no condition \`${condition.condition}\``)
    return find(search, referred.condition, referred, 0, within, held)
  }
  const key = 'all' in condition ? 'all' : 'any'
  const parts = 'all' in condition ? condition.all : condition.any
  const index = (key === 'all') === held ? 0 : decisivePart(search.readings, parts, compiled, at, held)
  const part = parts[index]
  if (part === undefined) return emptyFinding(place, key, 'An empty list always holds')
  return find(search, part, compiled, partAt(program, at, index), placeIn(place, [key, index]), held)
}

/** The first part that is what the whole is, of those whose priority makes the engine look at them first. */
function decisivePart(
  readings: Readings,
  parts: readonly Condition[],
  { program, named, isTotal }: CompiledCondition,
  at: number,
  held: boolean,
): number {
  const wanted = held ? TRUE : FALSE
  let found = -1
  let highest = Number.NEGATIVE_INFINITY
  let place = at + 2
  for (let index = 0; index < parts.length; index += 1) {
    const priority = priorityOf(parts[index])
    if (priority > highest && runPart(readings, program, place, named, isTotal) === wanted) {
      found = index
      highest = priority
    }
    place = endOf(program, place)
  }
  return found
}

function partAt(program: Program, at: number, index: number): number {
  let place = at + 2
  for (let before = 0; before < index; before += 1) place = endOf(program, place)
  return place
}

/** As the engine reads them: whole ones of lists, of comparisons as they are written; 0 counts as 1. */
function priorityOf(condition: Condition | undefined): number {
  const priority = condition?.priority
  if (condition === undefined || priority === undefined) return 1
  const isList = 'all' in condition || 'any' in condition || 'not' in condition
  return (isList ? Number.parseInt(String(priority), 10) : priority) || 1
}

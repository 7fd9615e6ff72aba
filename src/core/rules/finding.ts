import { factOfValue } from './compile-condition.js'
import type { CompiledRules } from './compiled-rules.js'
import type { EvaluatedCondition } from './json-rules-engine.js'
import { MISSING } from './missing.js'
import { splitOperator } from './operators/engine-operators.js'
import { isList, notA } from './operators/operator.js'
import { pointerTo } from './record.js'
import type { Condition, FactCondition } from './rule-set.js'
import { shown } from './shown.js'
import type { Finding } from './verdict.js'

/** A condition as written, next to what json-rules-engine saw of it. */
export interface Seen extends Place {
  readonly condition: Condition
  readonly outcome: EvaluatedCondition
}

/** Where a condition stands: in the rule, or in a named one that the rule leads to. */
export interface Place {
  readonly pointer: string
  readonly within?: { readonly condition: string; readonly pointer: string }
}

/**
 * The first leaf, in the order of definition, that explains why the condition didn't hold: of `any` its first, of
 * `not` one that held.
 */
export function findFailure(condition: Condition, outcome: EvaluatedCondition, rules: CompiledRules): Finding {
  return explain({ condition, outcome, pointer: '' }, false, rules)
}

function explain(seen: Seen, held: boolean, rules: CompiledRules): Finding {
  const { condition, outcome } = seen
  if ('fact' in condition) return leafFinding(seen, condition, outcome.factResult, outcome.valueResult, held, rules)
  if ('any' in condition) return ofList(seen, 'any', condition.any, outcome.any, held, held, rules)
  if ('all' in condition) return ofList(seen, 'all', condition.all, outcome.all, held, !held, rules)
  if ('not' in condition) {
    const inside = step(seen, ['not'], condition.not, outcome.not ?? {})
    return explain(inside, !held, rules)
  }
  const named = rules.conditions.get(condition.condition)
  if (named === undefined) return emptyFinding(seen, 'condition', `There is no condition \`${condition.condition}\``)
  return explain({ ...seen, condition: named, within: { condition: condition.condition, pointer: '' } }, held, rules)
}

/** `decisive`: one child alone made the result (a false one of `all`, a true one of `any`); else all of them did. */
function ofList(
  seen: Seen,
  key: 'all' | 'any',
  conditions: readonly Condition[],
  outcomes: readonly EvaluatedCondition[] | undefined,
  held: boolean,
  decisive: boolean,
  rules: CompiledRules,
): Finding {
  const at = decisive ? conditions.findIndex((_, index) => outcomes?.[index]?.result === held) : 0
  const condition = conditions[at]
  if (condition === undefined) return emptyFinding(seen, key, 'An empty list always holds')
  return explain(step(seen, [key, at], condition, outcomes?.[at] ?? {}), held, rules)
}

function step(seen: Seen, keys: readonly (string | number)[], condition: Condition, outcome: EvaluatedCondition): Seen {
  return { condition, outcome, ...placeIn(seen, keys) }
}

/** The place that the keys lead to from another. */
export function placeIn({ pointer, within }: Place, keys: readonly (string | number)[]): Place {
  let inside = within === undefined ? pointer : within.pointer
  for (const key of keys) inside = pointerTo(inside, key)
  return within === undefined
    ? { pointer: inside }
    : { pointer, within: { condition: within.condition, pointer: inside } }
}

/** What one comparison saw. `held`: it held, so there is no reason to look for. */
export function leafFinding(
  place: Place,
  leaf: FactCondition,
  factResult: unknown,
  valueResult: unknown,
  held: boolean,
  rules: CompiledRules,
): Finding {
  const { fact, path, operator, value } = leaf
  const isWritten =
    factOfValue(value) === undefined || rules.operators.get(splitOperator(operator).name)?.dated === true
  const isMissing = factResult === undefined || factResult === MISSING
  const reason = held ? undefined : reasonFor(leaf, factResult, valueResult, rules)
  const actual = isMissing ? null : shown(factResult)
  const expected = shown(isWritten ? value : valueResult)
  // By far the commonest, and of hundreds of rules each has one.
  if (path !== undefined && !isMissing && reason === undefined && place.within === undefined)
    return { fact, path, operator, expected, actual, pointer: place.pointer }
  return {
    fact,
    ...(path === undefined ? {} : { path }),
    operator,
    expected,
    actual,
    ...(isMissing ? { missing: true as const } : {}),
    ...(reason === undefined ? {} : { reason }),
    pointer: place.pointer,
    ...(place.within === undefined ? {} : { within: place.within }),
  }
}

export function emptyFinding(seen: Place, operator: string, reason: string): Finding {
  const { pointer, within } = seen
  return {
    fact: '',
    operator,
    expected: null,
    actual: null,
    reason,
    pointer,
    ...(within === undefined ? {} : { within }),
  }
}

/** Why a leaf could not be compared; `undefined` when it could and was simply false. */
function reasonFor(leaf: FactCondition, actual: unknown, value: unknown, rules: CompiledRules): string | undefined {
  if (actual === MISSING) return `The fact \`${leaf.fact}\` is missing: unknown, failed or late`
  if (value === MISSING) return 'The fact to compare with is missing: unknown, failed or late'
  const { decorators, name } = splitOperator(leaf.operator)
  let [fact, expected] = [actual, value]
  for (const decorator of decorators) {
    if (decorator === 'swap') [fact, expected] = [expected, fact]
    // Of one element among several no reason is told.
    else if (decorator === 'someFact' || decorator === 'everyFact')
      return isList(fact) ? undefined : notA('A list', fact)
    else if (decorator === 'someValue' || decorator === 'everyValue') {
      return isList(expected) ? undefined : notA('A list of values', expected)
    } else return undefined
  }
  const operator = rules.operators.get(name)
  const judgement = (leaf.params?.exact === true ? (operator?.exact ?? operator) : operator)?.judge(fact, expected)
  return typeof judgement === 'string' ? judgement : undefined
}

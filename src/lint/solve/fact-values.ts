import { conditionFacts, type PassFacts } from '../../core/automation/facts.js'
import { factOfValue } from '../../core/rules/compile-condition.js'
import type { CompiledRules } from '../../core/rules/compiled-rules.js'
import { valueAt } from '../../core/rules/fact-path.js'
import { computing, type FactSource } from '../../core/rules/fact-source.js'
import { MISSING } from '../../core/rules/missing.js'
import { compares } from './compare.js'
import type { Literal } from './formula.js'
import { type Variable, variableOf } from './variable.js'

/** The facts of a pass as conditions see them, without promises: the embedder's are plain values here. */
export function factsOfPass(facts: PassFacts, own: FactSource, rules: CompiledRules): FactSource {
  return conditionFacts(facts, { rules, facts: own })
}

/** As json-rules-engine finds it: what is no object has no path and stands for itself. */
export function factValue({ fact, params, steps }: Variable, facts: FactSource): unknown {
  const given = Object.hasOwn(facts, fact) ? facts[fact] : MISSING
  const compute = computing(given)
  const value: unknown = compute === undefined ? given : compute(params)
  if (value === undefined) return MISSING
  return steps.length > 0 && typeof value === 'object' && value !== null ? valueAt(value, steps) : value
}

/** Whether the comparison comes out as it has to. */
export function isSatisfied({ leaf, holds, variable }: Literal, facts: FactSource, rules: CompiledRules): boolean {
  const other = factOfValue(leaf.value)
  const side = other === undefined ? leaf.value : factValue(otherVariable(other), facts)
  const now = Date.parse(String(facts.now))
  try {
    return compares(leaf, factValue(variable, facts), side, now, rules) === holds
  } catch {
    // An operator of the embedder's that throws makes the rule fail.
    return false
  }
}

function otherVariable({
  fact,
  path,
  params,
}: {
  readonly fact: string
  readonly path: unknown
  readonly params: unknown
}): Variable {
  return variableOf({
    fact,
    ...(typeof path === 'string' ? { path } : {}),
    ...(typeof params === 'object' && params !== null ? { params: { ...params } } : {}),
  })
}

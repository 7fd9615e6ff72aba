import { factOfValue } from '../../core/rules/compile-condition.js'
import type { CompiledRules } from '../../core/rules/compiled-rules.js'
import type {} from '../../core/rules/json-rules-engine.js'
import { exactName, splitOperator } from '../../core/rules/operators/engine-operators.js'
import { dated } from '../../core/rules/operators/time.js'
import type { FactCondition } from '../../core/rules/rule-set.js'

/** Operators whose answer depends on nothing but the two sides: ours, not the embedder's. */
export type Comparer = Pick<CompiledRules, 'engine' | 'operators'>

/** Whether the comparison holds of a value, by the engine's own operators; `now` is asked by ages only. */
export function compares(leaf: FactCondition, fact: unknown, value: unknown, now: number, by: Comparer): boolean {
  const { name } = splitOperator(leaf.operator)
  const operator = by.operators.get(name)
  const isExact = leaf.params?.exact === true && operator?.exact !== undefined
  const prefix = leaf.operator.slice(0, leaf.operator.length - name.length)
  const found = by.engine.operators.get(isExact ? prefix + exactName(name) : leaf.operator)
  const side = operator?.dated === true ? dated(value, now) : value
  return found?.evaluate(fact, side) === true
}

/** Whether the value is written in the rule, so that the comparison depends on one fact only. */
export function hasFixedValue(leaf: FactCondition): boolean {
  return factOfValue(leaf.value) === undefined
}

// Rules as they are compiled, those of the version before used again where they say the same.
import { compileActions } from './compile-actions.js'
import { factsOf } from './compile-condition.js'
import type { CompiledAction, CompiledRule } from './compiled-action.js'
import type { CompiledRules } from './compiled-rules.js'
import { compileCondition, type NamedConditions } from './index/compiled-condition.js'
import type { PredicateTable } from './index/predicate-table.js'
import type { CustomOperators } from './operators/custom.js'
import type { OperatorTable } from './operators/engine-operators.js'
import { sameJson } from './operators/same-json.js'
import type { Rule, TimeTrigger, TopLevelCondition } from './rule-set.js'
import { contentVersion } from './rule-set-version.js'

export interface CompiledWith {
  readonly conditions: ReadonlyMap<string, TopLevelCondition>
  readonly predicates: PredicateTable
  readonly operators: OperatorTable
}

/** In the order of the rules. */
export function compileEach(
  rules: readonly Rule[],
  given: CompiledWith,
  earlier: CompiledRules | undefined,
): readonly CompiledRule[] {
  const named: NamedConditions = { definitions: given.conditions, compiled: new Map() }
  const isNamedSame = earlier !== undefined && sameConditions(earlier.conditions, given.conditions)
  return rules.map((rule, order) => {
    const before = earlier?.byId.get(rule.id)
    if (before === undefined || !sameJson(before.rule, rule)) {
      return compileRule(rule, order, given, named)
    }
    if (!isNamedSame && (before.condition?.named.length ?? 0) > 0) return compileRule(rule, order, given, named)
    return before.order === order ? before : (before.at?.(order) ?? compileRule(rule, order, given, named))
  })
}

function compileRule(rule: Rule, order: number, given: CompiledWith, named: NamedConditions): CompiledRule {
  const { conditions, predicates, operators } = given
  const condition = rule.when === undefined ? null : compileCondition(rule.when, named, predicates)
  let actions: readonly CompiledAction[] | undefined
  let digest: string | undefined
  const at = (place: number): CompiledRule => ({
    rule,
    order: place,
    timeTriggers: [rule.on].flat().filter((trigger): trigger is TimeTrigger => typeof trigger !== 'string'),
    condition,
    get digest() {
      digest ??= contentVersion(rule)
      return digest
    },
    get facts() {
      return rule.when === undefined ? new Set<string>() : factsOf(rule.when, conditions, operators)
    },
    get actions() {
      actions ??= compileActions(rule.then)
      return actions
    },
    at,
  })
  return at(order)
}

function sameConditions(
  before: ReadonlyMap<string, TopLevelCondition>,
  now: ReadonlyMap<string, TopLevelCondition>,
): boolean {
  return before.size === now.size && [...before].every(([name, condition]) => sameJson(condition, now.get(name)))
}

/** More predicates than this for each rule, and most are of rules that are gone. */
const MOST_PREDICATES_PER_RULE = 16

/** The version before, where its parts fit: the operators are the same, and not too much of it is of rules long gone. */
export function reusable(
  previous: CompiledRules | undefined,
  operators: CustomOperators | undefined,
): CompiledRules | undefined {
  if (previous === undefined || !sameOperators(previous.ownOperators ?? {}, operators ?? {})) return undefined
  const most = 1_000 + previous.byId.size * MOST_PREDICATES_PER_RULE
  return previous.predicates.predicates.length > most ? undefined : previous
}

function sameOperators(before: CustomOperators, now: CustomOperators): boolean {
  const names = Object.keys(before)
  return names.length === Object.keys(now).length && names.every((name) => before[name] === now[name])
}

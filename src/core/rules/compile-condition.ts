import type { TopLevelCondition as LibraryCondition, ConditionProperties as LibraryLeaf } from './library-condition.js'
import { exactName, type OperatorTable, splitOperator } from './operators/engine-operators.js'
import { isRecord, own } from './record.js'
import type { Condition, FactCondition, TopLevelCondition } from './rule-set.js'

/** A fact of ours that gives a value the snapshot's `now`; the `$` keeps it out of rule files. */
export const DATED_FACT = '$dated'

/** A condition as json-rules-engine gets it: its own copy, `exact` and `now` worked in. */
export function engineCondition(condition: TopLevelCondition, operators: OperatorTable): LibraryCondition {
  const order = condition.priority === undefined ? {} : { priority: condition.priority }
  if ('any' in condition) return { any: condition.any.map((one) => nested(one, operators)), ...order }
  if ('all' in condition) return { all: condition.all.map((one) => nested(one, operators)), ...order }
  if ('not' in condition) return { not: nested(condition.not, operators), ...order }
  return { condition: condition.condition, ...order }
}

function nested(condition: Condition, operators: OperatorTable): LibraryCondition | LibraryLeaf {
  return 'fact' in condition ? engineLeaf(condition, operators) : engineCondition(condition, operators)
}

/** A comparison as json-rules-engine gets it. */
export function engineLeaf(condition: FactCondition, operators: OperatorTable): LibraryLeaf {
  const { name } = splitOperator(condition.operator)
  const operator = operators.get(name)
  const prefix = condition.operator.slice(0, condition.operator.length - name.length)
  const isExact = condition.params?.exact === true && operator?.exact !== undefined
  return {
    fact: condition.fact,
    operator: isExact ? prefix + exactName(name) : condition.operator,
    value: operator?.dated === true ? { fact: DATED_FACT, params: { value: condition.value } } : condition.value,
    ...(condition.path === undefined ? {} : { path: condition.path }),
    ...(condition.params === undefined ? {} : { params: factParams(condition) }),
    ...(condition.priority === undefined ? {} : { priority: condition.priority }),
  }
}

/** `exact` is the operator's, all others are the fact's. */
function factParams({ params }: FactCondition): { [name: string]: unknown } {
  return Object.fromEntries(Object.entries(params ?? {}).filter(([name]) => name !== 'exact'))
}

/** The fact that a value stands for, if it is one: `{ "fact": "now" }`. */
export function factOfValue(
  value: unknown,
): { readonly fact: string; readonly path: unknown; readonly params: unknown } | undefined {
  if (!isRecord(value)) return undefined
  const fact = own(value, 'fact')
  return typeof fact === 'string' ? { fact, path: own(value, 'path'), params: own(value, 'params') } : undefined
}

/** Every fact that the condition reads, through named conditions too. */
export function factsOf(
  condition: TopLevelCondition,
  named: ReadonlyMap<string, TopLevelCondition>,
  operators: OperatorTable,
): ReadonlySet<string> {
  const facts = new Set<string>()
  const followed = new Set<string>()
  const visit = (one: Condition): void => {
    if ('fact' in one) {
      facts.add(one.fact)
      const other = factOfValue(one.value)
      if (other !== undefined) facts.add(other.fact)
      if (operators.get(splitOperator(one.operator).name)?.dated === true) facts.add('now')
    } else if ('any' in one) one.any.forEach(visit)
    else if ('all' in one) one.all.forEach(visit)
    else if ('not' in one) visit(one.not)
    else if (!followed.has(one.condition)) {
      followed.add(one.condition)
      const next = named.get(one.condition)
      if (next !== undefined) visit(next)
    }
  }
  visit(condition)
  return facts
}

// A scan over compiled functions: json-logic-engine makes one of each rule.
import type { Rule, RuleSet } from 'caseline'
import { hasWord } from '../engine/by-hand.js'
import type { LogicEngine } from './others.js'
import type { Prepared } from './prepared.js'

type Condition = Extract<NonNullable<Rule['when']>, { all: unknown }>['all'][number]

export function jsonLogicScan(set: RuleSet, engine: LogicEngine): (facts: Prepared) => readonly string[] {
  const texts = (given: readonly unknown[]): readonly [string, string] => [String(given[0]), String(given[1])]
  engine.addMethod('has', (given) => texts(given)[0].includes(texts(given)[1]))
  engine.addMethod('word', (given) => hasWord(...texts(given)))
  engine.addMethod('ends', (given) => texts(given)[0].endsWith(texts(given)[1]))
  engine.addMethod('blank', ([value]) => value === null || value === undefined || String(value).trim() === '')
  engine.addMethod('holds', ([list, value]) => Array.isArray(list) && list.includes(value))
  const rules = (set.rules ?? []).map((rule) => ({
    id: rule.id,
    test: engine.build(logicOf(rule.when ?? { all: [] }, set)),
  }))
  return (facts) => rules.filter(({ test }) => test(facts) === true).map(({ id }) => id)
}

function logicOf(condition: Condition, set: RuleSet): unknown {
  if ('all' in condition) return { and: condition.all.map((one) => logicOf(one, set)) }
  if ('any' in condition) return { or: condition.any.map((one) => logicOf(one, set)) }
  if ('not' in condition) return { '!': [logicOf(condition.not, set)] }
  if ('condition' in condition) return logicOf(set.conditions?.[condition.condition] ?? { all: [] }, set)
  const { fact, path = '$', operator, value } = condition
  if (fact === 'schedule') return { '===': [{ var: 'open' }, value] }
  const left = { var: path === '$.text' ? 'text' : `${fact}${path.slice(1)}` }
  const sought = (Array.isArray(value) ? value : [value]).map((one) =>
    typeof one === 'string' ? one.toLowerCase() : one,
  )
  switch (operator) {
    case 'equal':
      return { '===': [left, value] }
    case 'greaterThanInclusive':
      return { '>=': [left, value] }
    case 'in':
      return { in: [left, value] }
    case 'hasAny':
      return { or: sought.map((one) => ({ holds: [left, one] })) }
    case 'isBlank':
      return { blank: [left] }
    case 'containsText':
    case 'containsAnyText':
      return { or: sought.map((one) => ({ has: [left, one] })) }
    case 'containsAllText':
      return { and: sought.map((one) => ({ has: [left, one] })) }
    case 'containsWord':
      return { word: [left, sought[0]] }
    case 'endsWith':
      return { ends: [left, sought[0]] }
    default:
      throw new Error(`The bench doesn't write ${operator} in JSON Logic`)
  }
}

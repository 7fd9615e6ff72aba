// GoRules ZEN (Rust): one decision table that collects, a row for each rule with the condition as an expression.
import type { Rule, RuleSet } from 'caseline'
import type { Others } from './others.js'
import type { Prepared } from './prepared.js'

type Condition = Extract<NonNullable<Rule['when']>, { all: unknown }>['all'][number]

export function zenTable(set: RuleSet, { zenDecision }: Others): (facts: Prepared) => Promise<readonly string[]> {
  const place = { position: { x: 0, y: 0 } }
  const rules = (set.rules ?? []).map((rule) => ({
    _id: rule.id,
    when: expression(rule.when ?? { all: [] }, set),
    then: quoted(rule.id),
  }))
  const content = {
    hitPolicy: 'collect',
    inputs: [{ id: 'when', name: 'when', type: 'expression' }],
    outputs: [{ id: 'then', name: 'then', type: 'expression', field: 'id' }],
    rules,
  }
  const decision = zenDecision({
    contentType: 'application/vnd.gorules.decision',
    nodes: [
      { id: 'in', type: 'inputNode', name: 'in', ...place },
      { id: 'table', type: 'decisionTableNode', name: 'table', content, ...place },
      { id: 'out', type: 'outputNode', name: 'out', ...place },
    ],
    edges: [
      { id: 'first', type: 'edge', sourceId: 'in', targetId: 'table' },
      { id: 'second', type: 'edge', sourceId: 'table', targetId: 'out' },
    ],
  })
  return async (facts) => {
    const { result } = await decision.evaluate(facts)
    return Array.isArray(result) ? result.map((one) => String(one.id)) : []
  }
}

function quoted(value: unknown): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", '')}'` : String(value)
}

function expression(condition: Condition, set: RuleSet): string {
  const joined = (all: readonly Condition[], word: string): string =>
    all.map((one) => `(${expression(one, set)})`).join(` ${word} `) || 'true'
  if ('all' in condition) return joined(condition.all, 'and')
  if ('any' in condition) return joined(condition.any, 'or')
  if ('not' in condition) return `not (${expression(condition.not, set)})`
  if ('condition' in condition) return expression(set.conditions?.[condition.condition] ?? { all: [] }, set)
  const { fact, path = '$', operator, value } = condition
  if (fact === 'schedule') return `open == ${String(value)}`
  const left = path === '$.text' ? 'text' : `${fact}${path.slice(1)}`
  const sought = (Array.isArray(value) ? value : [value]).map((one) =>
    quoted(typeof one === 'string' ? one.toLowerCase() : one),
  )
  switch (operator) {
    case 'equal':
      return `${left} == ${quoted(value)}`
    case 'greaterThanInclusive':
      return `${left} >= ${String(value)}`
    case 'in':
      return `${left} in [${sought.join(', ')}]`
    case 'hasAny':
      return sought.map((one) => `some(${left}, # == ${one})`).join(' or ')
    case 'isBlank':
      return `${left} == null`
    case 'containsText':
    case 'containsAnyText':
      return sought.map((one) => `contains(${left}, ${one})`).join(' or ')
    case 'containsAllText':
      return sought.map((one) => `contains(${left}, ${one})`).join(' and ')
    case 'containsWord':
      return `contains(padded, ${quoted(` ${String(value).toLowerCase()} `)})`
    case 'endsWith':
      return `endsWith(${left}, ${sought[0] ?? ''})`
    default:
      throw new Error(`The bench doesn't write ${operator} in ZEN's language`)
  }
}

// The limit: what a programmer would write instead of rules. The text of the function is made from the conditions, one
// `if` per rule; texts are folded once per message. `switch`: rules that hang on an equality stand in its cases.
import type { Rule, RuleSet } from 'caseline'
import type { Facts } from './facts.js'
import { isOpen } from './opening-hours.js'
import type { Judge } from './plain-engine.js'

type Condition = Extract<NonNullable<Rule['when']>, { all: unknown }>['all'][number]

export function byHand(set: RuleSet, how: 'if' | 'switch'): Judge {
  const rules = (set.rules ?? []).map((rule) => ({ id: rule.id, when: rule.when ?? { all: [] } }))
  const body = how === 'if' ? rules.map((rule) => ifOf(rule, set)).join('\n') : switched(rules, set)
  const source = `const text = fold(f.message.text); const open = isOpen(f.now); const out = [];\n${body}\nreturn out`
  const judge = new Function('f', 'fold', 'hasWord', 'isOpen', source) as (
    facts: Facts,
    ...given: readonly unknown[]
  ) => readonly string[]
  return (facts) => judge(facts, fold, hasWord, isOpen)
}

interface Named {
  readonly id: string
  readonly when: NonNullable<Rule['when']>
}

function ifOf({ id, when }: Named, set: RuleSet): string {
  return `if (${expression(when, set)}) out.push(${JSON.stringify(id)})`
}

function switched(rules: readonly Named[], set: RuleSet): string {
  const cases = new Map<string, Map<string, Named[]>>()
  const rest: Named[] = []
  for (const rule of rules) {
    const all: readonly Condition[] = 'all' in rule.when ? rule.when.all : []
    const key = all.find((one) => 'fact' in one && one.operator === 'equal' && typeof one.value === 'string')
    if (key === undefined || !('fact' in key)) {
      rest.push(rule)
      continue
    }
    const on = access(key.fact, key.path)
    const value = JSON.stringify(key.value)
    const group = cases.get(on) ?? new Map<string, Named[]>()
    const others = { id: rule.id, when: { all: all.filter((one) => one !== key) } }
    cases.set(on, group.set(value, [...(group.get(value) ?? []), others]))
  }
  const switches = [...cases].map(([on, group]) => {
    const inside = [...group].map(
      ([value, some]) => `case ${value}: ${some.map((one) => ifOf(one, set)).join('\n')}\nbreak`,
    )
    return `switch (${on}) {\n${inside.join('\n')}\n}`
  })
  return [...switches, ...rest.map((rule) => ifOf(rule, set))].join('\n')
}

function expression(condition: Condition, set: RuleSet): string {
  if ('all' in condition) return condition.all.map((one) => `(${expression(one, set)})`).join(' && ') || 'true'
  if ('any' in condition) return condition.any.map((one) => `(${expression(one, set)})`).join(' || ')
  if ('not' in condition) return `!(${expression(condition.not, set)})`
  if ('condition' in condition) return expression(set.conditions?.[condition.condition] ?? { all: [] }, set)
  if (condition.fact === 'schedule') return condition.value === true ? 'open' : '!open'
  const isText = condition.path === '$.text'
  return comparison(isText ? 'text' : access(condition.fact, condition.path), condition.operator, condition.value)
}

function access(fact: string, path: string | undefined): string {
  return `f.${fact}${(path ?? '$').slice(1)}`
}

function comparison(left: string, operator: string, value: unknown): string {
  const list = Array.isArray(value) ? value : [value]
  const json = JSON.stringify(value)
  const sought = (one: unknown): string => JSON.stringify(fold(String(one)))
  switch (operator) {
    case 'equal':
      return `${left} === ${json}`
    case 'greaterThanInclusive':
      return `${left} >= ${json}`
    case 'in':
      return list.map((one) => `${left} === ${JSON.stringify(one)}`).join(' || ')
    case 'hasAny':
      return list.map((one) => `${left}.includes(${JSON.stringify(one)})`).join(' || ')
    case 'isBlank':
      return `(${left} == null || ${left}.trim() === '') === ${json}`
    case 'containsText':
    case 'containsAnyText':
      return list.map((one) => `${left}.includes(${sought(one)})`).join(' || ')
    case 'containsAllText':
      return list.map((one) => `${left}.includes(${sought(one)})`).join(' && ')
    case 'containsWord':
      return `hasWord(${left}, ${sought(value)})`
    case 'endsWith':
      return `${left}.endsWith(${sought(value)})`
    default:
      throw new Error(`The bench doesn't write ${operator} by hand`)
  }
}

export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е').replace(/\s+/gu, ' ').trim()
}

const LETTER = /[\p{L}\p{M}\p{N}_]/u

export function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!LETTER.test(text[at - 1] ?? '') && !LETTER.test(text[at + word.length] ?? '')) return true
  }
  return false
}

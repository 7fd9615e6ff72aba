// json-rules-engine alone: one Engine, its own run(), the same conditions and facts. Runs one after another, because
// runs at once share a status. `resolver: own` gives it our path resolver instead of its JSONPath.
import type { RuleSet } from 'caseline'
import type { CompiledRules } from 'caseline/core'
import { Engine } from 'json-rules-engine'
import type { Facts } from './facts.js'
import { isOpen } from './opening-hours.js'

export type Judge = (facts: Facts) => Promise<readonly string[]> | readonly string[]

export function plainEngine(set: RuleSet, compiled: CompiledRules, resolver: 'jsonpath' | 'own'): Judge {
  const engine = new Engine([], {
    allowUndefinedFacts: true,
    ...(resolver === 'own' ? { pathResolver: compiled.pathResolver } : {}),
  })
  for (const [name, operator] of compiled.operators) {
    if (!engine.operators.operators.has(name)) {
      engine.addOperator(name, (fact: unknown, value: unknown) => operator.judge(fact, value) === true)
    }
  }
  for (const [name, condition] of Object.entries(set.conditions ?? {})) {
    engine.setCondition(name, structuredClone(condition) as Parameters<Engine['setCondition']>[1])
  }
  for (const rule of set.rules ?? []) {
    const conditions = structuredClone(rule.when) as Parameters<Engine['setCondition']>[1]
    engine.addRule({ name: rule.id, conditions, event: { type: rule.id } })
  }
  let now = ''
  engine.addFact('schedule', () => ({ open: isOpen(now) }), { cache: true })
  return async (facts) => {
    now = facts.now
    const { message, chat, customer, channel } = facts
    const { events } = await engine.run({ message, chat, customer, channel })
    return events.map(({ type }) => type)
  }
}

import { Engine, type RuleProperties, type RuleResult } from 'json-rules-engine'
import { MISSING } from '../../src/core/rules/missing.js'
import { dated } from '../../src/core/rules/operators/time.js'
import type { Rule, RuleSet } from '../../src/core/rules/rule-set.js'
import { NOW, TABLE } from './rule-sets.js'

// json-rules-engine as it is published, used as its documentation says: its own `run`, JSONPath, operators, decorators,
// almanac; our operators are registered with it.

export interface Said {
  /** Ids of the rules that held, in the order of its events. */
  readonly events: readonly string[]
  readonly failures: ReadonlyMap<string, RuleResult>
}

/** `missing`: every operator and decorator is false of a missing fact, as we have it. */
export function publishedEngine(set: RuleSet, rules: readonly Rule[], missing: 'as published' | 'false'): Engine {
  const properties = rules.map(({ id, when, priority: order }): RuleProperties => {
    // The engine changes what it is given.
    return structuredClone({ name: id, event: { type: id }, priority: order ?? 1, conditions: when ?? { all: [] } })
  })
  const engine = new Engine(properties, { allowUndefinedFacts: true })
  const standard = new Set(engine.operators.operators.keys())
  for (const { name, judge, dated: isDated } of TABLE.values()) {
    if (standard.has(name)) continue
    engine.addOperator(
      name,
      (fact: unknown, value: unknown) => judge(fact, isDated === true ? dated(value, Date.parse(NOW)) : value) === true,
    )
  }
  if (missing === 'false') guard(engine)
  for (const [name, condition] of Object.entries(set.conditions ?? {}))
    engine.setCondition(name, structuredClone(condition))
  return engine
}

function guard(engine: Engine): void {
  const isMissing = (fact: unknown, value: unknown): boolean => fact === MISSING || value === MISSING
  for (const operator of [...engine.operators.operators.values()])
    engine.addOperator(
      operator.name,
      (fact: unknown, value: unknown) => !isMissing(fact, value) && operator.evaluate(fact, value),
    )
  for (const { name, cb, factValueValidator } of [...engine.operators.decorators.values()]) {
    engine.addOperatorDecorator(name, (fact: unknown, value: unknown, next) => {
      return !isMissing(fact, value) && factValueValidator(fact) && cb(fact, value, next)
    })
  }
}

/** What it answers, or the error with which its run ends. */
export async function run(engine: Engine, values: object): Promise<Said | Error> {
  try {
    const { events, failureResults } = await engine.run({ ...values })
    const failures = new Map(failureResults.map((result) => [String(result.name), result]))
    return { events: events.map(({ type }) => type), failures }
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

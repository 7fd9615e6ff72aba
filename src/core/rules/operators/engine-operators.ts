import { Engine, Operator, OperatorDecorator } from 'json-rules-engine'
import { restrictedPathResolver } from '../fact-path.js'
import type {} from '../json-rules-engine.js'
import { MISSING } from '../missing.js'
import { CHANGE_OPERATORS } from './change.js'
import { CONTACT_DATA_OPERATORS } from './contact-data.js'
import { type CustomOperators, customOperators } from './custom.js'
import { LIST_OPERATORS } from './list.js'
import type { RuleOperator } from './operator.js'
import { patternOperators } from './pattern.js'
import { RANGE_OPERATORS } from './range.js'
import { STANDARD_OPERATORS } from './standard.js'
import { textOperators } from './text.js'
import { TIME_OPERATORS } from './time.js'

/** Operators by the name that rules use. */
export type OperatorTable = ReadonlyMap<string, RuleOperator>

export const DECORATORS = ['someFact', 'someValue', 'everyFact', 'everyValue', 'swap', 'not'] as const

const LISTED_VALUE: ReadonlySet<string> = new Set(['someValue', 'everyValue'])

/** json-rules-engine's ten, ours, and the embedder's own, which may not replace one of the others. */
export function operatorTable(custom: CustomOperators = {}): OperatorTable {
  const table = new Map(customOperators(custom).map((operator) => [operator.name, operator]))
  for (const operator of [
    ...standardOperators(),
    ...textOperators(),
    ...patternOperators(),
    ...CONTACT_DATA_OPERATORS,
    ...RANGE_OPERATORS,
    ...LIST_OPERATORS,
    ...TIME_OPERATORS,
    ...CHANGE_OPERATORS,
  ]) {
    table.set(operator.name, operator)
  }
  return table
}

/** The name under which the engine knows the exact twin; the space keeps it out of rule files. */
export function exactName(name: string): string {
  return `exact ${name}`
}

const NONE: readonly string[] = []

/** Splits `not:someFact:equal` into decorators, outermost first, and the operator. */
export function splitOperator(full: string): { readonly decorators: readonly string[]; readonly name: string } {
  if (!full.includes(':')) return { decorators: NONE, name: full }
  const parts = full.split(':')
  return { decorators: parts.slice(0, -1), name: parts.at(-1) ?? '' }
}

/**
 * An engine that only holds operators and conditions: its `run` is never called, because concurrent runs share a
 * status and lose rules. Every operator and decorator is false of a missing fact.
 */
export function engineWith(table: OperatorTable): Engine {
  const engine = new Engine([], { allowUndefinedFacts: true, pathResolver: restrictedPathResolver() })
  for (const operator of table.values()) {
    engine.addOperator(engineOperator(operator.name, operator))
    if (operator.exact !== undefined) engine.addOperator(engineOperator(exactName(operator.name), operator.exact))
  }
  for (const decorator of engine.operators.decorators.values()) {
    engine.addOperatorDecorator(guardedDecorator(decorator))
  }
  return engine
}

/** Operators with their decorators, as an engine judges them. */
export interface OperatorEngine {
  readonly table: OperatorTable
  /** `isTotal`: never throws. */
  readonly find: (full: string) => {
    readonly evaluate: (fact: unknown, value: unknown) => boolean
    readonly isTotal: boolean
  }
}

export function operatorEngine(table: OperatorTable, engine: Engine): OperatorEngine {
  return {
    table,
    find: (full) => {
      const found = engine.operators.get(full)
      if (found === null) throw new Error(`There is no operator ${full}`)
      return {
        evaluate: (fact, value) => found.evaluate(fact, value),
        isTotal: table.get(splitOperator(full).name)?.isCustom !== true,
      }
    },
  }
}

function engineOperator(name: string, operator: RuleOperator): Operator {
  return new Operator(name, (fact, value) => !isMissing(fact, value) && operator.judge(fact, value) === true)
}

function guardedDecorator({ name, cb, factValueValidator }: OperatorDecorator): OperatorDecorator {
  const guarded: OperatorDecorator['cb'] = (fact, value, next) => {
    if (isMissing(fact, value)) return false
    // The engine's own code throws of a value that is no list, and takes the whole rule with it.
    return LISTED_VALUE.has(name) && !Array.isArray(value) ? false : cb(fact, value, next)
  }
  return new OperatorDecorator(name, guarded, factValueValidator)
}

function isMissing(fact: unknown, value: unknown): boolean {
  return fact === MISSING || value === MISSING
}

function standardOperators(): readonly RuleOperator[] {
  const { operators } = new Engine().operators
  return STANDARD_OPERATORS.map(({ misfit, ...standard }) => {
    const own = operators.get(standard.name)
    const judge: RuleOperator['judge'] = (fact, value) => {
      try {
        return misfit?.(fact, value) ?? own?.evaluate(fact, value) === true
      } catch {
        // Objects whose `toString` is data have no primitive to compare by.
        return 'The two sides have no order'
      }
    }
    return { ...standard, judge }
  })
}

import type { TextCompilation } from '../../template/compile-text.js'
import { FACTS, type FactType } from '../facts.js'
import type { CustomOperators } from '../operators/custom.js'
import { type OperatorTable, operatorTable } from '../operators/engine-operators.js'
import { isRecord, own } from '../record.js'
import type { EarlierCheck } from './earlier-check.js'

/** What lies outside the rule set. A list that is not given is not checked against, except `facts`: none. */
export interface CheckOptions {
  /** The embedder's facts. */
  readonly facts?: readonly string[]
  /** Functions that `call` may name. */
  readonly functions?: readonly string[]
  /** Secrets that `webhook` may name. */
  readonly secrets?: readonly string[]
  /** Workflows that `start-workflow` may name. */
  readonly workflows?: readonly string[]
  /** The embedder's operators. */
  readonly operators?: CustomOperators
  /** What the check of another version with these operators found right (its `CompiledRules.check`): saves time, changes no finding. */
  readonly earlier?: EarlierCheck
}

/** One file of a rule set, read but not checked. */
export interface RuleSetSource {
  readonly name: string
  readonly value: unknown
}

/** Everything that a rule may refer to; `undefined` sets are not checked against. */
export interface Known {
  readonly facts: ReadonlyMap<string, FactType>
  readonly operators: OperatorTable
  readonly schedules: ReadonlySet<string>
  readonly conditions: ReadonlySet<string>
  readonly tags: ReadonlySet<string> | undefined
  readonly groups: ReadonlySet<string> | undefined
  readonly fields: ReadonlySet<string> | undefined
  readonly functions: ReadonlySet<string> | undefined
  readonly secrets: ReadonlySet<string> | undefined
  readonly workflows: ReadonlySet<string> | undefined
  /** Templates that were found right. */
  readonly texts: Map<string, TextCompilation>
}

/** What all sources together define, whatever else may be wrong with them. */
export function knownIn(values: readonly unknown[], options: CheckOptions): Known {
  const facts = new Map<string, FactType>((options.facts ?? []).map((name) => [name, { kind: 'unknown' }]))
  for (const [name, type] of FACTS) facts.set(name, type)
  return {
    facts,
    texts: new Map(),
    operators: operatorTable(options.operators),
    schedules: new Set(values.flatMap((value) => Object.keys(section(value, 'schedules')))),
    conditions: new Set(values.flatMap((value) => Object.keys(section(value, 'conditions')))),
    tags: listed(values, 'tags'),
    groups: listed(values, 'groups'),
    fields: listed(values, 'fields'),
    functions: setOf(options.functions),
    secrets: setOf(options.secrets),
    workflows: options.workflows === undefined ? undefined : new Set([...options.workflows, ...workflowIds(values)]),
  }
}

function workflowIds(values: readonly unknown[]): readonly string[] {
  const all = values.flatMap((value) => {
    const list = isRecord(value) ? own(value, 'workflows') : undefined
    return Array.isArray(list) ? list : []
  })
  return all.flatMap((one) => {
    const id = isRecord(one) ? own(one, 'id') : undefined
    return typeof id === 'string' ? [id] : []
  })
}

/** An object of the rule set by its key; empty when it is missing or something else. */
export function section(value: unknown, key: string): { readonly [name: string]: unknown } {
  const found = isRecord(value) ? own(value, key) : undefined
  return isRecord(found) ? found : {}
}

function listed(values: readonly unknown[], key: string): ReadonlySet<string> | undefined {
  const lists = values.map((value) => own(section(value, 'vocabulary'), key)).filter(Array.isArray)
  return lists.length === 0 ? undefined : new Set(lists.flat().filter((one) => typeof one === 'string'))
}

function setOf(names: readonly string[] | undefined): ReadonlySet<string> | undefined {
  return names === undefined ? undefined : new Set(names)
}

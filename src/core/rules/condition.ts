// Part of the source of schemas/rule-set.schema.json: see rule-set.ts.
// Conditions are json-rules-engine's, unchanged.

/** A condition at the root of a rule or of a named condition. */
export type TopLevelCondition = AllCondition | AnyCondition | NotCondition | ConditionReference

export type Condition = TopLevelCondition | FactCondition

/** True when every one holds (and when the list is empty). */
export interface AllCondition {
  /** The conditions that must all hold. */
  all: Condition[]
  /** A name for the trace. */
  name?: string
  /** Higher is evaluated first. */
  priority?: number
}

/** True when at least one holds (and when the list is empty). */
export interface AnyCondition {
  /** The conditions of which one must hold. */
  any: Condition[]
  /** A name for the trace. */
  name?: string
  /** Higher is evaluated first. */
  priority?: number
}

/** True when the one inside doesn't hold. */
export interface NotCondition {
  /** The condition that must not hold. */
  not: Condition
  /** A name for the trace. */
  name?: string
  /** Higher is evaluated first. */
  priority?: number
}

/** The named condition of the set. */
export interface ConditionReference {
  /** Its name under `conditions`. */
  condition: string
  /** A name for the trace. */
  name?: string
  /** Higher is evaluated first. */
  priority?: number
}

/** Compares a fact with a value. */
export interface FactCondition {
  /** The fact: event, message, chat, before, customer, channel, agents, schedule, now, or one of your own. */
  fact: string
  /** Where in the fact: `$.name`, `$['name']`, `$[0]` steps only. */
  path?: string
  /** Parameters of the fact (`name` of a schedule, `id` of an agent) or of the operator (`exact` for text). */
  params?: Params
  /** How to compare: an operator, with decorators in front if need be (`not:equal`, `someFact:containsText`). */
  operator: string
  /** What to compare with, or `{ "fact": … }` for another fact. */
  value: unknown
  /** A name for the trace. */
  name?: string
  /** Higher is evaluated first. */
  priority?: number
}

export interface Params {
  [name: string]: unknown
}

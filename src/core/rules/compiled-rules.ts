import type { Engine, Rule as EngineRule, PathResolver } from 'json-rules-engine'
import type { Schedule } from '../schedule/schedule.js'
import type { CompiledWorkflow } from '../workflow/compiled-workflow.js'
import type { Workflow } from '../workflow/workflow.js'
import type { EarlierCheck } from './check/earlier-check.js'
import type { CompiledRule } from './compiled-action.js'
import type { PredicateTable } from './index/predicate-table.js'
import type {} from './json-rules-engine.js'
import type { CustomOperators } from './operators/custom.js'
import type { OperatorTable } from './operators/engine-operators.js'
import type { EventTrigger, TopLevelCondition } from './rule-set.js'
import type { TriggerRules } from './trigger-rules.js'

export type { CompiledAction, CompiledRule } from './compiled-action.js'

/** A checked rule set, ready to judge. Made by `loadRuleSet`; immutable. */
export interface CompiledRules {
  readonly name: string
  /** Names the set in traces and effect ids. */
  readonly version: string
  readonly schedules: ReadonlyMap<string, Schedule>
  /** The rules of one trigger, highest priority first, then in file order; switched-off ones included. */
  readonly rulesFor: (trigger: EventTrigger) => readonly CompiledRule[]
  /** The same with the index in front of them. */
  readonly ofTrigger: (trigger: EventTrigger) => TriggerRules
  /** Rules with at least one time trigger, in the same order. */
  readonly timeRules: readonly CompiledRule[]
  readonly byId: ReadonlyMap<string, CompiledRule>
  /** Holds operators, decorators and named conditions; never `run`, since concurrent runs share state. */
  readonly engine: Engine
  readonly operators: OperatorTable
  /** The embedder's, as they were given. */
  readonly ownOperators: CustomOperators | undefined
  readonly conditions: ReadonlyMap<string, TopLevelCondition>
  readonly pathResolver: PathResolver
  /** Comparisons of all rules; shared with versions that were loaded as later ones of this. */
  readonly predicates: PredicateTable
  /** The rule as json-rules-engine judges it, made when it is first asked; the rule has a condition. */
  readonly engineRule: (rule: CompiledRule) => EngineRule
  /** What a later version needs no second look at. */
  readonly check: EarlierCheck
  /** By id, as they are now. */
  readonly workflows: ReadonlyMap<string, CompiledWorkflow>
  /** A definition that a chat has kept, with this set's operators and named conditions. Remembers the last few. */
  readonly workflowOf: (definition: Workflow, version: string) => CompiledWorkflow
}

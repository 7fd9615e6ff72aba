import type { Engine, Rule as EngineRule, PathResolver } from 'json-rules-engine'
import type { Schedule } from '../schedule/schedule.js'
import type { CompiledJson } from '../template/compile-json.js'
import type { CompiledText } from '../template/compile-text.js'
import type { CompiledCondition } from './index/compiled-condition.js'
import type { PredicateTable } from './index/predicate-table.js'
import type {} from './json-rules-engine.js'
import type { OperatorTable } from './operators/engine-operators.js'
import type { EventTrigger, Rule, RuleAction, TimeTrigger, TopLevelCondition } from './rule-set.js'

/** A checked rule set, ready to judge. Made by `loadRuleSet`; immutable. */
export interface CompiledRules {
  readonly name: string
  /** Names the set in traces and effect ids. */
  readonly version: string
  readonly schedules: ReadonlyMap<string, Schedule>
  /** The rules of one trigger, highest priority first, then in file order; switched-off ones included. */
  readonly rulesFor: (trigger: EventTrigger) => readonly CompiledRule[]
  /** Rules with at least one time trigger, in the same order. */
  readonly timeRules: readonly CompiledRule[]
  readonly byId: ReadonlyMap<string, CompiledRule>
  /** Holds operators, decorators and named conditions; never `run`, since concurrent runs share state. */
  readonly engine: Engine
  readonly operators: OperatorTable
  readonly conditions: ReadonlyMap<string, TopLevelCondition>
  readonly pathResolver: PathResolver
  /** Facts that some condition reads. */
  readonly facts: ReadonlySet<string>
  /** Comparisons of all rules; shared with versions that were loaded as later ones of this. */
  readonly predicates: PredicateTable
  /** The rule as json-rules-engine judges it, made when it is first asked; the rule has a condition. */
  readonly engineRule: (rule: CompiledRule) => EngineRule
}

export interface CompiledRule {
  readonly rule: Rule
  readonly order: number
  readonly timeTriggers: readonly TimeTrigger[]
  readonly actions: readonly CompiledAction[]
  /** `null`: a rule without `when`, which always matches. */
  readonly condition: CompiledCondition | null
  /** Facts that its condition reads, named conditions followed. */
  readonly facts: ReadonlySet<string>
}

/** An action with its templates compiled; keys are JSON pointers inside the action, such as `/text`. */
export interface CompiledAction {
  readonly action: RuleAction
  readonly index: number
  readonly texts: ReadonlyMap<string, CompiledText>
  readonly bodies: ReadonlyMap<string, CompiledJson>
  /** Fact paths that its templates read. */
  readonly variables: readonly string[]
}

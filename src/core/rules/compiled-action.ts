import type { CompiledJson } from '../template/compile-json.js'
import type { CompiledText } from '../template/compile-text.js'
import type { CompiledCondition } from './index/compiled-condition.js'
import type { Rule, RuleAction, TimeTrigger } from './rule-set.js'

export interface CompiledRule {
  readonly rule: Rule
  readonly order: number
  /** Names what the rule says: its `contentVersion`, made when first asked for. */
  readonly digest?: string
  readonly timeTriggers: readonly TimeTrigger[]
  /** Compiled when first asked for. */
  readonly actions: readonly CompiledAction[]
  /** `null`: a rule without `when`, which always matches. */
  readonly condition: CompiledCondition | null
  /** Facts that its condition reads, named conditions followed. */
  readonly facts: ReadonlySet<string>
  /** The same rule at another place of the set. */
  readonly at?: (order: number) => CompiledRule
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

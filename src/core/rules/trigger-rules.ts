import type { CompiledRule } from './compiled-action.js'
import type { PredicateTable } from './index/predicate-table.js'
import { buildRuleIndex, type RuleIndex } from './index/rule-index.js'

/** The rules of one trigger, in the order in which they are judged. */
export interface TriggerRules {
  readonly rules: readonly CompiledRule[]
  /** Built when it is first asked for: positions are those of `rules`, switched-off ones are never found. */
  readonly index: () => RuleIndex
  /** The index, if it has been asked for. */
  readonly built: () => RuleIndex | undefined
  readonly disabled: number
  /** How many rules are not for a channel, switched-off ones aside; filled by who asks. */
  readonly outside: Map<string, number>
}

export function triggerRules(
  rules: readonly CompiledRule[],
  table: PredicateTable,
  previous?: TriggerRules | undefined,
): TriggerRules {
  let index: RuleIndex | undefined
  let before = previous?.built()
  return {
    rules,
    index: () => {
      index ??= buildRuleIndex(
        rules.map(({ rule, condition }) => (rule.enabled === false ? 'skip' : condition)),
        table,
        before,
      )
      // Else each version would keep all that came before it.
      before = undefined
      return index
    },
    built: () => index,
    disabled: rules.filter(({ rule }) => rule.enabled === false).length,
    outside: new Map(),
  }
}

export const NO_RULES: TriggerRules = {
  rules: [],
  index: () => ({ parts: [], size: 0 }),
  built: () => undefined,
  disabled: 0,
  outside: new Map(),
}

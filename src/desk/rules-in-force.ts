// What a desk decides with: one set of rules, or two where one is rolled out to a share of the threads. Both change at once.
import type { CheckOptions } from '../core/rules/check-rule-set.js'
import type { CompiledRules } from '../core/rules/compiled-rules.js'
import { isInShare } from '../core/rules/rollout.js'
import type { RuleRollout } from './desk.js'
import type { DeskRules } from './options.js'
import { compileRules } from './rule-files.js'

export interface RulesInForce {
  readonly of: (thread: string) => CompiledRules | null
  /** Those that most threads have; what is being rolled out left aside. */
  readonly current: () => CompiledRules | null
  /** What a check of other rules needs no second look at. */
  readonly earlier: () => Pick<CheckOptions, 'earlier'>
  /** Throws `RuleSetError`, and nothing changes. */
  readonly set: (rules: DeskRules | undefined, rollout?: RuleRollout) => void
}

interface Compiled {
  /** What was compiled: objects may be changed by those who gave them. */
  readonly text: string
  readonly rules: CompiledRules
}

export function rulesInForce(workspace: string, known: Parameters<typeof compileRules>[1]): RulesInForce {
  let now: Compiled | null = null
  let next: (Compiled & { readonly share: number }) | null = null

  /** A share that grows changes no rules: they aren't compiled again. */
  const compile = (rules: DeskRules): Compiled => {
    const text = JSON.stringify(rules)
    for (const made of [now, next]) if (made?.text === text) return made
    // Versions share what says the same in both.
    const previous = (next ?? now)?.rules
    return { text, rules: compileRules(copied(rules), previous === undefined ? known : { ...known, previous }) }
  }
  return {
    of: (thread) => {
      if (next === null) return now?.rules ?? null
      const { rules, share } = next
      return isInShare(share, { workspace, thread, version: rules.version }) ? rules : (now?.rules ?? null)
    },
    current: () => now?.rules ?? null,
    earlier: () => {
      const check = (next ?? now)?.rules.check
      return check === undefined ? {} : { earlier: check }
    },
    set: (rules, rollout) => {
      if (rollout !== undefined && !(rollout.share >= 0 && rollout.share <= 100))
        throw new TypeError('share: must be a number of percent from 0 to 100')
      const made = rules === undefined ? null : compile(rules)
      const rolled = rollout === undefined ? null : { ...compile(rollout.rules), share: rollout.share }
      now = made
      next = rolled
    },
  }
}

/** Later versions are compared with it, so it has to stay as it is. What can't be copied is no JSON, and refused as such. */
function copied(rules: DeskRules): DeskRules {
  try {
    return structuredClone(rules)
  } catch {
    return rules
  }
}

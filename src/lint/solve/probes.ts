import type { CompiledRules } from '../../core/rules/compiled-rules.js'
import { loadRuleSet } from '../../core/rules/load-rule-set.js'
import type { ScheduleDefinition } from '../../core/rules/rule-set.js'
import type { Occasion } from './trigger-values.js'

const PROBE = 'probe'

/** A rule set that does nothing but be judged on an occasion, so that playing shows what rules would see. */
export function probesWith(schedules: {
  readonly [name: string]: ScheduleDefinition
}): (on: Occasion) => CompiledRules {
  const kept = new Map<string, CompiledRules>()
  return (on) => {
    const key = JSON.stringify(on)
    const known = kept.get(key)
    if (known !== undefined) return known
    const loaded = loadRuleSet({ schedules, rules: [{ id: PROBE, on, then: [] }] })
    if (!loaded.ok) throw new Error(`A probe on ${key} isn't sound: ${loaded.diagnostics[0]?.message ?? ''}`)
    kept.set(key, loaded.rules)
    return loaded.rules
  }
}

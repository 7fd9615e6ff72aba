import type { Scenario } from 'caseline/testing'
import type { RuleText } from './session.js'

export interface ScenarioRules {
  readonly rules: readonly RuleText[]
  /** Files that the scenario names and nobody has given. */
  readonly missing: readonly string[]
}

/** The rules that a scenario names, by file name among those at hand, the first of a name; without names: `otherwise`. */
export function scenarioRules(
  { rules: named }: Scenario,
  atHand: readonly RuleText[],
  otherwise: readonly RuleText[],
): ScenarioRules {
  const files = (named === undefined ? [] : [named].flat()).map((path) => path.replace(/^.*[\\/]/u, ''))
  // A folder: whatever was given with the scenario.
  if (files.length === 0 || files.some((file) => !/\.jsonc?$/u.test(file))) return { rules: otherwise, missing: [] }
  const found = files.map((file) => atHand.find(({ name }) => name.replace(/^.*[\\/]/u, '') === file))
  return {
    rules: found.filter((one) => one !== undefined),
    missing: files.filter((_, index) => found[index] === undefined),
  }
}

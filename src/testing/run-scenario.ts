import { compileRules } from '../desk/rule-files.js'
import { checkStep } from './check-step.js'
import type { Difference } from './compare.js'
import { comparisonsIn } from './comparison-coverage.js'
import { type Coverage, coverageOf } from './coverage.js'
import { readScenario, ScenarioError } from './read-scenario.js'
import type { Given } from './scenario.js'
import { ruleIdsIn, type ScenarioDesk, type ScenarioOptions, scenarioDesk } from './scenario-desk.js'
import type { StepRecord } from './step-record.js'
import { takeStep } from './take-step.js'

/** What came of a scenario. */
export interface ScenarioResult {
  readonly name: string
  /** Whether every expectation held. */
  readonly passed: boolean
  /** Every expectation that didn't hold, in order. */
  readonly differences: readonly Difference[]
  /** What each step did. */
  readonly steps: readonly StepRecord[]
  readonly coverage: Coverage
}

export interface RunScenarioOptions extends ScenarioOptions {
  /** Also counts in `coverage` how often each comparison held and failed; judges every rule once more. */
  readonly comparisons?: boolean
}

/**
 * Runs a scenario (what a `*.scenario.json` file says) on a desk of its own, in virtual time. An expectation that doesn't hold is a
 * difference, never an exception, and the rest goes on. Throws `ScenarioError` for what is no scenario, `RuleSetError` for faulty rules.
 */
export async function runScenario(scenario: unknown, options: RunScenarioOptions = {}): Promise<ScenarioResult> {
  const { name, given = {}, steps, rules } = readScenario(scenario)
  if (rules !== undefined && options.rules === undefined) {
    const message = 'names files, which runScenario does not read: load them and pass them as options.rules'
    throw new ScenarioError([{ pointer: '/rules', message }])
  }
  const known = ruleIdsIn(options.rules)
  const { comparisons = false, ...desk } = options
  const place = await scenarioDesk(given, desk)
  const records: StepRecord[] = []
  const differences: Difference[] = []
  for (const [index, step] of steps.entries()) {
    const record = await takeStep(place, given, step, `/steps/${index}`)
    records.push(record)
    differences.push(...checkStep(step.expect, record, known))
  }
  const coverage = coverageOf(records)
  const seen = comparisons ? await comparisonsOf(records, given, options, place) : {}
  return {
    name,
    passed: differences.length === 0,
    differences,
    steps: records,
    coverage: { ...coverage, comparisons: seen },
  }
}

/** Facts that only functions of the caller know are not asked again. */
async function comparisonsOf(
  records: readonly StepRecord[],
  { facts = {} }: Given,
  options: ScenarioOptions,
  { desk }: ScenarioDesk,
): Promise<Coverage['comparisons']> {
  if (options.rules === undefined) return {}
  const known = Object.entries(options.facts ?? {}).filter(([, fact]) => typeof fact !== 'function')
  const rules = compileRules(options.rules, desk.ruleOptions())
  return comparisonsIn(
    records.flatMap(({ passes }) => passes),
    rules,
    { ...Object.fromEntries(known), ...facts },
  )
}

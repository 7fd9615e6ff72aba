import { checkStep } from './check-step.js'
import type { Difference } from './compare.js'
import { type Coverage, coverageOf } from './coverage.js'
import { readScenario } from './read-scenario.js'
import { type ScenarioOptions, scenarioDesk } from './scenario-desk.js'
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

/**
 * Runs a scenario (what a `*.scenario.json` file says) on a desk of its own, in virtual time. An expectation that doesn't hold is a
 * difference, never an exception, and the rest goes on. Throws `ScenarioError` for what is no scenario, `RuleSetError` for faulty rules.
 */
export async function runScenario(scenario: unknown, options: ScenarioOptions = {}): Promise<ScenarioResult> {
  const { name, given = {}, steps } = readScenario(scenario)
  const place = await scenarioDesk(given, options)
  const records: StepRecord[] = []
  const differences: Difference[] = []
  for (const [index, step] of steps.entries()) {
    const record = await takeStep(place, given, step, `/steps/${index}`)
    records.push(record)
    differences.push(...checkStep(step.expect, record))
  }
  return { name, passed: differences.length === 0, differences, steps: records, coverage: coverageOf(records) }
}

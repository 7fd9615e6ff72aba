import { useEffect, useState } from 'react'
import type { ScenarioFile } from '../../session/opened-file.js'
import { scenarioRules } from '../../session/scenario-rules.js'
import type { PlayedScenario } from '../../session/scenario-session.js'
import type { RuleText } from '../../session/session.js'

export type ScenarioRun =
  | { readonly state: 'running' }
  | { readonly state: 'missing'; readonly files: readonly string[] }
  | { readonly state: 'failed'; readonly message: string }
  | { readonly state: 'done'; readonly played: PlayedScenario }

const RUNNING: ScenarioRun = { state: 'running' }

/** What came of each scenario under the rules; other rules run them anew. */
export function useScenarioRuns(
  files: readonly ScenarioFile[],
  atHand: readonly RuleText[],
  otherwise: readonly RuleText[],
): readonly ScenarioRun[] {
  const [runs, setRuns] = useState<readonly ScenarioRun[]>([])
  useEffect(() => {
    let isOver = false
    setRuns(files.map(() => RUNNING))
    const run = async () => {
      const { playScenario } = await import('../../session/scenario-session.js')
      for (const [index, { scenario }] of files.entries()) {
        const { rules, missing } = scenarioRules(scenario, atHand, otherwise)
        let found: ScenarioRun
        try {
          found =
            missing.length > 0
              ? { state: 'missing', files: missing }
              : { state: 'done', played: await playScenario(scenario, rules) }
        } catch (error) {
          found = { state: 'failed', message: error instanceof Error ? error.message : String(error) }
        }
        if (isOver) return
        setRuns((before) => before.with(index, found))
        // The page has its turn between two scenarios.
        await new Promise((resolve) => setTimeout(resolve))
      }
    }
    void run()
    return () => {
      isOver = true
    }
  }, [files, atHand, otherwise])
  return runs
}

import type { Verdict } from '../../core/rules/verdict.js'
import type { Witness } from '../finding.js'
import type { Played } from '../solve/play.js'
import type { WitnessScenario } from '../solve/scenario-steps.js'
import { storyOf } from '../story.js'

/** The scenario with what its last step must come out as. */
export function witnessOf(
  scenario: WitnessScenario,
  name: string,
  verdicts: { readonly [rule: string]: string },
): Witness {
  const { steps } = scenario
  const last = steps.at(-1)
  const expecting = last === undefined ? [] : [...steps.slice(0, -1), { ...last, expect: { verdicts } }]
  return { story: storyOf(scenario), scenario: { ...scenario, name, steps: expecting } }
}

/** Everything that became of a rule in what was played. */
export function verdictsOf(rule: string, { passes }: Played): readonly Verdict[] {
  return passes.flatMap(({ verdicts }) => verdicts.filter((verdict) => verdict.rule === rule))
}

/** Whether a rule said something to the customer, or will in a while. */
export function hasAnswered(rule: string, played: Played): boolean {
  return verdictsOf(rule, played).some(
    (verdict) =>
      verdict.kind === 'matched' &&
      verdict.actions.some(
        (action) =>
          action.do === 'send-message' && (action.outcome.kind === 'done' || action.outcome.kind === 'delayed'),
      ),
  )
}

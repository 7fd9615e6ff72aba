import type { Verdict } from '../../core/rules/verdict.js'
import type { Witness } from '../finding.js'
import type { Found } from '../solve/find-scenario.js'
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

/** What a search has found; `null`: there was nothing to search by. */
export function shownBy(
  found: Found | null,
  name: string,
  verdicts: { readonly [rule: string]: string },
): { readonly witness: Witness } | { readonly witness: null; readonly noWitness: string } {
  if (found?.kind === 'found') return { witness: witnessOf(found.scenario, name, verdicts) }
  return { witness: null, noWitness: whyNot(found) }
}

function whyNot(found: Exclude<Found, { readonly kind: 'found' }> | null): string {
  if (found === null)
    return 'The condition is too large, or asks what only your program knows, so no message could be made for it.'
  if (found.kind === 'impossible') return 'No message can make the rule’s own condition hold, so there is none to show.'
  return found.isCut
    ? 'The conversations that may be tried for a whole set were used up before one was found.'
    : `${found.tried} conversations were tried, made of the rules’ own words and numbers, and none of them led there.`
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

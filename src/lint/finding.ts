import type { Diagnostic } from '../core/rules/diagnostic.js'
import type { WitnessScenario, WitnessStep } from './solve/scenario-steps.js'

/** A conversation that shows a fault: played with the rules, its last step comes out as expected. */
export interface Witness {
  /** The same in a sentence or two. */
  readonly story: string
  /** What a scenario file says; `caseline test` passes on it as long as the fault is there. */
  readonly scenario: Omit<WitnessScenario, 'steps'> & { readonly steps: readonly ExpectingStep[] }
}

/** The last step says which verdicts show the fault. */
export type ExpectingStep = WitnessStep & {
  readonly expect?: { readonly verdicts: { readonly [rule: string]: string } }
}

export interface LintFinding extends Omit<Diagnostic, 'severity'> {
  /** `info`: nothing is wrong, but it is good to know. */
  readonly severity: Diagnostic['severity'] | 'info'
  /** Where the code is explained: a file and its anchor, as in this package's repository. */
  readonly docs: string
  /** `null`: none was found; left out where a code has none. */
  readonly witness?: Witness | null
  /** Why none was found, as a sentence; only where `witness` is `null`. */
  readonly noWitness?: string
}

const PAGE = 'docs/reference/diagnostics.md'

export function documented(diagnostic: Diagnostic): LintFinding {
  return { ...diagnostic, docs: `${PAGE}#${diagnostic.code}` }
}

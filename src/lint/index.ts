export type { ExpectingStep, LintFinding, Witness } from './finding.js'
export { type LintOptions, lintRules } from './lint-rules.js'
export { type ParsedFile, type Place, type Placed, type PlacedDiagnostic, parseRuleFile, placeOf } from './place.js'
export type { WitnessScenario, WitnessStep } from './solve/scenario-steps.js'

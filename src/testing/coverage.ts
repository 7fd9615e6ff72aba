import type { ActionOutcome } from '../core/rules/verdict.js'
import type { ComparisonsCoverage } from './comparison-coverage.js'
import type { StepRecord } from './step-record.js'

/** What a run of scenarios has touched: raw counts, to be added up over many scenarios. */
export interface Coverage {
  /** By rule id. */
  readonly rules: { readonly [rule: string]: RuleCoverage }
  /** What comparisons were, by place; empty unless the run was asked for it. */
  readonly comparisons: ComparisonsCoverage
  /** Times that a step of a workflow was come to or taken up again, by workflow. */
  readonly workflows: { readonly [workflow: string]: { readonly [step: string]: number } }
  /** Times that a way from a step was taken, by workflow: `<step> <event>`. */
  readonly ways: { readonly [workflow: string]: { readonly [way: string]: number } }
  /** Times that a chat was seen in a state. */
  readonly states: { readonly [state: string]: number }
  /** Times that a step took a chat from one state to another: `active → closed`. */
  readonly transitions: { readonly [transition: string]: number }
}

export interface RuleCoverage {
  /** Verdicts by kind. */
  readonly verdicts: { readonly [kind: string]: number }
  /** By index in `then`: outcomes by kind. */
  readonly actions: { readonly [index: number]: { readonly [outcome in ActionOutcome['kind']]?: number } }
}

export const NO_COVERAGE: Coverage = {
  rules: {},
  comparisons: {},
  workflows: {},
  ways: {},
  states: {},
  transitions: {},
}

type Counts = { readonly [name: string]: number }

function counted(counts: Counts, name: string, times = 1): Counts {
  return { ...counts, [name]: (Object.hasOwn(counts, name) ? (counts[name] ?? 0) : 0) + times }
}

function added(left: Counts, right: Counts): Counts {
  return Object.entries(right).reduce((sum, [name, times]) => counted(sum, name, times), left)
}

/** The sum of two runs. */
export function addCoverage(left: Coverage, right: Coverage): Coverage {
  const rules = { ...left.rules }
  for (const [id, rule] of Object.entries(right.rules)) {
    const known = rules[id] ?? { verdicts: {}, actions: {} }
    const actions = { ...known.actions }
    for (const [index, outcomes] of Object.entries(rule.actions)) {
      actions[Number(index)] = added(actions[Number(index)] ?? {}, outcomes)
    }
    rules[id] = { verdicts: added(known.verdicts, rule.verdicts), actions }
  }
  const comparisons = { ...left.comparisons }
  for (const [place, { held, failed }] of Object.entries(right.comparisons)) {
    const known = Object.hasOwn(comparisons, place) ? comparisons[place] : undefined
    comparisons[place] = { held: held + (known?.held ?? 0), failed: failed + (known?.failed ?? 0) }
  }
  return {
    rules,
    comparisons,
    workflows: addedByWorkflow(left.workflows, right.workflows),
    ways: addedByWorkflow(left.ways, right.ways),
    states: added(left.states, right.states),
    transitions: added(left.transitions, right.transitions),
  }
}

function addedByWorkflow(left: Coverage['workflows'], right: Coverage['workflows']): Coverage['workflows'] {
  const sum = { ...left }
  for (const [id, counts] of Object.entries(right))
    sum[id] = added(Object.hasOwn(sum, id) ? (sum[id] ?? {}) : {}, counts)
  return sum
}

/** What the steps of one scenario touched. States are looked at between steps. */
export function coverageOf(records: readonly StepRecord[]): Coverage {
  let coverage = NO_COVERAGE
  const states = new Map<number, string>()
  for (const record of records) {
    for (const verdict of record.verdicts) {
      const actions = 'actions' in verdict ? (verdict.actions ?? []) : []
      const outcomes = Object.fromEntries(actions.map(({ index, outcome }) => [index, { [outcome.kind]: 1 }]))
      const rule = { verdicts: { [verdict.kind]: 1 }, actions: outcomes }
      coverage = addCoverage(coverage, { ...NO_COVERAGE, rules: { [verdict.rule]: rule } })
    }
    for (const { workflow, step, event } of record.workflows.flatMap(({ steps }) => steps)) {
      const touched = { workflows: { [workflow]: { [step]: 1 } }, ways: { [workflow]: { [wayName(step, event)]: 1 } } }
      coverage = addCoverage(coverage, { ...NO_COVERAGE, ...touched })
    }
    for (const { number, state } of record.chats) {
      const before = states.get(number)
      if (before === state) continue
      states.set(number, state)
      const transitions = before === undefined ? { [`→ ${state}`]: 1 } : { [`${before} → ${state}`]: 1 }
      coverage = addCoverage(coverage, { ...NO_COVERAGE, states: { [state]: 1 }, transitions })
    }
  }
  return coverage
}

/** In `Coverage.ways`. */
export function wayName(step: string, event: string): string {
  return `${step} ${event}`
}

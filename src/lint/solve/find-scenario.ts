// Looks for a conversation after which a formula holds of the facts: knobs are turned to values made of the rules' own
// constants, the conversation is played on the core, and what comes about is judged. So what is found is true; what isn't
// found may be there all the same, unless it is proven that it can't.
import type { CompiledRules } from '../../core/rules/compiled-rules.js'
import type { PassTrace } from '../../core/trace.js'
import { branchesOf } from './branches.js'
import type { Proof } from './contradiction.js'
import { factsOfPass, isSatisfied } from './fact-values.js'
import { type Formula, groupedByVariable, type Literal } from './formula.js'
import { instantsFor } from './instants.js'
import { DEFAULT_KNOBS, type Knobs, turned } from './knobs.js'
import { type Played, play } from './play.js'
import type { WitnessScenario } from './scenario-steps.js'
import { stagesOf } from './stages.js'
import type { Occasion } from './trigger-values.js'
import { agesIn, valuesFor } from './values.js'

export interface Solver {
  readonly rules: CompiledRules
  readonly probe: (on: Occasion) => CompiledRules
  /** Names of the embedder's facts. */
  readonly ownFacts: readonly string[]
  /** What may still be spent on all questions together: conversations played, and rules judged in them. */
  readonly effort: { plays: number; judged: number }
  /** Lets others run; called between conversations. */
  readonly pause: () => Promise<void>
}

export interface Goal {
  readonly on: Occasion
  readonly formula: Formula
  /** Whether the last step, played under all the rules, shows what is claimed. */
  readonly shows: (last: Played) => boolean
}

export type Found =
  | { readonly kind: 'found'; readonly scenario: WitnessScenario }
  | { readonly kind: 'impossible' }
  /** `isCut`: there was no effort left to look. `tried`: conversations that were played. */
  | { readonly kind: 'unknown'; readonly isCut: boolean; readonly tried: number }

const COMPARISONS = 2_000
const BRANCHES = 6
const VARIANTS = 16
const PLAYS = 60

export async function findScenario({ on, formula, shows }: Goal, solver: Solver): Promise<Found> {
  const { rules, effort } = solver
  const proof: Proof = { rules, on, budget: { left: COMPARISONS } }
  const branches = branchesOf(formula, proof, BRANCHES)
  if (branches.found.length === 0)
    return branches.isComplete ? { kind: 'impossible' } : { kind: 'unknown', isCut: false, tried: 0 }
  const played = new Set<string>()
  for (const literals of branches.found) {
    for (const knobs of variants(literals, on, solver)) {
      for (const stage of stagesOf(on)) {
        const scenario = stage(knobs)
        if (scenario === null) continue
        const key = JSON.stringify(scenario)
        if (played.has(key)) continue
        played.add(key)
        if (played.size > PLAYS) return { kind: 'unknown', isCut: false, tried: PLAYS }
        if (effort.plays <= 0 || effort.judged <= 0) return { kind: 'unknown', isCut: true, tried: played.size - 1 }
        effort.plays -= 1
        await solver.pause()
        if (!(await comesAbout(scenario, on, literals, solver))) continue
        effort.judged -= rules.byId.size * scenario.steps.length
        const last = (await play(scenario, rules)).at(scenario.steps.length - 1)
        if (last !== undefined && last.refused === null && shows(last)) return { kind: 'found', scenario }
      }
    }
  }
  return { kind: 'unknown', isCut: false, tried: played.size }
}

async function comesAbout(
  scenario: WitnessScenario,
  on: Occasion,
  literals: readonly Literal[],
  { rules, probe }: Solver,
): Promise<boolean> {
  const played = await play(scenario, probe(on))
  const last = played.at(scenario.steps.length - 1)
  const facts = last === undefined ? undefined : passOn(last, on)?.facts
  if (facts === undefined) return false
  const seen = factsOfPass(facts, scenario.given.facts ?? {}, rules)
  return literals.every((literal) => isSatisfied(literal, seen, rules))
}

/** The pass of the occasion in what was played. */
export function passOn({ passes }: Played, on: Occasion): PassTrace | undefined {
  const trigger = typeof on === 'string' ? on : 'time'
  return passes.findLast((pass) => pass.trigger === trigger)
}

/** Knobs turned to the first of all values, then with one thing different at a time. */
function* variants(literals: readonly Literal[], on: Occasion, { rules, ownFacts }: Solver): Generator<Knobs> {
  const facts = Object.fromEntries(ownFacts.map((name) => [name, null]))
  const groups = [...groupedByVariable(literals).values()].flatMap((group) => {
    const [first] = group
    return first === undefined
      ? []
      : [{ variable: first.variable, values: valuesFor(first.variable, group, on, rules) }]
  })
  const instants = instantsFor(literals, rules)
  const start: Knobs = { ...DEFAULT_KNOBS, facts, now: instants[0] ?? DEFAULT_KNOBS.now }
  const withValues = (which: number, nth: number): Knobs =>
    groups.reduce((knobs, { variable, values }, index) => {
      const value = values[index === which ? nth : 0]
      return values.length === 0 ? knobs : (turned(knobs, variable, value) ?? knobs)
    }, start)
  const base = withValues(-1, 0)
  let count = 0
  for (const knobs of around(base)) {
    yield knobs
    count += 1
    if (count >= VARIANTS) return
  }

  function* around(usual: Knobs): Generator<Knobs> {
    const lags = gapsFor(literals)
    for (const lag of lags) yield* silent({ ...usual, ...lag })
    for (const now of instants.slice(1)) for (const lag of lags.slice(0, 2)) yield* silent({ ...usual, ...lag, now })
    for (const [which, { values }] of groups.entries()) {
      for (let nth = 1; nth < values.length; nth += 1) yield { ...withValues(which, nth), ...lags[0] }
    }
  }
}

/** A long pause finishes the chat, unless the channel has no automatic finish. */
function* silent(knobs: Knobs): Generator<Knobs> {
  yield knobs
  if (knobs.gapMs >= 600_000) yield { ...knobs, channel: { ...knobs.channel, autoFinish: null } }
}

const MINUTE = 60_000

/** How long ago things are to have happened, the likeliest first. */
function gapsFor(literals: readonly Literal[]): readonly Pick<Knobs, 'gapMs' | 'ageMs'>[] {
  const isFirstContact = (literal: Literal) => literal.variable.steps.at(-1) === 'firstSeenAt'
  const lengths = (ages: readonly number[]) => [
    ...ages.toReversed(),
    ...ages.map((age) => Math.max(0, age - MINUTE)),
    ...ages.map((age) => age + MINUTE),
  ]
  const [ages = []] = [agesIn(literals.filter(isFirstContact))]
  const gaps = agesIn(literals.filter((literal) => !isFirstContact(literal)))
  const ageMs = ages.at(-1) ?? 0
  return [...lengths(gaps), 0, ...(needsPast(literals) ? [60 * MINUTE, 12 * 60 * MINUTE] : [])].map((gapMs) => ({
    gapMs,
    ageMs,
  }))
}

/** Times of one fact compared with those of another. */
function needsPast(literals: readonly Literal[]): boolean {
  return literals.some(({ leaf }) => typeof leaf.value === 'object' && leaf.value !== null && 'fact' in leaf.value)
}

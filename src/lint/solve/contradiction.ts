import type { CompiledRules } from '../../core/rules/compiled-rules.js'
import { type Comparer, compares, hasFixedValue } from './compare.js'
import { groupedByVariable, type Literal } from './formula.js'
import { jointOf } from './joint-values.js'
import { cellsOf, SOME_NOW } from './representatives.js'
import { textConflict } from './text-conflict.js'
import { canBeMissing, type Occasion, settledValue } from './trigger-values.js'

/** What a proof may ask: operators, schedules, and how much. */
export interface Proof {
  readonly rules: Comparer & Pick<CompiledRules, 'schedules'>
  /** What the rules are judged for; `null`: whatever it is. */
  readonly on: Occasion | null
  /** Comparisons that may still be made; a proof that runs out has proven nothing. */
  readonly budget: { left: number }
}

/**
 * Comparisons among these that can't all come out as they have to, proven; `null` when there is no proof. All of one fact;
 * what two facts say of each other is not looked at.
 */
export function contradiction(literals: readonly Literal[], proof: Proof): readonly Literal[] | null {
  const [first] = literals
  if (first === undefined) return null
  const same = oppositePair(literals)
  if (same !== null) return same
  const byVariable = groupedByVariable(literals)
  for (const group of byVariable.values()) {
    const found = textConflict(group) ?? cellConflict(group, proof)
    if (found !== null) return found
  }
  return byVariable.size > 1 ? jointConflict(literals, proof) : null
}

function oppositePair(literals: readonly Literal[]): readonly Literal[] | null {
  const seen = new Map<string, Literal>()
  for (const literal of literals) {
    const { variable, leaf } = literal
    const key = JSON.stringify([variable.key, leaf.operator, leaf.value, leaf.params?.exact === true])
    const other = seen.get(key)
    if (other !== undefined && other.holds !== literal.holds) return [other, literal]
    seen.set(key, literal)
  }
  return null
}

function cellConflict(group: readonly Literal[], proof: Proof): readonly Literal[] | null {
  const [first] = group
  if (first === undefined) return null
  for (const { literals, values } of cellsOf(first.variable, group, proof.on)) {
    if (literals.length > 0 && !isPossible(literals, values, proof)) return smallest(literals, values, proof)
  }
  return null
}

function isPossible(literals: readonly Literal[], values: readonly unknown[], { rules, budget }: Proof): boolean {
  return values.some((value) => literals.every((literal) => fits(literal, value, rules, budget)))
}

/** Out of budget everything fits. */
function fits({ leaf, holds }: Literal, value: unknown, rules: Comparer, budget: { left: number }): boolean {
  budget.left -= 1
  return budget.left < 0 || compares(leaf, value, leaf.value, SOME_NOW, rules) === holds
}

/** Without what the contradiction doesn't need. */
function smallest(literals: readonly Literal[], values: readonly unknown[], proof: Proof): readonly Literal[] {
  let kept = literals
  for (const one of literals) {
    const rest = kept.filter((other) => other !== one)
    if (rest.length > 0 && !isPossible(rest, values, proof)) kept = rest
  }
  return kept
}

function jointConflict(literals: readonly Literal[], proof: Proof): readonly Literal[] | null {
  const { rules, on, budget } = proof
  const [first] = literals
  const joint = first === undefined ? null : jointOf(first.variable, rules.schedules)
  if (joint === null || first === undefined || canBeMissing(first.variable.fact, on)) return null
  const at = ({ variable }: Literal) =>
    variable.steps.length === 1 ? joint.steps.indexOf(String(variable.steps[0])) : -1
  const known = literals.filter((one) => at(one) >= 0 && !one.isForeign && hasFixedValue(one.leaf))
  const settled = known.map(({ variable }) => settledValue(variable, on))
  const possible = joint.rows.some((row) =>
    known.every((literal, index) => {
      const value = row[at(literal)]
      const only = settled[index]
      return (only === undefined || only.value === value) && fits(literal, value, rules, budget)
    }),
  )
  return possible || known.length === 0 ? null : known
}

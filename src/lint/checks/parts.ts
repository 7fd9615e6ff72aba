// Parts of conditions that can't be false or can't be true: `contradictory-condition`, `always-true`.
import { pointerTo } from '../../core/rules/record.js'
import type { Condition, FactCondition, Rule } from '../../core/rules/rule-set.js'
import { branchesOf, isImpossible } from '../solve/branches.js'
import type { Proof } from '../solve/contradiction.js'
import { formulaOf, type Literal, literalsOf } from '../solve/formula.js'
import { variableName, variableOf } from '../solve/variable.js'
import type { Checking } from './subject.js'

const COMPARISONS = 4_000
/** Rules between two pauses. */
const AT_A_TIME = 50

interface Place {
  readonly source: string | undefined
  readonly pointer: string
  readonly rules: readonly Rule[]
}

/** Conditions of rules and named ones; each finding is about the largest part that it is true of. */
export async function checkParts(checking: Checking): Promise<void> {
  for (const { name: source, set } of checking.sets) {
    for (const [name, condition] of Object.entries(set.conditions ?? {}))
      checkPart(condition, { source, pointer: pointerTo('/conditions', name), rules: [] }, checking)
    for (const [index, rule] of (set.rules ?? []).entries()) {
      if (index % AT_A_TIME === 0) await checking.solver.pause()
      if (rule.when !== undefined && rule.enabled !== false)
        checkPart(rule.when, { source, pointer: `${pointerTo('/rules', index)}/when`, rules: [rule] }, checking)
    }
  }
}

function checkPart(condition: Condition, place: Place, checking: Checking): void {
  // A named condition is looked at where it is defined.
  if ('condition' in condition || ('fact' in condition && isFree(condition))) return
  const proof: Proof = { rules: checking.rules, on: null, budget: { left: COMPARISONS } }
  const formula = formulaOf(condition, true, checking.terms)
  const opposite = formulaOf(condition, false, checking.terms)
  if (formula === null || opposite === null) return
  const { found, isComplete, conflict } = branchesOf(formula, proof, 1)
  if (found.length === 0 && isComplete && proof.budget.left > 0) {
    const message = `This can never hold${conflict === null ? '' : `: ${conflictText(conflict)}`}.`
    checking.note({ severity: 'warning', code: 'contradictory-condition', ...place, message })
    return
  }
  if (literalsOf(formula).length > 0 && isImpossible(opposite, { ...proof, budget: { left: COMPARISONS } })) {
    checking.note({
      severity: 'warning',
      code: 'always-true',
      ...place,
      message: 'This always holds, whatever is written.',
    })
    return
  }
  if ('fact' in condition) return
  if ('not' in condition) checkPart(condition.not, { ...place, pointer: `${place.pointer}/not` }, checking)
  else {
    const key = 'all' in condition ? 'all' : 'any'
    const list = 'all' in condition ? condition.all : condition.any
    // The only part of a list says the same as the list.
    if (list.length > 1 || list.some((one) => !('fact' in one)))
      for (const [index, one] of list.entries())
        checkPart(one, { ...place, pointer: `${place.pointer}/${key}/${index}` }, checking)
  }
}

/** Alone, a comparison of a text or of the embedder's fact can come out either way. */
function isFree(leaf: FactCondition): boolean {
  const { type } = variableOf(leaf)
  return type.kind === 'unknown' || type.kind === 'time' || (type.kind === 'text' && type.values === undefined)
}

/** The comparisons that don't go together, in words. */
export function conflictText(literals: readonly Literal[]): string {
  const parts = literals.slice(0, 3).map(({ written, holds, variable }) => {
    const value = JSON.stringify(written.value) ?? ''
    const told = value.length > 60 ? `${value.slice(0, 60)}…` : value
    return `${holds ? '' : 'not '}\`${variableName(variable)} ${written.operator} ${told}\``
  })
  return [...new Set(parts)].join(' and ')
}

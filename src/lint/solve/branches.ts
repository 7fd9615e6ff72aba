// The ways in which a formula can come true: one comparison after another is taken on, and a way is left as soon as
// what was taken on contradicts itself. When no way is left and all were walked, the formula is proven impossible.
import { contradiction, type Proof } from './contradiction.js'
import type { Formula, Literal } from './formula.js'

export interface Branches {
  /** Comparisons that have to come out, of each way that was found. */
  readonly found: readonly (readonly Literal[])[]
  /** Every way was walked; else there may be more. */
  readonly isComplete: boolean
  /** What the last way that was left contradicted itself with. */
  readonly conflict: readonly Literal[] | null
}

interface Open {
  readonly formula: Formula
  readonly rest: Open | null
}

type Taken = ReadonlyMap<string, readonly Literal[]>

/** At most `most` ways. */
export function branchesOf(formula: Formula, proof: Proof, most: number): Branches {
  const found: (readonly Literal[])[] = []
  let isComplete = true
  let conflict: readonly Literal[] | null = null

  const walk = (waiting: Open | null, choices: Open | null, taken: Taken): boolean => {
    let [open, later, literals] = [waiting, choices, taken]
    while (open !== null) {
      if (proof.budget.left <= 0) {
        isComplete = false
        return false
      }
      const { formula: one, rest } = open
      open = rest
      if (one.kind === 'all') for (const part of one.of) open = { formula: part, rest: open }
      else if (one.kind === 'any') {
        const [only] = one.of
        if (only === undefined) return true
        if (one.of.length === 1) open = { formula: only, rest: open }
        else later = { formula: one, rest: later }
      } else {
        const group = groupOf(one)
        const together = [...(literals.get(group) ?? []), one]
        const clash = contradiction(together, proof)
        if (clash !== null) {
          conflict = clash
          return true
        }
        literals = new Map(literals).set(group, together)
      }
    }
    if (later === null) {
      found.push([...literals.values()].flat())
      if (found.length < most) return true
      isComplete = false
      return false
    }
    const { formula: choice, rest } = later
    if (choice.kind !== 'any') return true
    return choice.of.every((part) => walk({ formula: part, rest: null }, rest, literals))
  }
  walk({ formula, rest: null }, null, new Map())
  return { found, isComplete, conflict }
}

/** Whether it is proven that the formula never holds; `null`: not known. */
export function isImpossible(formula: Formula, proof: Proof): boolean {
  const { found, isComplete } = branchesOf(formula, proof, 1)
  return found.length === 0 && isComplete && proof.budget.left > 0
}

/** What contradicts each other without a choice, for a sentence. */
function groupOf({ variable }: Literal): string {
  return `${variable.fact} ${JSON.stringify(variable.params)}`
}

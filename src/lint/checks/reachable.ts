import { branchesOf } from '../solve/branches.js'
import type { Proof } from '../solve/contradiction.js'
import { conflictText } from './parts.js'
import { type Checking, named, occasionName } from './subject.js'

const COMPARISONS = 4_000
/** Rules between two pauses. */
const AT_A_TIME = 50

/** Rules whose condition is sound but never holds on an occasion that they are for. */
export async function checkReachable({ subjects, rules, note, solver }: Checking): Promise<void> {
  for (const [index, subject] of subjects.entries()) {
    if (index % AT_A_TIME === 0) await solver.pause()
    const { formula, occasions, pointer, source } = subject
    if (formula === null) continue
    const impossible = (on: Proof['on']) => {
      const proof: Proof = { rules, on, budget: { left: COMPARISONS } }
      const { found, isComplete, conflict } = branchesOf(formula, proof, 1)
      return found.length === 0 && isComplete && proof.budget.left > 0 ? { conflict } : null
    }
    // That it never holds at all is `contradictory-condition`.
    if (impossible(null) !== null) continue
    const dead = occasions.map((on) => ({ on, why: impossible(on) })).filter(({ why }) => why !== null)
    const why = dead[0]?.why?.conflict
    const because = why === null || why === undefined ? '' : `: ${conflictText(why)}`
    if (dead.length === occasions.length && dead.length > 0) {
      const when = occasions.map(occasionName).join(', ')
      const message = `${named(subject)} never matches, since under ${when} its condition can't hold${because}.`
      note({
        severity: 'warning',
        code: 'unreachable-rule',
        rules: [subject.rule],
        source,
        pointer: `${pointer}/on`,
        message,
      })
      continue
    }
    for (const { on } of dead) {
      const message = `Under ${occasionName(on)} the condition of ${named(subject)} can't hold${because}.`
      note({
        severity: 'warning',
        code: 'unreachable-rule',
        rules: [subject.rule],
        source,
        pointer: `${pointer}/on/${occasions.indexOf(on)}`,
        message,
      })
    }
  }
}

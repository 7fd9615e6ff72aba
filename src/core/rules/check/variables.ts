import { type FactType, SCHEDULE_MOMENT, typeAt } from '../facts.js'
import type { Known } from './known.js'
import { meant, type Report } from './report.js'

/** Whether what a template reads exists. `variables` are dotted paths of facts; schedules stand under their names. */
export function checkVariables(variables: readonly string[], pointer: string, known: Known, report: Report): void {
  for (const variable of variables) {
    const problem = variableProblem(variable, known)
    if (problem === undefined) continue
    report.error('unknown-variable', pointer, `The template uses \`${variable}\`: ${problem}`)
  }
}

function variableProblem(variable: string, known: Known): string | undefined {
  const [root = '', ...rest] = variable.split('.')
  const type = known.facts.get(root)
  if (type === undefined) return `nobody provides \`${root}\`.${meant(root, known.facts.keys(), '').hint}`
  if (root === 'schedule') return scheduleProblem(variable.slice('schedule.'.length), known)
  return pathProblem(type, rest)
}

function scheduleProblem(path: string, known: Known): string | undefined {
  if (path === '') return undefined
  // Names of schedules may have dots in them: of `shop` and `shop.late` the longer one is meant.
  const named = [...known.schedules].filter((one) => path === one || path.startsWith(`${one}.`))
  const [name] = named.sort((one, other) => other.length - one.length)
  if (name === undefined) {
    const [wrong = ''] = path.split('.')
    return `there is no schedule \`${wrong}\`.${meant(wrong, known.schedules, '').hint}`
  }
  return pathProblem(
    SCHEDULE_MOMENT,
    path
      .slice(name.length + 1)
      .split('.')
      .filter(Boolean),
  )
}

function pathProblem(type: FactType, steps: readonly string[]): string | undefined {
  const found = typeAt(type, steps.map(liquidStep))
  if (found.ok) return undefined
  const step = found.step === 'length' ? 'size' : found.step
  return `there is no \`${step}\`.${meant(step, found.known, '').hint}`
}

/** Liquid's own words for parts of lists and texts. */
function liquidStep(step: string): string | number {
  if (step === 'first' || step === 'last') return 0
  return step === 'size' ? 'length' : step
}

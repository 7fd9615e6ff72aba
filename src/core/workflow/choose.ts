import { conditionFacts, refreshedFacts } from '../automation/facts.js'
import { evaluateAtOnce, evaluateByEngine } from '../rules/judge.js'
import { newSnapshot } from '../rules/snapshot.js'
import type { CompiledStep } from './compiled-workflow.js'
import type { Entered } from './entered.js'
import { type Run, type Running, workflowFact } from './running.js'

/** The first condition that holds; one that fails to be judged doesn't hold. */
export async function judgeChoices(run: Run, running: Running, compiled: CompiledStep): Promise<Entered> {
  const { rules, context } = running
  const facts = refreshedFacts(running.facts, run.draft, context)
  const source = { ...conditionFacts(facts, context), workflow: workflowFact(run.instance) }
  const snapshot = newSnapshot(rules, source)
  const problems: string[] = []
  for (const [index, choice] of compiled.choices.entries()) {
    const judged =
      choice === null ? GONE : (evaluateAtOnce(choice, snapshot) ?? (await evaluateByEngine(choice, snapshot)))
    if (judged.kind === 'matched') return { run, told: toldOf(problems), go: `case ${index + 1}` }
    if (judged.kind === 'error') problems.push(`case ${index + 1}: ${judged.message}`)
  }
  return { run, told: toldOf(problems), go: 'otherwise' }
}

const GONE = { kind: 'error', message: 'The condition does not exist any more' } as const

function toldOf(problems: readonly string[]): { readonly problem?: string } {
  return problems.length === 0 ? {} : { problem: problems.join('; ') }
}

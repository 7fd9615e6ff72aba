import { conditionFacts, refreshedFacts } from '../automation/facts.js'
import { judgeRule } from '../rules/judge.js'
import { newSnapshot } from '../rules/snapshot.js'
import type { Finding } from '../rules/verdict.js'
import type { CompiledStep } from './compiled-workflow.js'
import type { Entered } from './entered.js'
import { type Run, type Running, workflowFact } from './running.js'

/** The first condition that holds; one that can't be judged doesn't hold. */
export async function judgeChoices(run: Run, running: Running, compiled: CompiledStep): Promise<Entered> {
  const { rules, context } = running
  const facts = refreshedFacts(running.facts, run.draft, context)
  const source = { ...conditionFacts(facts, context), workflow: workflowFact(run.instance) }
  const snapshot = newSnapshot(rules, source)
  const problems: string[] = []
  const failed: (Finding | null)[] = []
  const told = (): Entered['told'] => ({
    ...(failed.length === 0 ? {} : { failed }),
    ...(problems.length === 0 ? {} : { problem: problems.join('; ') }),
  })
  for (const [index, choice] of compiled.choices.entries()) {
    const judged = choice === null ? GONE : await judgeRule(choice, snapshot)
    if (judged.kind === 'matched') return { run, told: told(), go: `case ${index + 1}` }
    if (judged.kind === 'error') problems.push(`case ${index + 1}: ${judged.message}`)
    failed.push(judged.kind === 'failed' ? judged.finding : null)
  }
  return { run, told: told(), go: 'otherwise' }
}

const GONE = { kind: 'error', message: 'The condition does not exist any more' } as const

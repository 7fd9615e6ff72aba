import type { Context } from '../automation/context.js'
import { type PassFacts, refreshedFacts, templateFacts } from '../automation/facts.js'
import type { Json } from '../json.js'
import type { CompiledRules } from '../rules/compiled-rules.js'
import type { Draft } from '../thread/draft.js'
import type { CompiledStep } from './compiled-workflow.js'
import { type Frame, topOf, type WorkflowInstance } from './instance.js'
import { waitKey } from './wait-key.js'
import type { StepTrace } from './workflow-trace.js'

/** What stays the same while one command moves one run. */
export interface Running {
  readonly context: Context
  readonly rules: CompiledRules
  readonly command: { readonly id: string; readonly at: string }
  readonly chat: number
  /** As they were when it began. */
  readonly facts: PassFacts
  /** A person's understood answer brought it: what is said doesn't count as a storm. */
  readonly isAnswer: boolean
}

/** A run while it is being moved: what the instance waits for is of no account until it waits again. */
export interface Run {
  readonly draft: Draft
  readonly instance: WorkflowInstance
  readonly steps: readonly StepTrace[]
  /** Messages and effects so far. */
  readonly said: number
}

/** Attribution in messages, events and effects; no rule can be called so. */
export function authorOf({ workflow }: Pick<WorkflowInstance, 'workflow'>): string {
  return `workflow:${workflow}`
}

/** The next id: the same command makes the same (spec R3). */
export function nextId({ instance, said }: Run, { command }: Pick<Running, 'command'>): string {
  return `${command.id}:${authorOf(instance)}:${waitKey(instance)}:${said + 1}`
}

export function languageOf({ contact }: Draft, { facts }: Running): string | null {
  const spoken = facts.message?.language
  return contact.language ?? (typeof spoken === 'string' ? spoken : null)
}

/** What the step's conditions see beside the facts of rules. */
export function workflowFact(instance: WorkflowInstance): WorkflowFact {
  const { definition, step, answers } = topOf(instance)
  return { id: definition.id, step, answers }
}

interface WorkflowFact {
  readonly id: string
  readonly step: string
  readonly answers: Frame['answers']
}

export async function valuesFor(run: Run, running: Running, { variables }: Pick<CompiledStep, 'variables'>) {
  // The filter `date` reads `now`, which is no variable.
  if (variables.length === 0) return { now: running.facts.now, workflow: workflowFact(run.instance) }
  const facts = refreshedFacts(running.facts, run.draft, running.context)
  const values = await templateFacts(facts, running.context, variables)
  return { ...values, workflow: workflowFact(run.instance) }
}

export function withAnswer(instance: WorkflowInstance, answer: Json): WorkflowInstance {
  const top = topOf(instance)
  const stack = instance.stack.with(-1, { ...top, answers: { ...top.answers, [top.step]: answer } })
  return { ...instance, stack }
}

// Something from outside reaches a run that waits: a message, its timer, what a function returned. What is of another wait,
// or of another kind than what is waited for, changes nothing.
import type { Context } from '../automation/context.js'
import type { PassFacts } from '../automation/facts.js'
import { delayedUntil } from '../automation/time-rules.js'
import type { CompiledRules } from '../rules/compiled-rules.js'
import type { CallOutcome, Command } from '../thread/command.js'
import type { Draft } from '../thread/draft.js'
import { chatOf } from '../thread/thread.js'
import { withTrace } from './begin.js'
import { callFunction } from './call-function.js'
import type { CompiledStep } from './compiled-workflow.js'
import type { Entered } from './entered.js'
import { type Heard, hear } from './hear.js'
import type { Input } from './input.js'
import { MOST_RESUMES, topOf, type WorkflowInstance } from './instance.js'
import { isInterruptedBy } from './interrupt.js'
import { keepAnswer } from './keep-answer.js'
import { migrated } from './migrate.js'
import { goOn, handedOver, type Moved, runOn, workflowOf } from './run-on.js'
import type { Run, Running } from './running.js'
import { pressedOption } from './say.js'
import { waitKey } from './wait-key.js'
import { kindOf } from './ways.js'
import type { CallStep } from './workflow.js'
import type { WorkflowCause } from './workflow-trace.js'

export interface Resumed {
  readonly draft: Draft
  /** The run took the input: a message is an answer to its question. */
  readonly isTaken: boolean
}

export async function resume(
  draft: Draft,
  number: number,
  input: Input,
  command: Command,
  facts: PassFacts,
  rules: CompiledRules,
  context: Context,
): Promise<Resumed> {
  const stored = chatOf(draft.thread, number)?.workflow
  if (stored === undefined) return { draft, isTaken: false }
  const instance = migrated(stored, rules)
  const isMoved = instance !== stored
  const frame = topOf(instance)
  const compiled = workflowOf(frame, { rules }).steps.get(frame.step)
  const running: Running = { context, rules, command, chat: number, facts, isAnswer: false }
  const next: WorkflowInstance = { ...instance, resumes: instance.resumes + 1 }
  const run: Run = { draft, instance: next, steps: [], said: 0 }
  const because = causeOf(input, stored)
  const told = (moved: Moved) => withTrace(moved, running, stored, because, ...(isMoved ? [frame.version] : []))

  if (stored.resumes >= MOST_RESUMES) return taken(told(handedOver(run, running, 'too-many-resumes')))
  if (!rules.workflows.has(stored.workflow)) return taken(told(handedOver(run, running, 'missing-workflow')))
  if (compiled === undefined) return taken(told(handedOver(run, running, 'missing-step')))
  // Another kind of step than the one it waited in: it is done from its beginning.
  if (isMoved && kindOf({ ...compiled.step }) !== kindIn(stored)) return taken(told(await runOn(run, running)))

  const reaction = await react(run, running, compiled, input, stored)
  if (reaction === null) return { draft, isTaken: false }
  const { entered, isUnderstood } = reaction
  const going = { ...running, isAnswer: isUnderstood }
  const first = goOn(entered, going)
  return taken(told('now' in first ? first : await runOn(first.run, going)))
}

function taken(draft: Draft): Resumed {
  return { draft, isTaken: true }
}

function kindIn(instance: WorkflowInstance) {
  const { definition, step } = topOf(instance)
  const found = Object.hasOwn(definition.steps, step) ? definition.steps[step] : undefined
  return found === undefined ? undefined : kindOf({ ...found })
}

function causeOf(input: Input, stored: WorkflowInstance): WorkflowCause {
  switch (input.kind) {
    case 'message': {
      const pressed = pressedOption(input.payload, stored)
      return { kind: 'message', message: input.message, ...(pressed === null ? {} : { pressed }) }
    }
    case 'timer':
      return { kind: 'timer' }
    case 'outcome':
      return {
        kind: 'outcome',
        call: input.call,
        ...(input.outcome.ok ? {} : { failure: input.outcome.message }),
      }
    default:
      return input satisfies never
  }
}

/** `null`: it isn't for this wait. */
async function react(
  run: Run,
  running: Running,
  compiled: CompiledStep,
  input: Input,
  { wait, ...stored }: WorkflowInstance,
): Promise<Heard | null> {
  const plain = (entered: Entered): Heard => ({ entered, isUnderstood: false })
  const go = (event: 'timeout' | 'due' | 'customer wrote'): Heard => plain({ run, told: {}, go: event })
  switch (input.kind) {
    case 'message':
      if (wait.for === 'answer') return hear(run, running, compiled, input, { ...stored, wait }, wait.left)
      return isInterruptedBy(compiled.step, 'customer') ? go('customer wrote') : null
    case 'timer':
      if (wait.for === 'time') return go('due')
      if (wait.for !== 'retry') return go('timeout')
      if (wait.until !== null && Date.parse(wait.until) <= Date.parse(running.command.at)) return go('timeout')
      return plain(await callFunction(run, running, compiled, wait.attempt, wait.until))
    case 'outcome':
      if (wait.for !== 'outcome' || wait.call !== input.call || !('call' in compiled.step)) return null
      return plain(returned(run, running, compiled.step, input.outcome, wait.attempt, wait.due))
    default:
      return input satisfies never
  }
}

const BACKOFF = 'PT10S'

function returned(
  run: Run,
  { chat, command }: Running,
  step: CallStep,
  outcome: CallOutcome,
  attempt: number,
  until: string | null,
): Entered {
  if (outcome.ok) {
    const { value } = outcome
    const draft = keepAnswer(run.draft, chat, step.call.into, value, command.at)
    return { run: { ...run, draft }, told: { answer: value }, go: 'returned', answer: value }
  }
  const told = { problem: outcome.message }
  if (attempt > (step.retry?.times ?? 0)) return { run, told, go: 'failed' }
  const pause = Date.parse(delayedUntil(command.at, step.retry?.backoff ?? BACKOFF)) - Date.parse(command.at)
  const again = new Date(Date.parse(command.at) + pause * 2 ** (attempt - 1)).toISOString()
  const due = until !== null && until < again ? until : again
  return { run, told, wait: { for: 'retry', attempt: attempt + 1, due, until } }
}

/** Whether a timer is that of the present wait, and its time has come. */
export function isDue(instance: WorkflowInstance, key: string, at: string): boolean {
  const { due } = instance.wait
  return due !== null && waitKey(instance) === key && Date.parse(due) <= Date.parse(at)
}

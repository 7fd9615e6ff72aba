// What ends a waiting workflow from outside (spec W2): an agent who writes, a finish, a merge. The automatic finish only
// where the step says so: silence is what a step waits through.
import type { Context } from '../automation/context.js'
import type { Command } from '../thread/command.js'
import type { Draft } from '../thread/draft.js'
import { chatOf } from '../thread/thread.js'
import { factsBeside, withTrace } from './begin.js'
import { topOf } from './instance.js'
import { ended, type Moved, runOn, traced, workflowOf } from './run-on.js'
import type { Run, Running } from './running.js'
import { AGENTS } from './ways.js'
import type { Interruption, WorkflowStep } from './workflow.js'

export type Interrupter = 'agent' | 'finish' | 'silence' | 'merge'

const DEFAULT: readonly Interruption[] = ['agent', 'finish']

export function isInterruptedBy(step: WorkflowStep | undefined, by: Interruption | 'merge'): boolean {
  if (by === 'merge' || step === undefined) return true
  return (('interruptedBy' in step ? step.interruptedBy : undefined) ?? DEFAULT).includes(by)
}

/** Ends the workflow of the chat, or leads it to the step for interruptions, unless the step says otherwise. */
export async function interrupt(
  draft: Draft,
  number: number,
  by: Interrupter,
  command: Command,
  context: Context,
): Promise<Draft> {
  const found = interruptible(draft, number, by, context)
  if (found === null) return draft
  const { instance, to } = found
  const run: Run = { draft, instance: { ...instance, resumes: instance.resumes + 1 }, steps: [], said: 0 }
  const facts = to === null ? null : factsBeside(draft, number, command, context)
  const { rules } = context
  if (to === null || facts === null || rules === null) return left(run, number, by, command)
  const running: Running = { context, rules, command, chat: number, facts, isAnswer: false }
  const taken = traced(run, 'interrupted', to, {})
  const stack = taken.instance.stack.with(-1, { ...topOf(taken.instance), step: to })
  const moved = await runOn({ ...taken, instance: { ...taken.instance, stack } }, running)
  return withTrace(moved, running, instance, { kind: 'interrupted', by })
}

function interruptible(draft: Draft, number: number, by: Interrupter, context: Context) {
  const instance = chatOf(draft.thread, number)?.workflow
  if (instance === undefined) return null
  const frame = topOf(instance)
  const compiled = context.rules === null ? null : workflowOf(frame, { rules: context.rules })
  const step = compiled?.steps.get(frame.step)?.step
  if (!isInterruptedBy(step, by)) return null
  const to = by === 'merge' ? null : (compiled?.target(frame.step, 'interrupted') ?? null)
  return { instance, to: to === AGENTS ? null : to }
}

function left(run: Run, chat: number, by: Interrupter, command: Command): Draft {
  const running = { chat, command }
  const moved: Moved = ended(traced(run, 'interrupted', AGENTS, {}), running, 'interrupted', by)
  return withTrace(moved, running, run.instance, { kind: 'interrupted', by })
}

// Lets a run go on until it waits or ends. The machine says which step follows which; the limits are counted here.

import type { Chat } from '../chat/chat.js'
import { withEvents } from '../thread/draft.js'
import { chatOf, withChat } from '../thread/thread.js'
import type { CompiledStep, CompiledWorkflow } from './compiled-workflow.js'
import { enter } from './enter.js'
import type { Entered } from './entered.js'
import { withReason } from './hand-over.js'
import { DEEPEST_NESTING, type Frame, MOST_STEPS, topOf, type WorkflowInstance, withTop } from './instance.js'
import { type Run, type Running, withAnswer } from './running.js'
import { AGENTS, type WayEvent } from './ways.js'
import { HANDOVER_REASONS, type HandoverReason, type WorkflowEnd } from './workflow-end.js'
import type { StepTrace, WorkflowTrace } from './workflow-trace.js'

/** A run after a command: the draft holds what is left of it. */
export interface Moved {
  readonly run: Run
  readonly now: WorkflowTrace['now']
}

/** Where a run is moved, for what needs no rules. */
export type Place = Pick<Running, 'chat' | 'command'>

/** Enters the step where the run stands, and goes on from there. */
export async function runOn(start: Run, running: Running): Promise<Moved> {
  let run = start
  for (let count = 1; ; count += 1) {
    if (count > MOST_STEPS) return handedOver(run, running, 'too-many-steps')
    const frame = topOf(run.instance)
    const compiled = workflowOf(frame, running).steps.get(frame.step)
    if (compiled === undefined) return handedOver(run, running, 'missing-step')
    const visited = visit(frame, compiled)
    if (visited === null) {
      const moved = follow(run, running, 'else', {}, 'at-most')
      if ('now' in moved) return moved
      run = moved.run
      continue
    }
    run = { ...run, instance: withTop(run.instance, visited) }
    const next = goOn(await enter(run, running, compiled), running)
    if ('now' in next) return next
    run = next.run
  }
}

/** What comes of a step that was entered, or resumed. */
export function goOn(entered: Entered, running: Running): Moved | { readonly run: Run } {
  const { run, told } = entered
  if ('wait' in entered) {
    const { wait } = entered
    const { step } = topOf(run.instance)
    const until = wait.due
    const instance: WorkflowInstance = { ...run.instance, wait }
    const stays = kept(traced({ ...run, instance }, 'waits', null, told), running, instance)
    const event = { type: 'workflow.waiting', workflow: instance.workflow, step, until } as const
    const draft = withEvents(stays.draft, { ...event, chat: running.chat, at: running.command.at })
    return { run: { ...stays, draft }, now: { state: 'waiting', step, until } }
  }
  if ('into' in entered) return intoNested(run, running, entered.into)
  if ('over' in entered) {
    if (entered.over === 'ended') return endOfFrame(run, running)
    const { reason } = entered
    return reason === 'step'
      ? ended(traced(run, 'hands over', null, told), running, 'handed-over', reason)
      : handedOver(traced(run, 'hands over', null, told), running, reason)
  }
  const answered = entered.answer === undefined ? run : { ...run, instance: withAnswer(run.instance, entered.answer) }
  return follow(answered, running, entered.go, told, REASON_OF[entered.go] ?? 'missing-step')
}

const REASON_OF: { readonly [event in WayEvent]?: HandoverReason } = {
  'gave up': 'gave-up',
  failed: 'failed',
  unknown: 'unknown-moment',
  else: 'at-most',
}

/** Takes the way of the machine; where that is the agents', for that reason. */
function follow(
  run: Run,
  running: Running,
  event: WayEvent,
  told: Entered['told'],
  reason: HandoverReason,
): Moved | { readonly run: Run } {
  const frame = topOf(run.instance)
  const to = workflowOf(frame, running).target(frame.step, event)
  if (to === null) return handedOver(traced(run, event, null, told), running, 'missing-step')
  const taken = traced(run, event, to, told)
  if (to === AGENTS) return handedOver(taken, running, reason)
  return { run: { ...taken, instance: withTop(taken.instance, { ...topOf(taken.instance), step: to }) } }
}

function intoNested(run: Run, running: Running, id: string): Moved | { readonly run: Run } {
  const nested = running.rules.workflows.get(id)
  if (nested === undefined) return handedOver(traced(run, 'run', null, {}), running, 'missing-workflow')
  if (run.instance.stack.length >= DEEPEST_NESTING) return handedOver(traced(run, 'run', null, {}), running, 'too-deep')
  const stack = [...run.instance.stack, firstFrame(nested)]
  return {
    run: { ...traced(run, 'run', `${id}/${nested.definition.start}`, {}), instance: { ...run.instance, stack } },
  }
}

/** The outer workflow goes on with the answers of the inner one as the answer of its step. */
function endOfFrame(run: Run, running: Running): Moved | { readonly run: Run } {
  const over = traced(run, 'ends', null, {})
  const { stack } = run.instance
  if (stack.length === 1) return ended(over, running, 'ended')
  const { answers } = topOf(run.instance)
  const outer = withAnswer({ ...run.instance, stack: stack.slice(0, -1) }, answers)
  return follow({ ...over, instance: outer }, running, 'next', {}, 'missing-step')
}

export function firstFrame({ definition, version }: CompiledWorkflow): Frame {
  return { definition, version, step: definition.start, visits: {}, answers: {} }
}

export function workflowOf({ definition, version }: Frame, { rules }: Pick<Running, 'rules'>): CompiledWorkflow {
  const current = rules.workflows.get(definition.id)
  return current?.version === version ? current : rules.workflowOf(definition, version)
}

/** The frame with the step counted; `null` where it may not be entered again. */
function visit(frame: Frame, { step, name }: CompiledStep): Frame | null {
  const atMost = 'atMost' in step ? step.atMost : undefined
  if (atMost === undefined) return frame
  const visits = (Object.hasOwn(frame.visits, name) ? (frame.visits[name] ?? 0) : 0) + 1
  return visits > atMost ? null : { ...frame, visits: { ...frame.visits, [name]: visits } }
}

/** Leaves the chat to agents for a reason that no step foresaw; a note tells them. */
export function handedOver(run: Run, running: Place, reason: HandoverReason): Moved {
  const noted = isUnforeseen(reason) ? withReason(run, running, reason) : run
  return ended(noted, running, 'handed-over', reason)
}

function isUnforeseen(reason: HandoverReason): reason is keyof typeof HANDOVER_REASONS {
  return Object.hasOwn(HANDOVER_REASONS, reason)
}

export function ended(run: Run, running: Place, how: WorkflowEnd, reason?: HandoverReason): Moved {
  const why = reason === undefined ? {} : { reason }
  const { workflow } = run.instance
  const { step } = topOf(run.instance)
  const left = kept(run, running, null)
  const event = {
    type: 'workflow.ended',
    chat: running.chat,
    at: running.command.at,
    workflow,
    step,
    how,
    ...why,
  } as const
  return { run: { ...left, draft: withEvents(left.draft, event) }, now: { state: how, ...why } }
}

export function traced(run: Run, event: string, to: string | null, told: Entered['told']): Run {
  const { definition, step } = topOf(run.instance)
  const one: StepTrace = { workflow: definition.id, step, event, to, ...told }
  return { ...run, steps: [...run.steps, one] }
}

function kept(run: Run, { chat }: Place, instance: WorkflowInstance | null): Run {
  const here = chatOf(run.draft.thread, chat)
  if (here === null) return run
  return { ...run, draft: { ...run.draft, thread: withChat(run.draft.thread, withWorkflow(here, instance)) } }
}

export function withWorkflow(chat: Chat, instance: WorkflowInstance | null): Chat {
  if (instance !== null) return { ...chat, workflow: instance }
  const { workflow: _, ...rest } = chat
  return rest
}

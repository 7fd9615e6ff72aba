// What a command does to the workflows of its thread: after the lifecycle, before rules (docs/decisions/0016-workflows.md).
import type { Context } from '../automation/context.js'
import { passFacts } from '../automation/facts.js'
import { isByRobot } from '../automation/time-rules.js'
import type { ChatView } from '../chat/view.js'
import type { Command } from '../thread/command.js'
import type { Draft } from '../thread/draft.js'
import type { DomainEvent } from '../thread/event.js'
import type { Refusal } from '../thread/refusal.js'
import { chatOf, type Thread } from '../thread/thread.js'
import { begin, factsBeside, withTrace } from './begin.js'
import type { Input } from './input.js'
import { type Interrupter, interrupt } from './interrupt.js'
import { isDue, resume } from './resume.js'
import { ended, handedOver, traced } from './run-on.js'

export interface MovedWorkflows {
  readonly draft: Draft
  /** The chat whose workflow took the message as an answer; `null`: none did. */
  readonly answered: number | null
}

export async function moveWorkflows(
  start: Draft,
  command: Command,
  before: ChatView | null,
  context: Context,
): Promise<MovedWorkflows> {
  if (command.type === 'start-workflow') return { draft: await started(start, command, context), answered: null }
  if (!start.thread.chats.some((chat) => chat.workflow !== undefined)) return { draft: start, answered: null }
  if (command.type === 'cancel-workflow') return { draft: cancelled(start, command), answered: null }
  if (command.type === 'call-outcome') {
    const { call, outcome, chat } = command
    const resumed = await given(start, chat, { kind: 'outcome', call, outcome }, command, context)
    return { draft: { ...resumed.draft, outcome: 'workflow-moved' }, answered: null }
  }
  if (command.type === 'timer' && command.kind === 'workflow') {
    const instance = chatOf(start.thread, command.chat)?.workflow
    if (instance === undefined || !isDue(instance, command.key, command.at)) return { draft: start, answered: null }
    return { draft: (await given(start, command.chat, { kind: 'timer' }, command, context)).draft, answered: null }
  }
  let draft = start
  let answered: number | null = null
  for (const event of start.events) {
    for (const [chat, by] of interruptionsIn(event)) draft = await interrupt(draft, chat, by, command, context)
    if (event.type !== 'message.received' || command.type !== 'customer.message' || isByRobot(command)) continue
    const { messageId: message, text, attachments, payload } = command
    const input = { kind: 'message' as const, message, text, attachments, payload }
    const isAsked = chatOf(draft.thread, event.chat)?.workflow?.wait.for === 'answer'
    const resumed = await given(draft, event.chat, input, command, context, { event, before })
    draft = resumed.draft
    if (resumed.isTaken && isAsked) answered = event.chat
  }
  return { draft, answered }
}

function interruptionsIn(event: DomainEvent): readonly (readonly [chat: number, by: Interrupter])[] {
  switch (event.type) {
    case 'message.sent':
      return [[event.chat, 'agent']]
    case 'chat.finished':
      return [[event.chat, event.by === 'timer' ? 'silence' : 'finish']]
    case 'chat.merged':
      return [
        [event.merged, 'merge'],
        [event.into, 'merge'],
      ]
    default:
      return []
  }
}

async function given(
  draft: Draft,
  chat: number,
  input: Input,
  command: Command,
  context: Context,
  received?: { readonly event: Extract<DomainEvent, { type: 'message.received' }>; readonly before: ChatView | null },
) {
  const instance = chatOf(draft.thread, chat)?.workflow
  if (instance === undefined) return { draft, isTaken: false }
  const { rules } = context
  if (rules === null) {
    const run = { draft, instance: { ...instance, resumes: instance.resumes + 1 }, steps: [], said: 0 }
    const moved = handedOver(run, { chat, command }, 'missing-workflow')
    return { draft: withTrace(moved, { chat }, instance, { kind: 'timer' }), isTaken: true }
  }
  const facts =
    received === undefined
      ? factsBeside(draft, chat, command, context)
      : passFacts(
          draft,
          { kind: 'event', type: 'message.received', event: received.event, chat, isCascade: false },
          command,
          received.before,
          context,
        )
  if (facts === null) return { draft, isTaken: false }
  return resume(draft, chat, input, command, facts, rules, context)
}

async function started(
  draft: Draft,
  command: Extract<Command, { type: 'start-workflow' }>,
  context: Context,
): Promise<Draft> {
  const { rules } = context
  const workflow = rules?.workflows.get(command.workflow)
  const facts = factsBeside(draft, command.chat, command, context)
  if (rules === null || workflow === undefined || facts === null) return draft
  const because = command.agent === undefined ? {} : { agent: command.agent }
  const { chat, id } = command
  const next = await begin(draft, { chat, workflow, rules, context, facts, command, id, because })
  return { ...next, outcome: 'workflow-started' }
}

function cancelled(draft: Draft, command: Extract<Command, { type: 'cancel-workflow' }>): Draft {
  const instance = chatOf(draft.thread, command.chat)?.workflow
  if (instance === undefined) return draft
  const place = { chat: command.chat, command }
  const moved = ended(traced({ draft, instance, steps: [], said: 0 }, 'cancelled', null, {}), place, 'cancelled')
  const because = { kind: 'cancelled' as const, ...(command.agent === undefined ? {} : { agent: command.agent }) }
  return { ...withTrace(moved, place, instance, because), outcome: 'workflow-cancelled' }
}

/** Why a command about a workflow changes nothing; `null`: nothing speaks against it, or it isn't one. */
export function workflowRefusal(thread: Thread, command: Command, context: Context): Refusal | null {
  switch (command.type) {
    case 'start-workflow': {
      if (!context.rules?.workflows.has(command.workflow))
        return { code: 'not-found', message: `There is no workflow ${command.workflow}`, pointer: '/workflow' }
      const running = chatOf(thread, command.chat)?.workflow
      if (running === undefined) return null
      const message = `The workflow ${running.workflow} runs in chat ${command.chat}; cancel it first`
      return { code: 'workflow-running', message }
    }
    case 'cancel-workflow':
      if (chatOf(thread, command.chat)?.workflow !== undefined) return null
      return { code: 'no-workflow', message: `No workflow runs in chat ${command.chat}` }
    case 'call-outcome': {
      const wait = chatOf(thread, command.chat)?.workflow?.wait
      if (wait?.for === 'outcome' && wait.call === command.call) return null
      return { code: 'not-waiting', message: `No workflow in chat ${command.chat} waits for that`, pointer: '/call' }
    }
    default:
      return null
  }
}

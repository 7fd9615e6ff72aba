import type { Acted, Acting } from '../automation/act.js'
import type { Context } from '../automation/context.js'
import { type PassFacts, passFacts } from '../automation/facts.js'
import type { CompiledRules } from '../rules/compiled-rules.js'
import { type Draft, withEvents } from '../thread/draft.js'
import { chatOf } from '../thread/thread.js'
import type { CompiledWorkflow } from './compiled-workflow.js'
import type { WorkflowInstance } from './instance.js'
import { firstFrame, type Moved, runOn } from './run-on.js'
import type { Running } from './running.js'
import type { WorkflowCause, WorkflowTrace } from './workflow-trace.js'

interface Beginning {
  readonly chat: number
  readonly workflow: CompiledWorkflow
  readonly rules: CompiledRules
  readonly context: Context
  readonly facts: PassFacts
  readonly command: { readonly id: string; readonly at: string }
  /** Names the run. */
  readonly id: string
  readonly because: { readonly rule?: string; readonly agent?: string }
}

/** Starts a workflow in a chat that has none, and lets it run until it waits. */
export async function begin(draft: Draft, beginning: Beginning): Promise<Draft> {
  const { chat, workflow, rules, context, facts, command, id, because } = beginning
  const instance: WorkflowInstance = {
    id,
    workflow: workflow.definition.id,
    startedAt: command.at,
    stack: [firstFrame(workflow)],
    resumes: 0,
    wait: { for: 'answer', left: 0, due: null },
  }
  const event = {
    type: 'workflow.started',
    chat,
    at: command.at,
    workflow: workflow.definition.id,
    ...because,
  } as const
  const running: Running = { context, rules, command, chat, facts, isAnswer: false }
  const moved = await runOn({ draft: withEvents(draft, event), instance, steps: [], said: 0 }, running)
  return withTrace(moved, running, instance, { kind: 'started', ...because })
}

/** The action `start-workflow` of a rule. */
export async function beginByRule(draft: Draft, id: string, acting: Acting): Promise<Acted> {
  const { rules } = acting.context
  const workflow = rules?.workflows.get(id)
  const chat = chatOf(draft.thread, acting.chat)
  if (rules === null || workflow === undefined || chat === null)
    return { draft, outcome: { kind: 'error', code: 'unknown-workflow', message: `There is no workflow ${id}` } }
  if (chat.workflow !== undefined) return { draft, outcome: { kind: 'withheld', by: 'busy' } }
  const { context, facts, at, rule } = acting
  const command = { id: acting.id, at }
  const because = { rule: rule.rule.id }
  const next = await begin(draft, {
    chat: chat.number,
    workflow,
    rules,
    context,
    facts,
    command,
    id: acting.id,
    because,
  })
  return { draft: next, outcome: { kind: 'done' } }
}

/** The draft with what the command did to the run in its trace. */
export function withTrace(
  { run, now }: Moved,
  { chat }: Pick<Running, 'chat'>,
  instance: WorkflowInstance,
  because: WorkflowCause,
  migratedTo?: string,
): Draft {
  const trace: WorkflowTrace = {
    chat,
    workflow: instance.workflow,
    run: instance.id,
    version: instance.stack[0]?.version ?? '',
    because,
    ...(migratedTo === undefined ? {} : { migratedTo }),
    steps: run.steps,
    now,
  }
  return { ...run.draft, workflows: [...(run.draft.workflows ?? []), trace] }
}

/** The facts of something that no rule trigger stands for: a timer, a call's outcome, a start by hand. */
export function factsBeside(
  draft: Draft,
  chat: number,
  command: Parameters<typeof passFacts>[2],
  context: Context,
): PassFacts | null {
  const time = { after: 'PT0S', since: 'message.received' as const }
  return passFacts(draft, { kind: 'time', time, rule: '', anchor: command.at, chat }, command, null, context)
}

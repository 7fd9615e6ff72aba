import { topOf, type WorkflowInstance } from '../core/workflow/instance.js'
import type { Dispatching } from './dispatch.js'
import { refuse } from './refused-error.js'

export interface WorkflowFilter {
  /** Id of the workflow. */
  readonly workflow?: string
  /** Newest chat first, below this number. */
  readonly below?: number
  /** 1–1,000, default 100. */
  readonly limit?: number
}

/** A workflow that runs in a chat, and where it stands. Times are ISO 8601 UTC. */
export interface RunningWorkflow {
  readonly chat: number
  readonly channel: string
  /** The customer's id on the channel. */
  readonly customer: string
  readonly workflow: string
  readonly name: string | null
  /** Names what the workflow said when it started; another one than the present version's where it has changed since. */
  readonly version: string
  readonly startedAt: string
  /** Workflows inside each other, outermost first, each with its step. */
  readonly stack: readonly { readonly workflow: string; readonly step: string }[]
  /** The step of the innermost. */
  readonly step: string
  readonly waitsFor: WorkflowInstance['wait']['for']
  /** When it goes on by itself; `null`: never. */
  readonly until: string | null
  /** Id of the effect `call` whose outcome it waits for. */
  readonly call: string | null
  /** How often something from outside let it go on. */
  readonly resumes: number
}

/** Newest chat first. */
export async function runningWorkflows(desk: Dispatching, filter: WorkflowFilter): Promise<readonly RunningWorkflow[]> {
  for (const name of ['limit', 'below'] as const) {
    const value = filter[name]
    if (value !== undefined && !Number.isSafeInteger(value))
      refuse('invalid', `${name} must be a whole number`, { pointer: `/${name}` })
  }
  const found = await desk.store.chats(desk.workspace, { ...filter, isInWorkflow: true })
  return found.flatMap(({ thread, chat }) =>
    chat.workflow === undefined ? [] : [shown(chat.number, thread.channel, thread.customer, chat.workflow)],
  )
}

function shown(chat: number, channel: string, customer: string, instance: WorkflowInstance): RunningWorkflow {
  const { workflow, startedAt, stack, wait, resumes } = instance
  const [outermost] = stack
  return {
    chat,
    channel,
    customer,
    workflow,
    name: outermost?.definition.name ?? null,
    version: outermost?.version ?? '',
    startedAt,
    stack: stack.map(({ definition, step }) => ({ workflow: definition.id, step })),
    step: topOf(instance).step,
    waitsFor: wait.for,
    until: wait.for === 'retry' ? (wait.until ?? wait.due) : wait.due,
    call: wait.for === 'outcome' ? wait.call : null,
    resumes,
  }
}

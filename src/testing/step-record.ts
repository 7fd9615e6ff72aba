import type { ChatView } from '../core/chat/view.js'
import type { Effect } from '../core/effect/effect.js'
import type { Verdict } from '../core/rules/verdict.js'
import type { DomainEvent } from '../core/thread/event.js'
import type { PassTrace } from '../core/trace.js'
import type { WorkflowTrace } from '../core/workflow/workflow-trace.js'
import type { RunningWorkflow } from '../desk/running-workflows.js'

/** What one step of a scenario did. */
export interface StepRecord {
  /** JSON pointer to the step. */
  readonly pointer: string
  /** The moment after it, ISO 8601 UTC. */
  readonly at: string
  /** How the step's command was taken; `null` where there was none or it was refused. */
  readonly outcome: string | null
  readonly refused: { readonly code: string; readonly message: string } | null
  /** The customer's current chat, or the one that the step names. */
  readonly chat: ChatView | null
  /** The customer's chats on the channel, oldest first. */
  readonly chats: readonly ChatView[]
  /** What automation wrote to customers. */
  readonly messages: readonly string[]
  /** What automation wrote to agents. */
  readonly notes: readonly string[]
  readonly effects: readonly Effect[]
  readonly events: readonly DomainEvent[]
  readonly verdicts: readonly Verdict[]
  /** What was judged when, with the facts that the rules saw. */
  readonly passes: readonly PassTrace[]
  /** What workflows did. */
  readonly workflows: readonly WorkflowTrace[]
  /** The workflow that runs in `chat`. */
  readonly workflow: RunningWorkflow | null
  readonly warnings: readonly string[]
}

/** Every word that a verdict answers to: `withheld`, `withheld: once`, and `matched` too where only some actions were held back. */
export function wordsOf(verdict: Verdict): readonly string[] {
  switch (verdict.kind) {
    case 'matched':
      return [
        'matched',
        ...verdict.actions.flatMap(({ outcome }) => (outcome.kind === 'withheld' ? held(outcome.by) : [])),
      ]
    case 'withheld':
      return held(verdict.by)
    case 'stopped':
      return ['stopped', `stopped: ${typeof verdict.by === 'string' ? verdict.by : verdict.by.rule}`]
    case 'error':
      return ['error', `error: ${verdict.code}`]
    case 'failed':
    case 'ruled-out':
    case 'disabled':
      return [verdict.kind]
    default:
      return verdict satisfies never
  }
}

function held(by: string): readonly string[] {
  return ['withheld', `withheld: ${by}`]
}

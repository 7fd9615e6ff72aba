import type { RunningWorkflow } from '../../desk/running-workflows.js'

export interface WorkflowsQuery {
  /** Id of a workflow. */
  readonly workflow?: string
  /** `next` of the page before. */
  readonly cursor?: string
  /**
   * Workflows of one page; default 50.
   * @minimum 1
   * @maximum 200
   * @TJS-type integer
   */
  readonly limit?: number
}

/** Newest chat first. */
export interface WorkflowPage {
  readonly items: readonly RunningWorkflow[]
  /** The next page's `cursor`; `null`: this is the last one. */
  readonly next: string | null
}

export interface StartWorkflowBody {
  /** Id of a workflow of the rules in force. */
  readonly workflow: string
  /** Who starts it. */
  readonly agent?: string
}

export interface CancelWorkflowQuery {
  /** Who cancels it. */
  readonly agent?: string
}

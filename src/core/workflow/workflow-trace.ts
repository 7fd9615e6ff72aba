import type { Json } from '../json.js'
import type { ActionTrace, Finding, WithheldBy } from '../rules/verdict.js'
import type { HandoverReason, WorkflowEnd } from './workflow-end.js'

/** What let a workflow go on, or left it as it was. */
export type WorkflowCause =
  | { readonly kind: 'started'; readonly rule?: string; readonly agent?: string }
  /** `pressed`: a button, its option from 0 on. */
  | { readonly kind: 'message'; readonly message: string; readonly pressed?: number }
  | { readonly kind: 'timer' }
  | { readonly kind: 'outcome'; readonly call: string; readonly failure?: string }
  | { readonly kind: 'interrupted'; readonly by: 'agent' | 'finish' | 'silence' | 'merge' }
  | { readonly kind: 'cancelled'; readonly agent?: string }

/** One step, what it did, and where it led. */
export interface StepTrace {
  readonly workflow: string
  readonly step: string
  /** The event of the machine; `waits`: it stays; `ends`; `handed over`. */
  readonly event: string
  /** `null`: it waits or the run is over. */
  readonly to: string | null
  /** Id of what it said. */
  readonly message?: string
  readonly withheld?: WithheldBy
  /** What was taken as the answer, chosen or returned. */
  readonly answer?: Json
  /** `choose`: of each case that didn't hold, in order, the first comparison that failed; `null`: it could not be judged. */
  readonly failed?: readonly (Finding | null)[]
  /** `do`: its actions. */
  readonly actions?: readonly ActionTrace[]
  /** What went wrong. */
  readonly problem?: string
}

/** What one command did to one run. */
export interface WorkflowTrace {
  readonly chat: number
  readonly workflow: string
  readonly run: string
  /** Of the outermost workflow. */
  readonly version: string
  readonly because: WorkflowCause
  /** The version that it was moved to by `migrate`. */
  readonly migratedTo?: string
  readonly steps: readonly StepTrace[]
  readonly now:
    | { readonly state: 'waiting'; readonly step: string; readonly until: string | null }
    | { readonly state: WorkflowEnd; readonly reason?: HandoverReason }
}

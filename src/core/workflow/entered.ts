import type { Json } from '../json.js'
import type { Wait } from './instance.js'
import type { Run } from './running.js'
import type { WayEvent } from './ways.js'
import type { HandoverReason } from './workflow-end.js'
import type { StepTrace } from './workflow-trace.js'

/** What of a step is told in the trace. */
export type Told = Pick<StepTrace, 'message' | 'withheld' | 'answer' | 'failed' | 'actions' | 'problem'>

export type Entered = { readonly run: Run; readonly told: Told } & (
  | { readonly go: WayEvent; readonly answer?: Json }
  | { readonly wait: Wait }
  | { readonly into: string }
  | { readonly over: 'ended' }
  | { readonly over: 'handed-over'; readonly reason: HandoverReason }
)

import type { FinishedBy, Status } from '../chat/lifecycle.js'
import type { Json } from '../json.js'
import type { HandoverReason, WorkflowEnd } from '../workflow/workflow-end.js'

interface EventBase {
  readonly chat: number
  readonly at: string
}

/** One changed detail of a chat. */
export interface Change {
  readonly from: Json
  readonly to: Json
}

export type ChangedDetail = 'subject' | 'status' | 'tags' | 'fields' | 'priority' | 'assignee'
export type ChangeSet = { readonly [detail in ChangedDetail]?: Change }

/** Who caused an event. */
export type Actor = 'customer' | 'agent' | 'timer' | 'automation'

/** What happened, past tense. The names of rule triggers (spec 2.2) plus what only screens care about. */
export type DomainEvent =
  | (EventBase & { readonly type: 'chat.started'; readonly by: 'customer' })
  | (EventBase & { readonly type: 'chat.started-by-agent'; readonly agent: string })
  | (EventBase & { readonly type: 'chat.split-off'; readonly from: number; readonly agent: string })
  | (EventBase & { readonly type: 'chat.reopened'; readonly by: 'customer'; readonly from: Status })
  | (EventBase & { readonly type: 'chat.resumed'; readonly agent: string; readonly from: Status })
  | (EventBase & { readonly type: 'message.received'; readonly message: string })
  | (EventBase & { readonly type: 'message.sent'; readonly message: string; readonly agent: string })
  | (EventBase & { readonly type: 'message.automated'; readonly message: string; readonly rule: string })
  | (EventBase & { readonly type: 'message.edited'; readonly message: string })
  | (EventBase & { readonly type: 'message.deleted'; readonly message: string })
  | (EventBase & {
      readonly type: 'message.delivery'
      readonly message: string
      readonly delivery: string
      /** Why it failed, or may have. */
      readonly code?: string
    })
  | (EventBase & {
      readonly type: 'chat.finished'
      readonly by: FinishedBy
      readonly status: Status
      readonly agent?: string
    })
  | (EventBase & { readonly type: 'chat.finish-soon'; readonly due: string })
  | (EventBase & { readonly type: 'chat.postponed'; readonly due: string })
  | (EventBase & {
      readonly type: 'chat.merged'
      readonly into: number
      readonly merged: number
      readonly agent: string
    })
  | (EventBase & { readonly type: 'chat.unmerged'; readonly out: number; readonly agent: string })
  | (EventBase & {
      readonly type: 'chat.updated'
      readonly by: Actor
      readonly agent?: string
      readonly changes: ChangeSet
    })
  | (EventBase & {
      readonly type: 'workflow.started'
      readonly workflow: string
      readonly rule?: string
      readonly agent?: string
    })
  /** It has come to a step that waits; `until`: for no longer than that. */
  | (EventBase & {
      readonly type: 'workflow.waiting'
      readonly workflow: string
      readonly step: string
      readonly until: string | null
    })
  | (EventBase & {
      readonly type: 'workflow.ended'
      readonly workflow: string
      /** Where it stood last. */
      readonly step: string
      readonly how: WorkflowEnd
      readonly reason?: HandoverReason
    })
  | (EventBase & { readonly type: 'note.added'; readonly message: string; readonly agent?: string })

import type { Assignee, Priority } from '../chat/chat.js'
import type { Status } from '../chat/lifecycle.js'
import type { Json } from '../json.js'
import type { CustomerInput } from './contact.js'
import type { Attachment, Delivery, DeliveryFailure } from './message.js'

interface CommandBase {
  /** Unique; message and effect ids are derived from it, so that a retry makes the same ones. */
  readonly id: string
  /** The clock's moment of arrival, ISO 8601 UTC with milliseconds. */
  readonly at: string
}

/** What can be changed on a chat without moving its lifecycle. `fields` are merged, a `null` value removes one. */
export interface Changes {
  readonly subject?: string | null
  readonly tags?: readonly string[]
  readonly fields?: { readonly [name: string]: Json }
  readonly priority?: Priority
  readonly assignee?: Assignee
}

export type Command =
  | (CommandBase & {
      readonly type: 'customer.message'
      readonly channel: string
      readonly customer: CustomerInput
      readonly messageId: string
      readonly text: string
      readonly attachments: readonly Attachment[]
      readonly sentAt?: string
      readonly automated?: boolean
      readonly language?: string
      /** Of a group: who wrote it. */
      readonly authorName?: string
      /** Of the button that was pressed. */
      readonly payload?: string
    })
  | (CommandBase & {
      readonly type: 'agent.message'
      readonly chat: number
      readonly agent: string
      readonly text: string
      readonly attachments: readonly Attachment[]
      readonly messageId?: string
      /** Already typed in the provider's own inbox: recorded, not sent again. */
      readonly echo?: boolean
    })
  | (CommandBase & {
      readonly type: 'start'
      readonly channel: string
      readonly customer: CustomerInput
      readonly agent: string
      readonly text: string
      readonly attachments: readonly Attachment[]
      readonly messageId?: string
      readonly echo?: boolean
    })
  | (CommandBase & {
      readonly type: 'note'
      readonly chat: number
      readonly agent: string
      readonly text: string
      readonly attachments: readonly Attachment[]
    })
  | (CommandBase & { readonly type: 'finish'; readonly chat: number; readonly agent: string; readonly status: Status })
  | (CommandBase & { readonly type: 'postpone'; readonly chat: number; readonly agent?: string })
  | (CommandBase & { readonly type: 'split'; readonly chat: number; readonly agent: string; readonly from?: string })
  | (CommandBase & { readonly type: 'merge'; readonly chat: number; readonly agent: string })
  | (CommandBase & { readonly type: 'unmerge'; readonly chat: number; readonly agent: string })
  | (CommandBase & {
      readonly type: 'update'
      readonly chat: number
      readonly agent?: string
      readonly changes: Changes
      /** What was learned of the chat's customer. */
      readonly learned?: Omit<CustomerInput, 'id'>
      readonly status?: Status
      /** The version the editor saw; another one is refused `conflict`. */
      readonly ifVersion?: number
    })
  | (CommandBase & {
      readonly type: 'edit'
      readonly messageId: string
      readonly text?: string
      readonly deleted?: true
    })
  | (CommandBase & { readonly type: 'timer'; readonly kind: TimerKind; readonly chat: number; readonly key: string })
  | (CommandBase & {
      readonly type: 'start-workflow'
      readonly chat: number
      readonly workflow: string
      readonly agent?: string
    })
  | (CommandBase & { readonly type: 'cancel-workflow'; readonly chat: number; readonly agent?: string })
  /** What a function returned that a workflow waits for; `call` is the effect's id. */
  | (CommandBase & {
      readonly type: 'call-outcome'
      readonly chat: number
      readonly call: string
      readonly outcome: CallOutcome
    })
  | (CommandBase & {
      readonly type: 'delivery'
      readonly messageId: string
      readonly delivery: Delivery
      readonly failure?: DeliveryFailure
      /** Changes nothing where the message is known to have been sent: what a receipt said outweighs our own attempt. */
      readonly unlessSent?: true
    })

export type CallOutcome =
  | { readonly ok: true; readonly value: Json }
  /** A sentence for people. */
  | { readonly ok: false; readonly message: string }

export type CommandType = Command['type']

/** `silence`: the automatic finish and its warning. `rule`: a time rule, key = its id. `delayed`: a message with `delay`, key = its effect id. `workflow`: what a workflow waits for, key = its run and wait. */
export type TimerKind = 'silence' | 'rule' | 'delayed' | 'workflow'

import type { Json } from '../json.js'
import type { Attachment } from '../thread/message.js'

interface EffectBase {
  /** Derived from (event id, rule id, rule-set version, action index): the idempotency key of whatever is done with it. */
  readonly id: string
  readonly chat: number
  readonly at: string
  /** Absent for what an agent did. */
  readonly rule?: string
}

/** A question with answers to choose from, for channels that have buttons; `text` of the message has them as a numbered list. */
export interface Choices {
  /** The question alone. */
  readonly text: string
  readonly options: readonly Option[]
}

export interface Option {
  readonly label: string
  /** Comes back as `payload` of the customer's message when this is pressed. At most 40 characters of ASCII. */
  readonly payload: string
}

/** Who is told or written to inside the helpdesk. */
export type Recipients = { readonly agents: readonly string[] } | { readonly group: string }

/** What the outside world is asked to do. Plain data; the shell delivers it. */
export type Effect =
  | (EffectBase & {
      readonly type: 'send-message'
      readonly channel: string
      readonly customer: string
      /** Id of the message in the thread, whose `delivery` follows the outcome. */
      readonly message: string
      readonly text: string
      readonly attachments: readonly Attachment[]
      readonly agent?: string
      readonly choices?: Choices
    })
  | (EffectBase & {
      readonly type: 'send-email'
      readonly to: { readonly customer: string; readonly email: string } | Recipients
      readonly subject: string
      readonly text: string
      readonly html: string
    })
  | (EffectBase & { readonly type: 'notify'; readonly to: Recipients; readonly text: string })
  | (EffectBase & { readonly type: 'webhook'; readonly url: string; readonly body: Json; readonly secret?: string })
  | (EffectBase & { readonly type: 'start-workflow'; readonly workflow: string })
  | (EffectBase & {
      readonly type: 'call'
      readonly name: string
      readonly args: Json
      /** A workflow waits for what it returns: one attempt, whose outcome comes back as the command `call-outcome`. */
      readonly isAwaited?: true
    })

export type EffectType = Effect['type']

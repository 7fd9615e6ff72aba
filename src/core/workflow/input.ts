import type { CallOutcome } from '../thread/command.js'
import type { Attachment } from '../thread/message.js'

/** What reaches a run that waits. */
export type Input =
  | {
      readonly kind: 'message'
      readonly message: string
      readonly text: string
      readonly attachments: readonly Attachment[]
      readonly payload: string | undefined
    }
  | { readonly kind: 'timer' }
  | { readonly kind: 'outcome'; readonly call: string; readonly outcome: CallOutcome }

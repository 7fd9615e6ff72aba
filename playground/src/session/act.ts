// What a user of the playground does, one after the other; time passes only by `until`. Plain JSON: a session is these
// acts and what they start from, and playing them again gives the same frames.
import type { Attachment, Changes, Status } from 'caseline'
import type { RuleText } from './session.js'

interface OnChat {
  readonly chat: number
  readonly agent: string
}

export type Act =
  | {
      readonly type: 'customer'
      readonly channel: string
      /** Id of one of the session's customers, or of somebody new. */
      readonly customer: string
      readonly text: string
      /** The provider's id of the message; the same again is a redelivery. Left out: one of its own per act. */
      readonly id?: string
      readonly automated?: boolean
      /** The provider's date, ISO 8601 with zone. */
      readonly sentAt?: string
      readonly language?: string
      readonly inReplyTo?: string
      readonly attachments?: readonly Attachment[]
    }
  | {
      readonly type: 'start'
      readonly channel: string
      readonly customer: string
      readonly agent: string
      readonly text: string
    }
  | (OnChat & { readonly type: 'reply'; readonly text: string })
  | (OnChat & { readonly type: 'note'; readonly text: string })
  | (OnChat & { readonly type: 'finish'; readonly status: Status })
  | (OnChat & { readonly type: 'postpone' })
  /** `from`: e-mail only, the letter from which on the rest leaves. */
  | (OnChat & { readonly type: 'split'; readonly from?: string })
  | (OnChat & { readonly type: 'merge' })
  | (OnChat & { readonly type: 'unmerge' })
  | (OnChat & { readonly type: 'update'; readonly changes: Changes; readonly status?: Status })
  /** The customer corrects a message, or takes it back (`text: null`). */
  | { readonly type: 'edit'; readonly message: string; readonly channel: string; readonly text: string | null }
  /** Time passes; what falls due is done at its own moment. ISO 8601 UTC. */
  | { readonly type: 'until'; readonly at: string }
  | { readonly type: 'presence'; readonly agent: string; readonly is: 'online' | 'away' | 'offline' }
  /** Other rules from here on. */
  | { readonly type: 'rules'; readonly rules: readonly RuleText[] }
  /** One rule is switched on or off from here on. */
  | { readonly type: 'switch-rule'; readonly rule: string; readonly isOn: boolean }

import type { Message } from './message.js'

/** A channel's rules of the lifecycle, durations in milliseconds. */
export interface ChannelSetting {
  readonly id: string
  readonly kind: string
  readonly name: string
  /** The status `closed` is not offered (spec L10). */
  readonly endless: boolean
  /** `null`: silence never finishes a chat. */
  readonly finishAfterMs: number | null
  /** 0: no warning. */
  readonly warnBeforeMs: number
  readonly postponeMs: number
}

/** What a decision needs besides the thread and the command. */
export interface Setting {
  readonly channel: ChannelSetting
  /** The number that a new chat gets; needed when `needsNumber(thread, command)`. */
  readonly nextNumber: number | null
  /** The stored messages that the command names: for `edit` and `delivery` that one, for a split by letter the current chat's. */
  readonly messages: readonly Message[]
  /** The message answers a workflow's question that is to leave a finished chat finished. */
  readonly isQuietAnswer?: boolean
}

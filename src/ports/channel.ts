import type { Effect } from '../core/effect/effect.js'

export type SendMessageEffect = Extract<Effect, { type: 'send-message' }>

/** What became of one attempt to deliver. Anything thrown counts as `temporary`. */
export type DeliveryResult =
  | { readonly ok: true; readonly providerIds?: readonly string[] }
  | {
      readonly ok: false
      /** `temporary` and `rate-limited` are tried again; `permanent` is not; `unknown` (connection lost after sending) is never repeated blindly. */
      readonly class: 'temporary' | 'rate-limited' | 'permanent' | 'unknown'
      readonly retryAfterMs?: number
      readonly detail: string
    }

/** Takes a message to the customer. May answer, or promise, a `DeliveryResult`; anything else means delivered. */
export type Deliver = (message: SendMessageEffect) => unknown

import type { Effect } from '../core/effect/effect.js'

export type SendMessageEffect = Extract<Effect, { type: 'send-message' }>

/** What became of one attempt to deliver. */
export type DeliveryResult =
  | {
      readonly ok: true
      readonly providerIds?: readonly string[]
      /** What a function returned that a workflow waits for. */
      readonly value?: unknown
    }
  | {
      readonly ok: false
      /**
       * `temporary` and `rate-limited` are tried again; `permanent` is not; `unknown` (connection lost after sending) is
       * repeated only where the provider recognises repetitions.
       */
      readonly class: 'temporary' | 'rate-limited' | 'permanent' | 'unknown'
      readonly retryAfterMs?: number
      /** What agents see beside the message that was given up: a word, at most 100 characters. Default: the class. */
      readonly code?: string
      readonly detail: string
    }

export interface DeliverContext {
  /** Aborts when the attempt has taken too long; its outcome then counts as unknown. */
  readonly signal: AbortSignal
}

/**
 * Takes a message to the customer. May answer, or promise, a `DeliveryResult`; anything else means delivered. What is
 * thrown counts as `unknown`, since nobody knows what had been sent by then, unless the error tells: no connection could
 * be made (`temporary`), or its `status` is an HTTP status (429 `rate-limited`, 408 and 5xx `temporary`, other 4xx `permanent`).
 */
export type Deliver = (message: SendMessageEffect, context: DeliverContext) => unknown

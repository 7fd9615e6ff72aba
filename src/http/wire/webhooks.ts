import type { Json } from '../../core/json.js'
import type { DomainEvent } from '../../core/thread/event.js'

export interface WebhookPath {
  /**
   * @minLength 1
   * @maxLength 100
   */
  readonly id: string
}

export interface DeadLetterPath {
  /**
   * @minLength 1
   * @maxLength 100
   */
  readonly id: string
  /**
   * Id of the event.
   * @minLength 1
   * @maxLength 200
   */
  readonly event: string
}

export interface NewWebhook {
  /**
   * `https` or `http`; no user name, no fragment. Private addresses only where the service allows them.
   * @maxLength 2000
   */
  readonly url: string
  /** Left out or `null`: events of all types. */
  readonly types?: readonly DomainEvent['type'][] | null
  /**
   * Channel ids; left out or `null`: all.
   * @maxItems 100
   */
  readonly channels?: readonly string[] | null
}

/** What is left out stays as it is. */
export interface WebhookChanges {
  /** @maxLength 2000 */
  readonly url?: string
  readonly types?: readonly DomainEvent['type'][] | null
  /** @maxItems 100 */
  readonly channels?: readonly string[] | null
  /** Nothing is sent, nothing is lost. Going on tries at once. */
  readonly isPaused?: boolean
  /** Makes a new secret and shows it in the answer; what is sent from then on is signed with it. */
  readonly rotateSecret?: true
}

export interface WebhookView {
  readonly id: string
  readonly url: string
  readonly types: readonly string[] | null
  readonly channels: readonly string[] | null
  readonly createdAt: string
  readonly isPaused: boolean
  /** Failed attempts at the next event. */
  readonly attempts: number
  /** When the next attempt is made; `null`: nothing has failed. */
  readonly nextAttemptAt: string | null
  readonly lastError: string | null
}

export interface WebhookWithSecret extends WebhookView {
  /** Signs what is sent. Shown in this answer only; `null` where it isn't new, and where the answer is a repeated one. */
  readonly secret: string | null
}

export interface WebhookList {
  readonly items: readonly WebhookView[]
}

export interface Replay {
  /**
   * Events from this moment on are sent again, in order, then what came since.
   * @format date-time
   */
  readonly from: string
}

export interface DeadLettersQuery {
  /**
   * Default 100.
   * @minimum 1
   * @maximum 1000
   * @TJS-type integer
   */
  readonly limit?: number
}

export interface DeadLetter {
  /** Id of the event. */
  readonly event: string
  readonly at: string
  readonly error: string
  /** What was sent. */
  readonly body: Json
}

/** Oldest first. */
export interface DeadLetterList {
  readonly items: readonly DeadLetter[]
}

/** What came of one call. */
export interface WebhookAttempt {
  readonly isDelivered: boolean
  /** The answer's HTTP status; `null`: there was no answer. */
  readonly status: number | null
  readonly error: string | null
}

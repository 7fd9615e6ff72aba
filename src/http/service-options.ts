import type { Desk } from '../desk/desk.js'
import type { RawDelivery, ReceiveResult } from '../ports/channel-adapter.js'
import type { Clock } from '../ports/clock.js'
import type { ServedStore } from '../ports/service-store.js'
import type { Desks } from './desks.js'
import type { RateLimits } from './limits.js'
import type { Metrics } from './metrics.js'
import type { Tracing } from './tracing.js'

/** 1 MiB. */
export const BODY_LIMIT = 1024 * 1024

/**
 * Takes a provider's call in: verifies and parses it, and gives the desk what it says. Answers when all of that is durable;
 * a refusal of the desk is thrown on, so that the provider calls again. Never throws on hostile input.
 */
export type ProviderCall = (
  delivery: RawDelivery,
  to: { readonly channel: string; readonly desk: Desk },
) => Promise<Pick<ReceiveResult, 'response' | 'reason'>>

export interface ServiceOptions {
  readonly store: ServedStore
  /** The desk of a workspace; `createDesks` makes them on demand. */
  readonly desks: Desks
  readonly clock?: Clock
  readonly auth?: {
    /**
     * `required`: every call brings a key. `none`: calls without one act as admin of the workspace `default`, and only
     * those from this machine are served. `auto` (default): `none` until the first key is made.
     */
    readonly keys?: 'auto' | 'required' | 'none'
  }
  /** `false`: none. */
  readonly rateLimit?: RateLimits | false
  /** Event streams that one key may have open on this node. Default 100. */
  readonly streamsPerKey?: number
  /** Bytes of one body. Default 1 MiB. */
  readonly bodyLimit?: number
  /** Pages of these origins may call. Default: none. */
  readonly cors?: { readonly origins: readonly string[] }
  /** Adapters for providers' own calls, by the channel's kind. */
  readonly adapters?: { readonly [kind: string]: ProviderCall }
  /** Where providers find this service, such as `https://desk.example.com`. Left out: nobody can be told where to call. */
  readonly publicUrl?: string
  /** False: only `/healthz`, `/readyz` and `/metrics`, for a node that takes no calls. Default true. */
  readonly hasCalls?: boolean
  /** What `createMetrics` made: `/metrics` tells it. Default: that path is 404. */
  readonly metrics?: Metrics
  /** What `createTracing` made: a span for each request. */
  readonly tracing?: Tracing
  /** Reasons of the process itself why no requests may be sent here, for `/readyz`. */
  readonly unready?: () => readonly string[]
}

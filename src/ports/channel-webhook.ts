// A provider's own call, handed to the adapter of the channel's kind as raw bytes: signatures are of bytes, not of what a
// parser made of them. The adapter verifies and parses; the desk is asked by whoever called the adapter.
import type { CustomerInput } from '../core/thread/contact.js'
import type { Attachment, Delivery } from '../core/thread/message.js'

export interface RawDelivery {
  readonly method: string
  readonly path: string
  readonly query: { readonly [name: string]: string | readonly string[] }
  /** Lower-case names. */
  readonly headers: { readonly [name: string]: string }
  readonly rawBody: Uint8Array
  /** ISO 8601 UTC, of the desk's clock. */
  readonly receivedAt: string
}

/** What a provider tells, in the desk's words. */
export type ChannelEvent =
  | {
      readonly kind: 'message'
      /** Unique on the channel, the same at every redelivery. */
      readonly id: string
      readonly customer: CustomerInput
      readonly text: string
      readonly attachments?: readonly Attachment[]
      readonly sentAt?: string
      readonly automated?: boolean
      readonly language?: string
      readonly inReplyTo?: readonly string[]
    }
  | { readonly kind: 'edit'; readonly id: string; readonly text: string }
  | { readonly kind: 'delete'; readonly id: string }
  | { readonly kind: 'delivery'; readonly id: string; readonly delivery: Delivery }

export interface ReceivedDelivery {
  /** `reject`: not authentic, nothing may be done with it. */
  readonly verdict: 'accept' | 'ignore' | 'reject' | 'handshake'
  /** For the log, without secrets. */
  readonly reason?: string
  /** Answered when all events are durable. */
  readonly response: {
    readonly status: number
    readonly headers?: { readonly [name: string]: string }
    readonly body: string
  }
  readonly events: readonly ChannelEvent[]
}

export interface ChannelWebhook {
  /** Never throws on hostile input. */
  readonly receive: (delivery: RawDelivery, channel: { readonly id: string }) => Promise<ReceivedDelivery>
}

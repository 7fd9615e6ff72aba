import type { Json } from '../json.js'

/** A customer on one channel. Several threads (e-mail) may share one. */
export interface Contact {
  readonly channel: string
  readonly id: string
  readonly name: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly language: string | null
  readonly tags: readonly string[]
  readonly fields: { readonly [name: string]: Json }
  readonly firstSeenAt: string
  /** Chats of this customer on this channel that stand on their own (tombstones don't count). */
  readonly chatsOnChannel: number
  /** A chat was once begun by or with this customer here; splits, merges never reset it. */
  readonly everStarted: boolean
  /** Once-marks of the scopes `customer`, `customer-channel`, `absence` and their durations. */
  readonly marks: { readonly [mark: string]: string }
  /** 0 before the first commit. */
  readonly version: number
}

/** What an embedder tells of a customer along with a message; `undefined` leaves what is known. */
export interface CustomerInput {
  readonly id: string
  readonly name?: string | null
  readonly email?: string | null
  readonly phone?: string | null
  readonly language?: string | null
  readonly tags?: readonly string[]
  readonly fields?: { readonly [name: string]: Json }
}

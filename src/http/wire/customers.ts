import type { Json } from '../../core/json.js'
import type { ChatPage } from './chats.js'

export interface CustomerPath {
  /** The channel's id. */
  readonly channel: string
  /** The customer's id on the channel. */
  readonly id: string
}

export interface CustomerQuery {
  /** `next` of the page before. */
  readonly cursor?: string
  /**
   * Chats of one page; default 50.
   * @minimum 1
   * @maximum 200
   * @TJS-type integer
   */
  readonly limit?: number
}

/** A customer on one channel. */
export interface ProfileView {
  readonly channel: string
  readonly id: string
  readonly name: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly language: string | null
  readonly tags: readonly string[]
  readonly fields: { readonly [name: string]: Json }
  readonly firstSeenAt: string
  readonly chatsOnChannel: number
}

export interface CustomerView {
  readonly profile: ProfileView
  /** The same person on other channels. What is first on a channel stays so: each profile has its own. */
  readonly linked: readonly ProfileView[]
  /** Of all of them, newest number first. */
  readonly chats: ChatPage
}

export interface LinkBody {
  readonly channel: string
  /** The customer's id on that channel. */
  readonly customer: string
}

import type { Json } from '../../core/json.js'

export interface ChannelPath {
  /** The channel's id. */
  readonly id: string
}

/** Providers add names of their own. */
export interface ChannelWebhookQuery {
  /** Default `default`. */
  readonly workspace?: string
  readonly [name: string]: string | readonly string[] | undefined
}

/** As the provider's protocol says. */
export type ProviderAnswer = string

export interface ChannelFault {
  /** JSON pointer into the account. */
  readonly pointer: string
  readonly message: string
}

export interface ChannelView {
  readonly id: string
  readonly kind: string
  readonly name: string | null
  /** `configuration`: it is changed there only. */
  readonly from: 'configuration' | 'call'
  /** Chats never get the status `closed`. */
  readonly endless: boolean
  /** False: the embedder takes its messages in and out. */
  readonly hasAccount: boolean
  /** Why its account can’t be used; empty: it can. */
  readonly faults: readonly ChannelFault[]
  /** Where its provider should call; `null`: it has no account, or the service doesn’t know its own address (`server.publicUrl`). */
  readonly webhookUrl: string | null
  /** Of a call’s account, its secrets as `"(hidden)"`. */
  readonly account: { readonly [name: string]: Json } | null
  /** Grows with each change; `null`: it stands in the configuration. */
  readonly revision: number | null
}

export interface ChannelList {
  readonly items: readonly ChannelView[]
}

/** Silence that finishes chats; durations are ISO 8601. */
export interface ChannelSilence {
  /** `null`: never. */
  readonly after?: string | null
  /** `null`: agents aren’t warned. */
  readonly warnBefore?: string | null
  readonly postpone?: string
}

export interface ChannelBody {
  /**
   * @minLength 1
   * @maxLength 100
   */
  readonly kind: string
  /** @maxLength 200 */
  readonly name?: string | null
  readonly endless?: boolean
  readonly autoFinish?: ChannelSilence
  /**
   * What the provider needs; see the page of its kind. A secret is a text or `{ "env": "CASELINE_SECRET_…" }`; `"(hidden)"`
   * leaves the one that was stored.
   */
  readonly account?: { readonly [name: string]: Json }
  /**
   * The revision that was seen, 0 for a new channel; another one is refused `conflict`.
   * @minimum 0
   * @TJS-type integer
   */
  readonly ifRevision?: number
}

export interface ChannelFinding {
  readonly severity: 'error' | 'warning'
  readonly message: string
  /** Of an account that can’t be used: JSON pointer into it. */
  readonly pointer?: string
}

/** The provider was told. */
export interface ChannelWebhook {
  /** Where it calls from now on. */
  readonly webhookUrl: string
  /** One sentence. */
  readonly detail: string
}

/** What the provider said. */
export interface ChannelCheck {
  /** Whether there was somebody to ask. */
  readonly isAsked: boolean
  /** Empty: it works. */
  readonly findings: readonly ChannelFinding[]
}

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

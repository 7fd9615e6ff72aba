import type { Connection } from '../../channels/host/connection.js'

/** What is wrong with a channel: its account as it is written, or what the provider says of it. */
export interface ChannelFinding {
  readonly severity: 'error' | 'warning'
  readonly message: string
  /** JSON pointer into the configuration, or into an account that a call made. */
  readonly pointer?: string
  /** The file, the environment variable or the option that says it. */
  readonly source?: string
  /** Of a file; from 1. */
  readonly line?: number
  readonly column?: number
}

export interface KnownChannel {
  /** `null`: that of the key which a running desk was asked with. */
  readonly workspace: string | null
  readonly id: string
  readonly kind: string
  readonly name: string | null
  readonly from: 'configuration' | 'call'
  readonly hasAccount: boolean
  /** Why its account can't be used. */
  readonly faults: readonly ChannelFinding[]
}

/** A channel whose account is at hand. */
export interface OwnChannel extends KnownChannel {
  /** `null`: there is no account, or it can't be used. */
  readonly connection: Connection | null
  /** Takes the account's secrets out of what a provider says. */
  readonly hide: (text: string) => string
}

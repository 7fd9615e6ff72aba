// Where channels are listed, checked and their providers told: by this command itself, or by a running desk.
import type { WebhookOutcome } from '../../desk/channel-host.js'
import type { AccountFinding } from '../../ports/channel-adapter.js'
import type { ApiFlags } from '../api-client.js'
import type { ChannelFlags, LineFault } from './channel-lines.js'

export interface BookFlags extends ChannelFlags, ApiFlags {
  readonly json?: boolean
}

export interface ListedChannel {
  readonly id: string
  readonly kind: string
  readonly name: string | null
  /** `null`: that of the key which the running desk was asked with. */
  readonly workspace: string | null
  readonly from: 'configuration' | 'call'
  readonly hasAccount: boolean
  /** Its account is written so that it can't be used; `check` says why. */
  readonly isFaulty: boolean
  readonly webhookUrl: string | null
}

/** What the provider says, or what is wrong with the account as it is written: that has a place. */
export type ChannelFinding = AccountFinding & Partial<LineFault>

export interface CheckedChannel extends Pick<ListedChannel, 'id' | 'kind' | 'workspace' | 'from'> {
  /** False: the account can't be used, or its provider has nothing that could be asked. */
  readonly isAsked: boolean
  readonly findings: readonly ChannelFinding[]
}

export type ToldWebhook =
  | (WebhookOutcome & { readonly webhookUrl: string })
  | { readonly outcome: 'faulty'; readonly findings: readonly ChannelFinding[] }

export interface ChannelBook {
  /** Why there may be more channels than it knows. `isTrouble`: something is wrong. */
  readonly unseen: { readonly why: string; readonly isTrouble: boolean } | null
  readonly list: () => Promise<readonly ListedChannel[]>
  /** No ids: all that have an account. Throws `UsageError` for an id that isn't there. */
  readonly check: (ids: readonly string[]) => Promise<readonly CheckedChannel[]>
  /** Throws `UsageError` where nobody can be told. */
  readonly setWebhook: (id: string) => Promise<ToldWebhook>
}

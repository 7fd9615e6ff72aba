// What speaks with providers beside a desk. The desk and the HTTP service know it by this; `src/channels/host` is one.
import type { Attachment } from '../core/thread/message.js'
import type {
  AccountFault,
  AccountFinding,
  DeliveryHead,
  HeadProof,
  RawDelivery,
  ReceiveResult,
} from '../ports/channel-adapter.js'
import type { StoredChannel } from '../ports/channel-store.js'
import type { ServedStore } from '../ports/service-store.js'
import type { BesideDesk } from './beside-desk.js'
import type { ChannelOptions } from './options.js'
import type { Polling } from './polling.js'

export type ProviderAnswered = Pick<ReceiveResult, 'response' | 'reason'>

export type Receiver = (delivery: RawDelivery) => Promise<ProviderAnswered>

/** A channel as it is connected. */
export interface ConnectedChannel {
  readonly options: ChannelOptions
  /** Who said that it exists. */
  readonly from: 'configuration' | 'call'
  /** False: there is no account, or no adapter of its kind; others deliver. */
  readonly hasAccount: boolean
  /** Why its account can't be used. */
  readonly faults: readonly AccountFault[]
}

/** What its provider needs, secrets read: for what takes messages in beside HTTP, never for answers. */
export interface UsableAccount {
  readonly channel: string
  readonly from: ConnectedChannel['from']
  readonly account: unknown
}

/** What an account would be, before it is stored. */
export interface AccountTry {
  readonly kind: string
  readonly account: { readonly [name: string]: unknown }
}

/** `by-hand`: nobody can tell this provider but a person; `detail` says where. Sentences without secrets. */
export interface WebhookOutcome {
  readonly outcome: 'set' | 'refused' | 'by-hand'
  readonly detail: string
}

export interface FetchedFile {
  readonly body: AsyncIterable<Uint8Array>
  readonly size: number | null
}

/** `gone`: the provider no longer has it, or its address ended. */
export type FileAnswer =
  | { readonly file: FetchedFile }
  | { readonly trouble: 'gone' | 'not-fetchable' | 'too-large' | 'refused-address' | 'unreachable' }

/** What is optional a host of one's own may leave out: nothing is known of callers then, and each node polls. */
export interface ChannelHost extends Partial<Polling> {
  /** Resolves when the desk has all channels. Rejects with the store's trouble; then nothing runs. */
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
  /** Looks now for accounts that calls made. Rejects with the store's trouble. */
  readonly refresh: () => Promise<void>
  readonly channels: () => readonly ConnectedChannel[]
  /** Of one kind, those that can be used. */
  readonly accountsOf: (kind: string) => readonly UsableAccount[]
  /**
   * Takes a provider's call in: verified, parsed, told to the desk; answered when all of that is durable. Rejects when
   * the desk can't take it now, so that the provider calls again. `undefined`: no account takes calls there.
   */
  readonly receiver: (channel: string) => Receiver | undefined
  /** What a provider's call says of its caller before its body is read. */
  readonly headProof?: (channel: string, head: DeliveryHead) => HeadProof
  /** What is wrong with it; nothing: it can be used. */
  readonly faultsOf: (tried: AccountTry) => Promise<readonly AccountFault[]>
  /** Asks the provider. `null`: there is nothing to ask. */
  readonly check: (channel: string, webhookUrl?: string) => Promise<readonly AccountFinding[] | null>
  /** Tells the provider where to call. `null`: there is no account that can be used. */
  readonly setWebhook: (channel: string, url: string) => Promise<WebhookOutcome | null>
  readonly file: (channel: string, attachment: Attachment) => Promise<FileAnswer>
}

export interface BesideHost extends BesideDesk {
  readonly store: ServedStore
  /** Of the configuration. */
  readonly first: readonly ChannelOptions[]
}

/** Of an account that a call made: what the desk is told of it. */
export function optionsOf({ id, kind, name, endless, autoFinish }: StoredChannel): ChannelOptions {
  return { id, kind, endless, ...(name === null ? {} : { name }), ...(autoFinish === null ? {} : { autoFinish }) }
}

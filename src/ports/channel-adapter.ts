// A provider's protocol as plain functions: what it calls us with is verified and parsed, what we say is sent. No state, no
// global fetch, no clock of its own. Shapes and rules: docs/reference/channel-adapters.md.
import type { Choices } from '../core/effect/effect.js'
import type { Attachment } from '../core/thread/message.js'

export const CHANNEL_KINDS = ['facebook', 'vk', 'telegram', 'skype', 'viber', 'chatra', 'slack', 'email'] as const
export type ChannelKind = (typeof CHANNEL_KINDS)[number]

/** What a provider called us with, or a mail server handed over. `rawBody` is never re-serialised. */
export interface RawDelivery {
  readonly method: string
  readonly path: string
  readonly query: { readonly [name: string]: string | readonly string[] }
  /** Lower-case names. */
  readonly headers: { readonly [name: string]: string }
  readonly rawBody: Uint8Array
  /** E-mail: what the SMTP client said. */
  readonly envelope?: { readonly mailFrom: string; readonly rcptTo: readonly string[] }
  /** ISO 8601 UTC, of the desk's clock. */
  readonly receivedAt: string
}

/** An attachment as a provider tells it. Fetched on demand: by `url`, or by an adapter that turns `providerFileId` into one. */
export type ProviderAttachment = Attachment

export interface Author {
  readonly role: 'customer' | 'agent' | 'bot' | 'system'
  /** The provider's id, always text. */
  readonly id: string
  readonly name: string | null
  readonly username?: string
  readonly email?: string
  readonly phone?: string
  /** BCP 47. */
  readonly locale?: string
}

/** A call of which the body has not been read yet. */
export type DeliveryHead = Omit<RawDelivery, 'rawBody' | 'envelope'>

/** `proved`: whoever calls knows the account's secret; `refused`: `receive` would refuse any body; `open`: the body tells. */
export type HeadProof = 'proved' | 'refused' | 'open'

interface EventBase {
  /** Where a reply goes. */
  readonly conversationId: string
  readonly conversationType: 'private' | 'group' | 'channel'
  /** event_id, update_id …: for the log. */
  readonly deliveryId?: string
  /** The provider's claim, ISO 8601 UTC with milliseconds; `receivedAt` where it makes none. */
  readonly sentAt: string
  readonly receivedAt: string
  /** Opaque JSON that a reply needs (serviceUrl, thread_ts, business_connection_id, References): kept per customer. */
  readonly replyContext?: { readonly [name: string]: unknown }
}

export interface IncomingMessage extends EventBase {
  readonly kind: 'message'
  /** The provider's id, text, never a JS number. */
  readonly messageId: string
  /** Unique in the account, the same at every redelivery: the idempotency key. */
  readonly messageKey: string
  readonly author: Author
  readonly text: string
  readonly html?: string
  readonly subject?: string
  readonly attachments: readonly ProviderAttachment[]
  readonly replyToId?: string
  readonly threadId?: string
  /** Parts of one album. */
  readonly groupKey?: string
  /** Of a button. */
  readonly payload?: string
  readonly forwarded?: boolean
  /** E-mail: ids of letters, ours as our `replyId`. */
  readonly inReplyTo?: string
  /** E-mail: oldest first, ours as our `replyId`. */
  readonly references?: readonly string[]
  /** E-mail: the whole text, when `text` leaves out what it quotes at its end. */
  readonly original?: string
  readonly replyToAddress?: string
  readonly automated: false | 'bot' | 'auto-reply' | 'auto-generated' | 'list'
  /** Automated, standby, X-Auto-Response-Suppress, groups …: automation must not answer. */
  readonly suppressAutoReply: boolean
  /** Something came that can't be shown. */
  readonly unsupported?: boolean
}

/** A message of our own account that came back: ours (`ownTag`), or typed by a person in the provider's inbox. */
export interface EchoMessage extends Omit<IncomingMessage, 'kind'> {
  readonly kind: 'echo'
  /** Our `replyId`, where the provider carries it. */
  readonly ownTag?: string
}

export type ChannelEvent =
  | IncomingMessage
  | EchoMessage
  | (EventBase & {
      readonly kind: 'edit'
      readonly messageId: string
      readonly messageKey: string
      readonly author: Author
      readonly text: string
      readonly editVersion?: string
    })
  | (EventBase & { readonly kind: 'delete'; readonly messageId: string; readonly messageKey: string })
  | (EventBase & {
      readonly kind: 'receipt'
      readonly receipt: 'delivered' | 'read' | 'failed' | 'delayed'
      readonly messageIds: readonly string[]
      /** ISO 8601 UTC: everything up to then. */
      readonly watermark?: string
      readonly reason?: string
    })
  | (EventBase & {
      readonly kind: 'action'
      readonly author: Author
      readonly payload: string
      readonly text?: string
      readonly actionKey: string
    })
  | (EventBase & {
      readonly kind: 'reaction'
      readonly messageId: string
      readonly author: Author
      readonly emoji?: string
      readonly removed: boolean
    })
  | (EventBase & {
      readonly kind: 'contact'
      readonly contact: 'started' | 'subscribed' | 'added' | 'blocked' | 'unblocked'
      readonly author: Author
    })
  | (EventBase & { readonly kind: 'service'; readonly newConversationId?: string; readonly detail: string })

export interface ReceiveResult {
  /** `reject`: not authentic; nothing is done with it, its body isn't logged. */
  readonly verdict: 'accept' | 'ignore' | 'reject' | 'handshake'
  /** For the log, without secrets. */
  readonly reason?: string
  /** Sent when every event is durable. */
  readonly response: {
    readonly status: number
    readonly headers?: { readonly [name: string]: string }
    readonly body: string
  }
  readonly events: readonly ChannelEvent[]
}

export interface OutgoingMessage {
  readonly conversationId: string
  /** Our id: source of random_id, metadata, Message-ID. The same at every attempt. */
  readonly replyId: string
  readonly text: string
  readonly subject?: string
  readonly attachments?: readonly Attachment[]
  /** Answers to choose from: adapters with buttons send these and the question; `text` has both for the others. */
  readonly choices?: Choices
  readonly replyToId?: string
  readonly replyContext?: { readonly [name: string]: unknown }
  readonly senderName?: string
  readonly senderEmail?: string
  /** An auto-reply: no HUMAN_AGENT, Auto-Submitted header. */
  readonly automated: boolean
  /** For reply windows; ISO 8601 UTC. */
  readonly lastCustomerMessageAt?: string
  /** `sentIds` of the attempt before: these parts are with the customer and aren't sent again. */
  readonly sentIds?: readonly string[]
}

export type SendFailure =
  | 'auth'
  | 'blocked'
  | 'window-closed'
  | 'rate-limited'
  | 'too-long'
  | 'moved'
  | 'bad-request'
  | 'temporary'
  /** The connection was lost after sending. */
  | 'unknown-outcome'

export type SendResult =
  | { readonly ok: true; readonly providerMessageIds: readonly string[]; readonly newConversationId?: string }
  | {
      readonly ok: false
      readonly class: SendFailure
      readonly retryAfterMs?: number
      readonly providerCode?: string
      /** A sentence for an agent, without secrets. */
      readonly detail: string
      readonly newConversationId?: string
      /** Ids of the parts of a long text that went out before. */
      readonly sentIds?: readonly string[]
    }

/** One HTTP call. Errors: a thrown `HttpFailure` (http-failure.ts) says whether the request may have arrived. */
export interface HttpPort {
  readonly fetch: (request: HttpRequest) => Promise<HttpAnswer>
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers?: { readonly [name: string]: string }
  readonly body?: string | Uint8Array
  /** PEM, beside the system's own: for stand-ins and providers with a CA of their own. */
  readonly ca?: string
  readonly timeoutMs?: number
  /** Bytes of the answer; more is cut off with an error. Default 1 MiB. */
  readonly maxBytes?: number
  readonly signal?: AbortSignal
}

export interface HttpAnswer {
  readonly status: number
  readonly headers: { readonly [name: string]: string }
  readonly body: string
}

/** Public keys of Bot Framework tokens, kept for a day. Rejects when they can't be had. */
export interface KeyPort {
  /** `lacking`: a key id that the kept ones lack; they are fetched anew for it, once an hour at most. */
  readonly keysOf: (
    openIdUrl: string,
    options?: { readonly ca?: string; readonly lacking?: string },
  ) => Promise<readonly unknown[]>
}

export interface AccessToken {
  readonly token: string
  readonly lifeMs: number
}

/** Access tokens of one process, kept until shortly before they end. Without it every call fetches one. */
export interface TokenPort {
  /** Those who ask at once share one `fetch`. `refused`: a token that the provider no longer takes. Rejects as `fetch` does. */
  readonly tokenOf: (key: string, fetch: () => Promise<AccessToken>, refused?: string) => Promise<string>
}

/** Letters as they came, kept for their attachments. */
export interface ArchivePort {
  /** Durable when it resolves; the same bytes give the same key. */
  readonly keep: (bytes: Uint8Array) => Promise<string>
  readonly read: (key: string) => Promise<Uint8Array | null>
}

export interface ReceivePorts {
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly keys?: KeyPort
  readonly archive?: ArchivePort
}

export interface SendPorts {
  readonly now: () => number
  readonly http: HttpPort
  readonly sleep: (ms: number) => Promise<void>
  readonly tokens?: TokenPort
  readonly signal?: AbortSignal
}

/** What is wrong with an account, in plain words. */
export interface AccountFinding {
  readonly severity: 'error' | 'warning'
  readonly message: string
}

export interface ChannelAdapter<Account> {
  readonly kind: ChannelKind
  readonly limits: { readonly maxText: number; readonly countBy: 'utf16' | 'codepoint' | 'byte' }
  /** A message whose outcome is unknown may be sent again under the same `replyId`. */
  readonly deduplicates: boolean
  /** An account as it stands in a configuration, checked: what is missing or malformed, each with its property. */
  readonly accountOf: (value: unknown) => { readonly account: Account } | { readonly faults: readonly AccountFault[] }
  /** Pure except for `ports.keys` and `ports.archive`. Never throws on hostile input, never accepts what isn't authentic. */
  readonly receive: (delivery: RawDelivery, account: Account, ports: ReceivePorts) => Promise<ReceiveResult>
  /** What a call's head says of its caller, before a body of any size is read. Without it: `open`. */
  readonly headProof?: (head: DeliveryHead, account: Account, ports: { readonly now: () => number }) => HeadProof
  readonly send: (message: OutgoingMessage, account: Account, ports: SendPorts) => Promise<SendResult>
  /** Names and languages that the webhook lacks. Never throws; `null`: nothing to be had. */
  readonly describeCustomer?: (
    id: string,
    account: Account,
    ports: { readonly http: HttpPort },
  ) => Promise<{ readonly name: string | null; readonly language?: string } | null>
  /** The address of a file that the webhook only names; short-lived. */
  readonly fileUrl?: (
    attachment: ProviderAttachment,
    account: Account,
    ports: { readonly http: HttpPort; readonly tokens?: TokenPort },
  ) => Promise<{ readonly url: string; readonly headers?: { readonly [name: string]: string } } | null>
  /** The bytes of a file that came inside its message (e-mail); `null`: no longer kept. */
  readonly fileBytes?: (
    attachment: ProviderAttachment,
    account: Account,
    ports: { readonly archive: ArchivePort },
  ) => Promise<Uint8Array | null>
  /** Asks the provider whether the account works: tokens, rights, webhook address. */
  readonly check?: (
    account: Account,
    ports: { readonly http: HttpPort; readonly webhookUrl?: string },
  ) => Promise<readonly AccountFinding[]>
  /** Tells the provider where to call, where it has an API for it. */
  readonly setWebhook?: (
    account: Account,
    url: string,
    ports: { readonly http: HttpPort },
  ) => Promise<{ readonly ok: true; readonly detail: string } | { readonly ok: false; readonly detail: string }>
  /** Where it has no such API: what a person does with the address, one sentence. */
  readonly byHand?: string
}

export interface AccountFault {
  /** JSON pointer into the account. */
  readonly pointer: string
  readonly message: string
}

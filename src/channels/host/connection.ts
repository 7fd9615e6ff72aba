import type {
  AccountFault,
  ArchivePort,
  ChannelAdapter,
  ChannelKind,
  HttpPort,
  ProviderAttachment,
} from '../../ports/channel-adapter.js'

type Adapter = ChannelAdapter<never>
type Without<F> = F extends (first: infer First, account: never, ...rest: infer Rest) => infer Answer
  ? (first: First, ...rest: Rest) => Answer
  : never

/** An adapter with its account: what it takes is the adapter's own business. */
export interface Connection {
  readonly kind: ChannelKind
  /** As it was said, secrets read. */
  readonly account: unknown
  readonly limits: Adapter['limits']
  readonly deduplicates: boolean
  readonly receive: Without<Adapter['receive']>
  readonly headProof?: Without<NonNullable<Adapter['headProof']>>
  readonly send: Without<Adapter['send']>
  readonly describeCustomer?: (
    id: string,
    ports: { readonly http: HttpPort },
  ) => Promise<{ readonly name: string | null; readonly language?: string } | null>
  readonly fileUrl?: Without<NonNullable<Adapter['fileUrl']>>
  readonly fileBytes?: (
    attachment: ProviderAttachment,
    ports: { readonly archive: ArchivePort },
  ) => Promise<Uint8Array | null>
  readonly check?: (ports: Parameters<NonNullable<Adapter['check']>>[1]) => ReturnType<NonNullable<Adapter['check']>>
  readonly setWebhook?: (
    url: string,
    ports: Parameters<NonNullable<Adapter['setWebhook']>>[2],
  ) => ReturnType<NonNullable<Adapter['setWebhook']>>
  readonly byHand?: string
}

export type Connecting = { readonly connection: Connection } | { readonly faults: readonly AccountFault[] }

/** An account as it stands in a configuration, secrets read. */
export type Connect = (account: unknown) => Connecting

export function connecting<Account>(adapter: ChannelAdapter<Account>): Connect {
  return (value) => {
    const read = adapter.accountOf(value)
    return 'faults' in read ? read : { connection: connected(adapter, read.account, value) }
  }
}

function connected<Account>(adapter: ChannelAdapter<Account>, account: Account, said: unknown): Connection {
  const { kind, limits, deduplicates, headProof, describeCustomer, fileUrl, fileBytes, check, setWebhook, byHand } =
    adapter
  return {
    kind,
    account: said,
    limits,
    deduplicates,
    receive: (delivery, ports) => adapter.receive(delivery, account, ports),
    send: (message, ports) => adapter.send(message, account, ports),
    ...(headProof && { headProof: (head, ports) => headProof(head, account, ports) }),
    ...(describeCustomer && { describeCustomer: (id, ports) => describeCustomer(id, account, ports) }),
    ...(fileUrl && { fileUrl: (attachment, ports) => fileUrl(attachment, account, ports) }),
    ...(fileBytes && { fileBytes: (attachment, ports) => fileBytes(attachment, account, ports) }),
    ...(check && { check: (ports) => check(account, ports) }),
    ...(byHand !== undefined && { byHand }),
    ...(setWebhook && { setWebhook: (url, ports) => setWebhook(account, url, ports) }),
  }
}

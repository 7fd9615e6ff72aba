// What the suite needs of an adapter to judge it: an account, deliveries that are authentic and others that aren't, and a
// stand-in for the provider. Everything else the suite makes itself.
import type { ChannelAdapter, HttpPort, RawDelivery, ReceivePorts, SendFailure } from '../../ports/channel-adapter.js'

export interface ChannelBench<Account> {
  readonly adapter: ChannelAdapter<Account>
  /** As a configuration has it, pointing at the stand-in. */
  readonly account: { readonly [property: string]: unknown }
  /** The same account, pointing where nobody listens. */
  readonly deadAccount: { readonly [property: string]: unknown }
  /** Texts of the account that may stand in no event, reason, detail or finding. */
  readonly secrets: readonly string[]
  readonly receivePorts: ReceivePorts
  readonly http: HttpPort
  readonly deliveries: Deliveries
  readonly outgoing: Outgoing
  readonly close: () => Promise<void>
}

export interface Deliveries {
  /** An authentic message of a customer. The same `n` is the same message, whatever the text. */
  readonly message: (n: number, text: string) => RawDelivery
  /** How the provider repeats a delivery: other headers, a later `receivedAt`. Default: only `receivedAt` moves. */
  readonly again?: (delivery: RawDelivery) => RawDelivery
  /** Everything authentic that the tests have, by name: each event must be well-formed. */
  readonly samples: Samples
  /** Authentic, of kinds that nobody here knows: 200 and no event. */
  readonly unknown: Samples
  /** Not authentic, by what is wrong with them. */
  readonly forged: Samples
  /** Authentic once, but too old or too new; where the proof holds a time. */
  readonly stale?: Samples
  readonly handshakes?: readonly {
    readonly name: string
    readonly delivery: RawDelivery
    readonly status: number
    readonly body: string
  }[]
  /** One delivery of several messages, of which one can't be read. */
  readonly batch?: () => { readonly delivery: RawDelivery; readonly messages: number }
  /** Two messages whose ids are the same as doubles. */
  readonly neighbours?: () => readonly [RawDelivery, RawDelivery]
  /** Authentic around any body; absent where the proof stands in the body. */
  readonly around?: (body: Uint8Array) => RawDelivery
  /**
   * `signature`: over the bytes, so no change passes. `secret`: beside the body (header, query, path). `body`: in it.
   */
  readonly proof: 'signature' | 'secret' | 'body'
  /** The header that holds the proof: gone or altered, nothing passes. */
  readonly proofHeader?: string
  /** The same, of the query. */
  readonly proofQuery?: string
  /** False for mail, where any bytes are something. */
  readonly isJson: boolean
}

export type Samples = Readonly<Record<string, RawDelivery>>

export interface Outgoing {
  readonly conversationId: string
  readonly replyContext?: { readonly [name: string]: unknown }
  readonly standIn: ProviderStandIn
  /** How the stand-in can fail and what the adapter must make of it. At least `auth`, `rate-limited`, `temporary`. */
  readonly failures: readonly ExpectedFailure[]
}

export interface ExpectedFailure {
  /** A name that the stand-in's `answerNext` knows. */
  readonly answer: string
  readonly class: SendFailure
  readonly retryAfterMs?: number
  /** The answer names the place that the conversation moved to. */
  readonly newConversationId?: string
}

export interface ProviderStandIn {
  /** The messages that were taken, in order, as the customer reads them. */
  readonly sent: () => readonly { readonly conversationId: string; readonly text: string }[]
  /**
   * What the next sends are answered with, one name each; then `ok` again. All know `ok`, `drop-before` (hangs up before
   * reading), `drop-after` (takes the message, hangs up without an answer), `never` (doesn't answer), `garbage` (200 and
   * no JSON; not for mail).
   */
  readonly answerNext: (...answers: readonly string[]) => void
}

/** One promise. `run` rejects, mostly with a `ContractError`, when the adapter breaks it. */
export interface ChannelContractCase {
  readonly name: string
  /** `makeBench` gives a bench with a stand-in of its own each time. */
  readonly run: <Account>(makeBench: () => Promise<ChannelBench<Account>>) => Promise<void>
}

export interface Judged<Account> extends ChannelBench<Account> {
  /** What `accountOf` made of `account`. */
  readonly good: Account
  readonly dead: Account
}

/** A case over one bench, closed afterwards. */
export function judged(name: string, check: <Account>(bench: Judged<Account>) => Promise<void>): ChannelContractCase {
  return {
    name,
    run: async (makeBench) => {
      const bench = await makeBench()
      try {
        await check({ ...bench, good: accountFor(bench, bench.account), dead: accountFor(bench, bench.deadAccount) })
      } finally {
        await bench.close()
      }
    },
  }
}

function accountFor<Account>({ adapter }: ChannelBench<Account>, value: unknown): Account {
  const read = adapter.accountOf(value)
  if ('account' in read) return read.account
  throw new Error(`the bench's account has faults: ${JSON.stringify(read.faults)}`)
}

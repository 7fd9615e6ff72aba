import type { Presence, StormLimit, TraceDepth } from '../core/automation/context.js'
import type { Effect } from '../core/effect/effect.js'
import type { Json } from '../core/json.js'
import type { CustomOperators } from '../core/rules/operators/custom.js'
import type { RuleSet } from '../core/rules/rule-set.js'
import type { Contact } from '../core/thread/contact.js'
import type { ChannelSetting } from '../core/thread/setting.js'
import type { Deliver } from '../ports/channel.js'
import type { Clock } from '../ports/clock.js'
import type { Store } from '../ports/store.js'
import type { RuleFiles } from './rule-files.js'

/** Durations are ISO 8601. */
export interface AutoFinishOptions {
  /** Silence of both sides that finishes a chat. Default `PT10M`, for e-mail `null`: never. */
  readonly after?: string | null
  /** How long before, agents are warned by `chat.finish-soon`. Default `PT1M`; `null`: not at all. */
  readonly warnBefore?: string | null
  /** What one `postpone` adds. Default `PT5M`. */
  readonly postpone?: string
}

/** One connected account. */
export interface ChannelOptions {
  readonly id: string
  /** `telegram`, `vk`, `viber`, `facebook`, `slack`, `skype`, `chatra`, `email`, or one of your own. */
  readonly kind: string
  readonly name?: string
  /** Chats never get the status `closed`. */
  readonly endless?: boolean
  readonly autoFinish?: AutoFinishOptions
  /** Takes messages to the customer. Without it they are only told as effects; say what became of them with `desk.delivered`. */
  readonly deliver?: Deliver
  /**
   * The provider recognises a message that it already had by the effect's id, so an attempt whose outcome is unknown is
   * repeated. Default false: the message becomes `maybe-sent`, and an agent decides.
   */
  readonly deduplicates?: boolean
}

/** What a fact of the embedder is asked with. */
export interface FactContext {
  readonly params: { readonly [name: string]: unknown }
  readonly customer: Contact
  readonly channel: ChannelSetting
  readonly now: string
  /** Aborts when the time limit is over. */
  readonly signal: AbortSignal
}

/** A value, or a function that finds it. What fails or comes late is missing: the condition is false. */
export type FactOption = Json | ((context: FactContext) => unknown)

export interface CallContext {
  /** The same at every retry. */
  readonly id: string
  readonly chat: number
  readonly rule: string | null
  readonly at: string
}

/** What the action `call` calls: after the commit, at least once. */
export type EmbeddedFunction = (args: Json, context: CallContext) => unknown

type EffectOf<T extends Effect['type']> = Extract<Effect, { type: T }>

export type DeskRules = RuleSet | readonly RuleSet[] | RuleFiles

export interface DeskOptions {
  readonly store: Store
  /** A rule set, several, or what `loadRules` read. Default: none. */
  readonly rules?: DeskRules
  readonly channels: readonly ChannelOptions[]
  /** Tenant. Default `default`. */
  readonly workspace?: string
  readonly clock?: Clock
  /** Makes unique ids for commands that bring none. Default: random UUIDs. */
  readonly ids?: () => string
  readonly facts?: { readonly [name: string]: FactOption }
  /** Milliseconds an embedder's fact may take. Default 1,000. */
  readonly factTimeoutMs?: number
  /** Operators of your own for conditions; they can't replace ours. */
  readonly operators?: CustomOperators
  readonly functions?: { readonly [name: string]: EmbeddedFunction }
  /** Secrets that rules name to sign webhooks. */
  readonly secrets?: { readonly [name: string]: string }
  /** Sends what `send-email` asks for. Rules with that action are refused without it. */
  readonly email?: (email: EffectOf<'send-email'>) => unknown
  /** Tells agents. Without it, `notify` is only told as an effect. */
  readonly notify?: (notice: EffectOf<'notify'>) => unknown
  /** Starts workflows by id. Rules that start one which isn't here are refused. */
  readonly workflows?: { readonly [id: string]: (started: EffectOf<'start-workflow'>) => unknown }
  readonly webhooks?: {
    /** Let rules call private, loopback and link-local addresses. Default false. */
    readonly allowPrivateAddresses?: boolean
    /** Milliseconds. Default 10,000. */
    readonly timeoutMs?: number
  }
  /** Automated messages of one thread beyond any of these are held back. Default: 5 in 10 minutes, 20 in a day. */
  readonly storm?: readonly StormLimit[]
  /** How much of each decision the journal and the answers keep. Default `full`. */
  readonly journal?: TraceDepth
  /**
   * A trigger with more rules than this keeps verdicts of those that did something; the others are counted, and
   * `explain` lists them. Default 100.
   */
  readonly listedRules?: number
  /** Agents' presence at the start; `desk.setAgentStatus` changes it. */
  readonly agents?: Presence['statuses']
  /** Characters of one message. Default 100,000. */
  readonly maxTextLength?: number
  /** Milliseconds one attempt to deliver may take; then its outcome counts as unknown. Default 30,000. */
  readonly deliveryTimeoutMs?: number
  /** Deliveries side by side, of different threads. Default 16. */
  readonly deliveriesAtOnce?: number
  /** From 0 to 1, for the jitter of retries. Default `Math.random`. */
  readonly random?: () => number
  /** Told how long each decision took, in milliseconds: lifecycle, rules and actions, without the store. */
  readonly onDecided?: (ms: number) => void
  /** Told when a listener of `subscribe` throws (the command has been done all the same) and when a round of the worker fails (it goes on). Default: the console. */
  readonly onError?: (error: unknown) => void
}

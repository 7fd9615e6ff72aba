// What a running desk tells over HTTP, as far as screens need it: docs/reference/events.md, rules-api.md.
import type { ChatView, DomainEvent, Outcome, RuleSet, Trace } from 'caseline'
import type { ArmedTimer, Contact, Message } from 'caseline/core'

export interface JournalItem {
  readonly place: string
  readonly thread: string
  readonly channel: string
  readonly command: { readonly id: string; readonly type: string; readonly at: string }
  /** The chat that the command ended up in. */
  readonly chat: number
  readonly outcome: Outcome
  readonly ruleSetVersion: string | null
  readonly events: readonly DomainEvent[]
  /** `null` where the desk's journal is off. */
  readonly trace: Trace | null
  /** As they are now. */
  readonly messages: readonly Message[]
}

export interface JournalChat {
  readonly view: ChatView
  readonly firstSeq: number
  readonly timers: readonly ArmedTimer[]
}

/** As it is now. */
export interface JournalThread {
  readonly key: string
  readonly channel: string
  readonly kind: string
  readonly endless: boolean
  readonly customer: Pick<Contact, 'id' | 'name' | 'email' | 'phone' | 'language' | 'tags' | 'fields'>
  readonly current: number | null
  /** Those that entries named, and their neighbours. */
  readonly chats: readonly JournalChat[]
}

export interface JournalPage {
  readonly items: readonly JournalItem[]
  readonly threads: readonly JournalThread[]
  readonly next: string
  readonly isMore: boolean
  readonly isGap: boolean
}

export interface RuleVersionHead {
  readonly number: number
  /** Hash of what it says, as in traces. */
  readonly version: string
  readonly author: string | null
  readonly note: string | null
  readonly at: string
}

export interface PublishedRules extends RuleVersionHead {
  readonly sets: readonly RuleSet[]
}

/** `GET /v1/rules` */
export interface DeskRules {
  readonly published: PublishedRules | null
  readonly rollout: { readonly version: RuleVersionHead; readonly share: number } | null
  readonly configuration: { readonly version: string; readonly sets: readonly RuleSet[] } | null
}

/** Whether an answer is a page of a journal: an older desk, or something else at that address, says other things. */
export function isJournalPage(value: unknown): value is JournalPage {
  if (typeof value !== 'object' || value === null) return false
  const of = (name: string): unknown => Reflect.get(value, name)
  return (
    Array.isArray(of('items')) &&
    Array.isArray(of('threads')) &&
    typeof of('next') === 'string' &&
    typeof of('isMore') === 'boolean'
  )
}

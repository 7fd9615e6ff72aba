// What the HTTP service keeps beside the desk's own data: keys, requests that were answered, what happened (for screens and
// other systems), presence, webhooks, versions of the rules. Stores that offer it have it as `service`.

import type { RuleSet } from '../core/rules/rule-set.js'
import type { VerdictCounts } from '../core/rules/verdict.js'
import type { DomainEvent } from '../core/thread/event.js'
import type { ChannelStore } from './channel-store.js'
import type { FigureStore } from './figure-store.js'
import type { JournalEntry, Store } from './store.js'
import type { ThreadHistory } from './thread-history.js'

export const KEY_SCOPES = ['agent', 'admin', 'ingest'] as const
export type KeyScope = (typeof KEY_SCOPES)[number]

/** Moments are ISO 8601 UTC everywhere here. */
export interface ApiKey {
  /** Public part of the key; unique over all workspaces. */
  readonly id: string
  readonly workspace: string
  /** For people: what uses it. */
  readonly name: string
  readonly scopes: readonly KeyScope[]
  readonly createdAt: string
  readonly revokedAt: string | null
}

export interface StoredApiKey extends ApiKey {
  /** Hex SHA-256 of the secret part. */
  readonly hash: string
}

/** The answer that a command's `Idempotency-Key` brings again. */
export interface KeptAnswer {
  readonly status: number
  /** JSON text. */
  readonly body: string
}

export interface RequestClaim {
  readonly key: string
  /** Hash of method, path and body: the same key with another one is a mistake. */
  readonly fingerprint: string
  /** Id of the command that the request makes. */
  readonly command: string
  readonly now: string
  /** Until when nobody else may take it over. */
  readonly until: string
  /** From when on it may be forgotten. */
  readonly expires: string
}

/**
 * `new`: it is ours; `interrupted`: it is ours, but somebody began `command` before and never told what came of it;
 * `busy`: somebody is at it; `mismatch`: the key came with another request; `answered`: here is what was answered.
 */
export type ClaimedRequest =
  | { readonly state: 'new' | 'busy' | 'mismatch' }
  | { readonly state: 'interrupted'; readonly command: string }
  | { readonly state: 'answered'; readonly answer: KeptAnswer }

/**
 * A place in a workspace's log of what happened: opaque, it grows. Nothing that is committed later ever stands before a
 * place that was read, on whatever node, across restarts, and after a backup was put back. On SQL that has a price: a
 * transaction that writes anything in the same database server and stays open holds back what was committed after it began.
 */
export type LogPlace = string

/** What one command brought about. */
export interface LogEntry {
  readonly place: LogPlace
  readonly at: string
  readonly command: string
  readonly thread: string
  readonly channel: string
  readonly chat: number
  readonly events: readonly DomainEvent[]
}

export interface LogPage {
  /** Commands without events are left out, so a page may be empty and the log go on: read until `next` stays. */
  readonly entries: readonly LogEntry[]
  /** Read on from here. */
  readonly next: LogPlace
  /** Between `after` and `next` entries were pruned before they could be read, or `after` was never a place of this log. Told once. */
  readonly isGap: boolean
}

export interface AgentPresence {
  readonly agent: string
  readonly status: string
  /** When it lapses; `null`: never. */
  readonly until: string | null
}

/** What only one holder at a time may do. */
export interface LeaseClaim {
  readonly name: string
  readonly holder: string
  readonly now: string
  readonly until: string
}

/** Another system that is told what happens, in order. */
export interface WebhookEndpoint {
  readonly id: string
  readonly url: string
  /** Signs what is sent. */
  readonly secret: string
  /** Event types; `null`: all. */
  readonly types: readonly string[] | null
  /** Channel ids; `null`: all. */
  readonly channels: readonly string[] | null
  readonly createdAt: string
  readonly isPaused: boolean
  /** What stands behind it has not been sent yet. */
  readonly place: LogPlace
  /** Events of the entry behind `place` that are done already. */
  readonly done: number
  /** Failed attempts at the next event. */
  readonly attempts: number
  readonly notBefore: string
  readonly lastError: string | null
}

export interface ClaimedEndpoint extends WebhookEndpoint {
  /** Proves the claim; a claim that somebody took over settles nothing. */
  readonly token: string
}

export interface EndpointSettlement {
  readonly id: string
  readonly token: string
  readonly place: LogPlace
  readonly done: number
  readonly attempts: number
  readonly notBefore: string
  readonly lastError: string | null
  /** Events that are given up. */
  readonly deadLetters: readonly WebhookLetter[]
  /** False: the claim goes on (progress only). */
  readonly isReleased: boolean
}

/** An event that an endpoint would not take. */
export interface WebhookLetter {
  /** Id of the event: place and number within the entry. */
  readonly event: string
  readonly endpoint: string
  readonly at: string
  readonly error: string
  /** JSON text of what was sent. */
  readonly body: string
}

export interface RuleVersion {
  /** 1, 2, … within the workspace. */
  readonly number: number
  /** Hash of what it says, as in traces and journals. */
  readonly version: string
  readonly author: string | null
  readonly note: string | null
  readonly at: string
  /** How it was rolled out, in order; empty: to all threads at once. The only thing that is ever added to a version. */
  readonly shares: readonly ShareStep[]
  readonly sets: readonly RuleSet[]
}

/** How much of the threads a version was for, from when on. */
export interface ShareStep {
  /** Percent; 0: taken back, 100: all. */
  readonly share: number
  readonly author: string | null
  readonly at: string
}

export interface CurrentRules {
  /** Number of the version in force; 0: none. */
  readonly number: number
  /** A newer version that so many percent of the threads have already. */
  readonly rollout: { readonly number: number; readonly share: number } | null
}

export interface RuleDraft {
  /** Grows with each edit. */
  readonly revision: number
  readonly author: string | null
  readonly at: string
  readonly sets: readonly RuleSet[]
}

/** What one version of the rules decided in a stretch of the journal. */
export interface VersionDecisions {
  /** Its hash; `null`: there were no rules. */
  readonly version: string | null
  /** Commands that were decided with it. */
  readonly decisions: number
  /** Threads that they were about. */
  readonly threads: number
  /** Those of the decisions whose trace is kept: verdicts are known of them only. */
  readonly traced: number
  readonly verdicts: VerdictCounts
  /** Messages that rules and workflows sent. */
  readonly automated: number
}

export interface HistoryPage {
  readonly threads: readonly ThreadHistory[]
  /** Read on from here; `null`: that was all. */
  readonly next: string | null
}

/** Every call but `key`, `hasKeys` and `workspaces` is for one workspace; nothing crosses it. */
export interface ServiceStore {
  readonly addKey: (key: StoredApiKey) => Promise<void>
  /** Of whatever workspace; revoked ones too. */
  readonly key: (id: string) => Promise<StoredApiKey | null>
  readonly keys: (workspace: string) => Promise<readonly ApiKey[]>
  /** False: there is no such key that still stands. */
  readonly revokeKey: (workspace: string, id: string, at: string) => Promise<boolean>
  /** Whether any key stands, in any workspace. */
  readonly hasKeys: () => Promise<boolean>
  /** Workspaces that have keys, revoked ones too: their timers go on. */
  readonly workspaces: () => Promise<readonly string[]>

  readonly claimRequest: (workspace: string, claim: RequestClaim) => Promise<ClaimedRequest>
  /** The first answer stays. */
  readonly settleRequest: (workspace: string, key: string, answer: KeptAnswer) => Promise<void>
  /** It changed nothing and may be tried anew under the same key. */
  readonly dropRequest: (workspace: string, key: string) => Promise<void>
  /** Forgets requests that expired, at most `limit`, and presence that lapsed. Answers how many requests. */
  readonly pruneRequests: (workspace: string, now: string, limit: number) => Promise<number>
  /** The journal's entry of a command on a thread: was it done? */
  readonly journalOfCommand: (workspace: string, thread: string, command: string) => Promise<JournalEntry | null>

  /**
   * All threads, page by page: `limit` threads behind `after` are looked at, and those are handed out that moved since or have
   * a live chat. One that begins meanwhile may be missed, none comes twice.
   */
  readonly histories: (
    workspace: string,
    page: {
      /** `next` of the page before. */
      readonly after: string | null
      readonly limit: number
      readonly since?: string
      readonly channel?: string
    },
  ) => Promise<HistoryPage>
  /** By version, in any order, of what was decided from a moment on and before another one. ISO 8601 UTC. */
  readonly decisions: (
    workspace: string,
    period: { readonly from: string; readonly to: string | null },
  ) => Promise<readonly VersionDecisions[]>
  /** As `histories`, of these threads, in any order. */
  readonly historiesOf: (workspace: string, threads: readonly string[]) => Promise<readonly ThreadHistory[]>
  /** What statistics are made of, where the store keeps it; else every thread is read each time. */
  readonly figures?: FigureStore

  /** In order, from behind `after`; only what nobody can still slip in before. */
  readonly log: (workspace: string, after: LogPlace, limit: number) => Promise<LogPage>
  /** The entry of this very place: a reader that was cut off within it reads the rest. `null`: there is none (any more). */
  readonly logEntry: (workspace: string, place: LogPlace) => Promise<LogEntry | null>
  /** Where the log ends now: nothing that can be read now stands behind it. */
  readonly logEnd: (workspace: string) => Promise<LogPlace>
  /** The place before the first entry at or after the moment. */
  readonly logAt: (workspace: string, moment: string) => Promise<LogPlace>
  /** Whether a text is a place of this log. */
  readonly isLogPlace: (text: string) => boolean

  /** Those that have not lapsed at `now`, by agent. */
  readonly presence: (workspace: string, now: string) => Promise<readonly AgentPresence[]>
  readonly setPresence: (workspace: string, presence: AgentPresence) => Promise<void>

  /** Takes or lengthens it. False: at `now` it is another's. */
  readonly takeLease: (workspace: string, claim: LeaseClaim) => Promise<boolean>
  readonly dropLease: (workspace: string, lease: Pick<LeaseClaim, 'name' | 'holder'>) => Promise<void>

  readonly addEndpoint: (workspace: string, endpoint: WebhookEndpoint) => Promise<void>
  readonly endpoints: (workspace: string) => Promise<readonly WebhookEndpoint[]>
  readonly endpoint: (workspace: string, id: string) => Promise<WebhookEndpoint | null>
  /** Changes what is named. `place` begins anew from there: attempts and waiting end, a claim is void. False: there is none. */
  readonly changeEndpoint: (
    workspace: string,
    id: string,
    changes: Partial<
      Pick<WebhookEndpoint, 'url' | 'secret' | 'types' | 'channels' | 'isPaused' | 'place' | 'notBefore'>
    >,
  ) => Promise<boolean>
  /** With its dead letters. */
  readonly removeEndpoint: (workspace: string, id: string) => Promise<boolean>
  /** Endpoints that may be tried at `now`, aren't paused, and aren't another node's until `until`. */
  readonly claimEndpoints: (
    workspace: string,
    claim: { readonly now: string; readonly until: string; readonly limit: number },
  ) => Promise<readonly ClaimedEndpoint[]>
  /** Also lengthens the claim to `until` when it isn't released. False: the claim was lost. */
  readonly settleEndpoint: (workspace: string, settlement: EndpointSettlement, until: string) => Promise<boolean>
  /** Oldest first. */
  readonly letters: (
    workspace: string,
    filter: { readonly endpoint: string; readonly event?: string; readonly limit: number },
  ) => Promise<readonly WebhookLetter[]>
  readonly discardLetter: (workspace: string, endpoint: string, event: string) => Promise<boolean>

  readonly ruleDraft: (workspace: string) => Promise<RuleDraft | null>
  /** `ifRevision`: the revision that was edited, 0 where there was none. `null`: another was saved in the meantime. */
  readonly saveRuleDraft: (
    workspace: string,
    draft: Omit<RuleDraft, 'revision'> & { readonly ifRevision?: number },
  ) => Promise<RuleDraft | null>
  /**
   * Makes it the current version; with `share` (percent, below 100) it is rolled out, and the one in force stays for the rest.
   * `null`: `ifNumber` (0: none) is no longer the one in force, or something is being rolled out.
   */
  readonly publishRules: (
    workspace: string,
    version: Omit<RuleVersion, 'number' | 'shares'> & { readonly ifNumber?: number; readonly share?: number },
  ) => Promise<RuleVersion | null>
  /** Rolls a version out further: 100 ends it for all, 0 takes it back. `null`: that version isn't being rolled out. */
  readonly shareRules: (
    workspace: string,
    step: ShareStep & { readonly number: number },
  ) => Promise<Omit<RuleVersion, 'sets'> | null>
  /** Cheap: nodes ask it every second. */
  readonly currentRules: (workspace: string) => Promise<CurrentRules>
  readonly ruleVersion: (workspace: string, number: number) => Promise<RuleVersion | null>
  /** Newest first, below this number. */
  readonly ruleVersions: (
    workspace: string,
    page: { readonly below?: number; readonly limit: number },
  ) => Promise<readonly Omit<RuleVersion, 'sets'>[]>
}

/** A store that the HTTP service can run on. */
export interface ServedStore extends Store {
  readonly service: ServiceStore
  readonly channels: ChannelStore
}

// What statistics are made of, kept beside the threads: facts by thread and day, made by the core's fold alone. A store
// that offers it has it as `service.figures`; of any other store every thread is read each time.
import type { FactNumbers, PackedDay, PackedFacts } from '../core/statistics/packed-facts.js'
import type { StatisticsSums } from '../core/statistics/statistics.js'
import type { ThreadHistory } from './thread-history.js'

/** A thread that moved, or whose journal was pruned, since its facts were made. */
export interface StaleThread extends ThreadHistory {
  /** Of what was read: facts of anything else are not kept. */
  readonly token: string
}

export interface StalePage {
  readonly threads: readonly StaleThread[]
  /** Read on from here; `null`: that was all. */
  readonly next: string | null
}

export interface CountedThread {
  readonly key: string
  readonly token: string
  readonly chats: number
  readonly prunedChats: number
  readonly days: readonly PackedDay[]
}

/** `2026-03-01`, UTC, both included; left out: no end. */
export interface FactDays {
  readonly fromDay?: string
  readonly toDay?: string
}

export interface FactsRequest extends Required<FactDays> {
  readonly channel?: string
  /** With what they were as one endless chat. */
  readonly hasEndless: boolean
}

export type KeptFacts = readonly [day: string, facts: PackedFacts, endless: FactNumbers | null]

/** Chats that are live now, with what they were asked to be told apart by. */
export interface LiveChats {
  readonly channel?: string
  readonly customer?: string
  readonly agent?: string | null
  readonly count: number
}

/** `since`, ISO 8601 UTC: threads that moved since, have a live chat, or had nothing left of their journal when they were counted. */
interface Moved {
  readonly since?: string
  readonly channel?: string
}

/** Every call is for one workspace; nothing crosses it. */
export interface FigureStore {
  /** Stale threads page by page: `limit` behind `after` are looked at. */
  readonly stale: (
    workspace: string,
    page: Moved & { readonly after: string | null; readonly limit: number },
  ) => Promise<StalePage>
  /** Puts these facts in the place of what was kept. Those that moved meanwhile stay as they were. Answers how many were kept. */
  readonly keep: (workspace: string, threads: readonly CountedThread[]) => Promise<number>
  /** In order, how many threads of whatever channel have facts on a day; days without any are left out. */
  readonly factDays: (
    workspace: string,
    days: FactDays,
  ) => Promise<readonly (readonly [day: string, threads: number])[]>
  /** All that is kept of these days, in any order. */
  readonly facts: (workspace: string, request: FactsRequest) => Promise<readonly KeptFacts[]>
  readonly live: (
    workspace: string,
    request: { readonly channel?: string; readonly by: 'channel' | 'customer' | 'agent' | null },
  ) => Promise<readonly LiveChats[]>
  /** Of threads whose facts are kept. */
  readonly coverage: (workspace: string, request: Moved) => Promise<StatisticsSums['coverage']>
}

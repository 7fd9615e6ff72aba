import type { Statistics, StatisticsRequest } from 'caseline/core'
import type { RuleText, Session } from '../../session/session.js'

/** What files don't say themselves. */
export interface ReadingHints {
  /** Names of those who answer, with commas between. */
  readonly agents: string
  /** CSV: `at=Date,customer=Client,text=Body`. */
  readonly columns: string
  /** CSV: luxon tokens of its dates; empty: the usual ones. */
  readonly dates: string
}

export interface HistoryFile {
  readonly name: string
  readonly file: Blob
}

export type ToHistory =
  | {
      readonly type: 'play'
      readonly files: readonly HistoryFile[]
      readonly rules: readonly RuleText[]
      readonly channels: Session['channels']
      /** IANA zone of times without one. */
      readonly zone: string
      readonly how: ReadingHints
    }
  | { readonly type: 'ask'; readonly id: number; readonly request: StatisticsRequest }

export interface HistorySummary {
  readonly entries: number
  readonly from: string
  readonly until: string
  readonly refused: number
  /** Lines that were left out. */
  readonly problems: number
  /** The first of them, in English. */
  readonly problem: string | null
  /** Channels that were met. */
  readonly channels: readonly string[]
}

export type FromHistory =
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  | { readonly type: 'played'; readonly summary: HistorySummary }
  | { readonly type: 'useless'; readonly message: string }
  | { readonly type: 'figures'; readonly id: number; readonly figures: Statistics }
  | { readonly type: 'refused'; readonly id: number; readonly message: string }

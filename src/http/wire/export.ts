import type { ChatStateName, Status } from '../../core/chat/lifecycle.js'

export interface ExportQuery {
  /** Chats started from here on: a day such as 2026-03-01 in `zone`, or an ISO 8601 moment with its zone. */
  readonly from?: string
  /** Chats started before. */
  readonly to?: string
  /** IANA time zone of days; default UTC. */
  readonly zone?: string
  readonly state?: ChatStateName
  readonly status?: Status
  readonly channel?: string
  /** The customer's id on the channel. */
  readonly customer?: string
  /** The agent's id. */
  readonly assignee?: string
  readonly tag?: string
}

export interface ExportCsvQuery extends ExportQuery {
  /** Begins with a byte order mark: Excel takes the file for UTF-8 only with it. */
  readonly bom?: boolean
  readonly delimiter?: 'comma' | 'semicolon' | 'tab'
}

export interface ExportLinesQuery extends ExportQuery {
  /** With messages and notes. */
  readonly messages?: boolean
}

/** RFC 4180, a row for each chat. */
export type CsvText = string

/** A JSON object for each chat: as `ChatView`, with `activations`, `firstResponseMs`, `handlingMs`, `mergedFrom` and, when asked for, `messages`. */
export type JsonLinesText = string

/**
 * An Excel workbook, a row for each chat.
 * @format binary
 */
export type XlsxBytes = string

// Histories that a page was given: a dropped file is text already.
import type { CsvMap } from '../history/csv-row.js'
import { readCsvText } from '../history/csv-text.js'
import type { HistoryEntry } from '../history/entry.js'
import { readJsonLines } from '../history/json-lines.js'
import type { ParseOptions } from '../history/parse-entry.js'
import type { HistoryProblem } from '../history/problem.js'
import { readTelegram } from '../history/telegram.js'

export interface HistoryTextOptions extends Pick<ParseOptions, 'zone' | 'channel'> {
  /** Default: CSV where the name ends so, Telegram Desktop's `result.json` where the text begins as one, else our JSON Lines. */
  readonly format?: 'jsonl' | 'telegram' | 'csv'
  /** Telegram: `from_id` or name of those who answer. CSV: values of the author column that mean an agent. */
  readonly agents?: readonly string[]
  /** CSV: which column is what. Columns with names of ours need none. */
  readonly map?: CsvMap
  /** CSV: luxon tokens of dates, such as `dd.MM.yyyy HH:mm`. */
  readonly dateFormat?: string
  /** Of the file, for the problems. Default `history`. */
  readonly name?: string
}

export interface HistoryText {
  /** In order of time; entries of one moment as they stood. */
  readonly entries: readonly HistoryEntry[]
  /** Lines that were left out, and why. */
  readonly problems: readonly HistoryProblem[]
  /** What is no message, by reason. */
  readonly skipped: { readonly [reason: string]: number }
}

/** Throws `HistoryError` when the text is of no use at all. */
export async function readHistoryText(text: string, options: HistoryTextOptions = {}): Promise<HistoryText> {
  const { name = 'history', agents, zone, channel, map = {}, dateFormat } = options
  const { format = guess(text, name) } = options
  const entries: HistoryEntry[] = []
  const problems: HistoryProblem[] = []
  const skipped = new Map<string, number>()
  const events = {
    onProblem: (problem: HistoryProblem) => void problems.push(problem),
    onSkip: (reason: string) => void skipped.set(reason, (skipped.get(reason) ?? 0) + 1),
    onBytes: () => {},
  }
  const how = { zone, channel }
  const answering = agents === undefined ? {} : { agents }
  if (format === 'csv') {
    const read = readCsvText(text, name, { ...how, ...answering, map, dateFormat })
    return { entries: inOrder(read.entries), problems: read.problems, skipped: {} }
  }
  const reading =
    format === 'telegram'
      ? readTelegram(once(text), name, events, { ...how, ...answering })
      : readJsonLines(once(new TextEncoder().encode(text)), name, events, how)
  for await (const entry of reading) entries.push(entry)
  return { entries: inOrder(entries), problems, skipped: Object.fromEntries(skipped) }
}

function inOrder(entries: readonly HistoryEntry[]): readonly HistoryEntry[] {
  return entries.toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
}

function guess(text: string, name: string): 'jsonl' | 'telegram' | 'csv' {
  if (/\.(?:csv|tsv)(?:\.gz)?$/iu.test(name)) return 'csv'
  return /^\uFEFF?\s*\{\s*"(?:about|name|personal_information|chats)"/u.test(text) ? 'telegram' : 'jsonl'
}

async function* once<T>(value: T): AsyncGenerator<T> {
  yield value
}

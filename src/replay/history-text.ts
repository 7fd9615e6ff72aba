// Histories that a page was given: a dropped file is text already.
import type { HistoryEntry } from '../history/entry.js'
import { readJsonLines } from '../history/json-lines.js'
import type { ParseOptions } from '../history/parse-entry.js'
import type { HistoryProblem } from '../history/problem.js'
import { readTelegram } from '../history/telegram.js'

export interface HistoryTextOptions extends Pick<ParseOptions, 'zone' | 'channel'> {
  /** Default: Telegram Desktop's `result.json` where the text begins as one, else our JSON Lines. */
  readonly format?: 'jsonl' | 'telegram'
  /** Telegram: `from_id` or name of those who answer. */
  readonly agents?: readonly string[]
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
  const { format = guess(text), name = 'history', agents, zone, channel } = options
  const entries: HistoryEntry[] = []
  const problems: HistoryProblem[] = []
  const skipped = new Map<string, number>()
  const events = {
    onProblem: (problem: HistoryProblem) => void problems.push(problem),
    onSkip: (reason: string) => void skipped.set(reason, (skipped.get(reason) ?? 0) + 1),
    onBytes: () => {},
  }
  const how = { zone, channel }
  const reading =
    format === 'telegram'
      ? readTelegram(once(text), name, events, { ...how, ...(agents === undefined ? {} : { agents }) })
      : readJsonLines(once(new TextEncoder().encode(text)), name, events, how)
  for await (const entry of reading) entries.push(entry)
  entries.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
  return { entries, problems, skipped: Object.fromEntries(skipped) }
}

function guess(text: string): 'jsonl' | 'telegram' {
  return /^\uFEFF?\s*\{\s*"(?:about|name|personal_information|chats)"/u.test(text) ? 'telegram' : 'jsonl'
}

async function* once<T>(value: T): AsyncGenerator<T> {
  yield value
}

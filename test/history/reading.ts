// Runs a reader over bytes in memory, cut into pieces of any size, and gathers all that it tells.
import type { HistoryEntry } from '../../src/history/entry.js'
import type { HistoryProblem, ReadingEvents } from '../../src/history/problem.js'

export interface Told {
  readonly problems: HistoryProblem[]
  readonly skipped: string[]
  readonly events: ReadingEvents
}

export function listen(): Told {
  const problems: HistoryProblem[] = []
  const skipped: string[] = []
  const events: ReadingEvents = {
    onProblem: (problem) => problems.push(problem),
    onSkip: (reason) => skipped.push(reason),
    onBytes: () => {},
  }
  return { problems, skipped, events }
}

export async function* inPieces(content: string | Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

export async function* textInPieces(content: string, size = 7): AsyncGenerator<string> {
  for (let at = 0; at < content.length; at += size) yield content.slice(at, at + size)
}

export async function gather(entries: AsyncIterable<HistoryEntry>): Promise<HistoryEntry[]> {
  const all: HistoryEntry[] = []
  for await (const entry of entries) all.push(entry)
  return all
}

export function codes(told: Told): string[] {
  return told.problems.map((problem) => `${problem.line}:${problem.code}`)
}

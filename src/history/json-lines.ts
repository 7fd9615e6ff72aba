import type { HistoryEntry } from './entry.js'
import { readLines } from './lines.js'
import { type ParseOptions, parseEntry } from './parse-entry.js'
import type { ReadingEvents } from './problem.js'

/** Our own format: one JSON object a line. Empty lines are passed over. */
export async function* readJsonLines(
  bytes: AsyncIterable<Uint8Array>,
  source: string,
  events: ReadingEvents,
  options: ParseOptions = {},
): AsyncGenerator<HistoryEntry> {
  for await (const line of readLines(bytes, source, events)) {
    if (line.text.trim() === '') continue
    let value: unknown
    try {
      value = JSON.parse(line.text)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      events.onProblem({ code: 'bad-json', message: `not JSON: ${why}`, source, line: line.number })
      continue
    }
    const parsed = parseEntry(value, options, { source, line: line.number })
    if ('fault' in parsed) events.onProblem({ ...parsed.fault, source, line: line.number })
    else yield parsed.entry
  }
}

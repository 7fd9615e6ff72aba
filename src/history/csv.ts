// A table of messages, read as it comes; its rows: csv-row.ts.
import { Readable } from 'node:stream'
import { CsvError, type InfoRecord, parse } from 'csv-parse'
import { CSV_DELIMITERS, CSV_READING, type CsvOptions, type CsvRow, entryOfRow, resolveColumns } from './csv-row.js'
import type { HistoryEntry } from './entry.js'
import type { ReadingEvents } from './problem.js'

export async function* readCsv(
  bytes: AsyncIterable<Uint8Array>,
  source: string,
  events: ReadingEvents,
  options: CsvOptions,
): AsyncGenerator<HistoryEntry> {
  let map = options.map
  const parser = parse({
    ...CSV_READING,
    columns: (header: readonly string[]) => {
      map = resolveColumns(header, options.map, source)
      return [...header]
    },
    delimiter: options.delimiter ?? CSV_DELIMITERS,
  })
  const skipped: { readonly line: number; readonly message: string }[] = []
  parser.on('skip', (error: CsvError | undefined) => {
    if (error !== undefined) skipped.push({ line: lineOf(error), message: error.message })
  })
  // The parser runs ahead of us: what it skipped is told when its turn comes.
  const report = (before = Number.POSITIVE_INFINITY) => {
    const ready = skipped.findIndex(({ line }) => line >= before)
    for (const { line, message } of skipped.splice(0, ready === -1 ? skipped.length : ready))
      events.onProblem({ code: 'bad-csv', message, source, line })
  }
  const input = Readable.from(bytes, { objectMode: false })
  input.on('error', (error) => parser.destroy(error))
  input.pipe(parser)
  try {
    for await (const item of parser) {
      const { record, info }: { record: CsvRow; info: InfoRecord } = item
      report(info.lines)
      const read = entryOfRow(record, { source, line: info.lines }, { ...options, map })
      if ('fault' in read) events.onProblem({ ...read.fault, source, line: info.lines })
      else yield read.entry
    }
    report()
  } catch (error) {
    report()
    if (!(error instanceof CsvError)) throw error
    events.onProblem({ code: 'bad-csv', message: error.message, source, line: lineOf(error) })
  } finally {
    input.destroy()
    parser.destroy()
  }
}

function lineOf(error: CsvError): number {
  const lines = error.lines
  return typeof lines === 'number' ? lines : 0
}

// As csv.ts, of a text that is there as a whole: the parser's build without streams, which browsers have no Node for.
import { CsvError, parse } from 'csv-parse/browser/esm/sync'
import { CSV_DELIMITERS, CSV_READING, type CsvOptions, type CsvRow, entryOfRow, resolveColumns } from './csv-row.js'
import type { HistoryEntry } from './entry.js'
import type { HistoryProblem } from './problem.js'

export interface CsvText {
  readonly entries: readonly HistoryEntry[]
  /** By line. */
  readonly problems: readonly HistoryProblem[]
}

/** Throws HistoryError `no-column`. */
export function readCsvText(text: string, source: string, options: CsvOptions): CsvText {
  let map = options.map
  const entries: HistoryEntry[] = []
  const problems: HistoryProblem[] = []
  const report = (error: CsvError) => {
    const line = typeof error.lines === 'number' ? error.lines : 0
    problems.push({ code: 'bad-csv', message: error.message, source, line })
  }
  const rows: readonly { readonly record: CsvRow; readonly info: { readonly lines: number } }[] = parse(text, {
    ...CSV_READING,
    columns: (header: readonly string[]) => {
      map = resolveColumns(header, options.map, source)
      return [...header]
    },
    delimiter: options.delimiter ?? CSV_DELIMITERS,
    on_skip: (error) => {
      if (error instanceof CsvError) report(error)
    },
  })
  for (const { record, info } of rows) {
    const read = entryOfRow(record, { source, line: info.lines }, { ...options, map })
    if ('fault' in read) problems.push({ ...read.fault, source, line: info.lines })
    else entries.push(read.entry)
  }
  return { entries, problems: problems.sort((one, other) => one.line - other.line) }
}

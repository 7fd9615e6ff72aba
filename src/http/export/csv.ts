// RFC 4180: CRLF, quotes only where needed. Texts that a spreadsheet would run as a formula get an apostrophe in front: they
// are written by strangers.
import { stringify } from 'csv-stringify/sync'
import type { ExportedChat } from '../../desk/export-chats.js'
import { COLUMNS } from './columns.js'

export const DELIMITERS = { comma: ',', semicolon: ';', tab: '\t' } as const
export type Delimiter = keyof typeof DELIMITERS

export interface CsvOptions {
  /** Excel takes a file for UTF-8 only with it. Default false. */
  readonly bom?: boolean
  /** Default `comma`. */
  readonly delimiter?: Delimiter
}

/** One text for each page; the first begins with the names of the columns. */
export async function* csvOf(
  pages: AsyncIterable<readonly ExportedChat[]>,
  { bom = false, delimiter = 'comma' }: CsvOptions = {},
): AsyncGenerator<string> {
  const lines = (rows: readonly (readonly (string | number | null)[])[]) =>
    stringify([...rows], { delimiter: DELIMITERS[delimiter], record_delimiter: 'windows', escape_formulas: true })
  // With the first page, so that trouble on the way there comes before anything was written.
  let head = `${bom ? '\uFEFF' : ''}${lines([COLUMNS.map(({ name }) => name)])}`
  for await (const page of pages) {
    yield head + lines(page.map((one) => COLUMNS.map(({ of }) => of(one))))
    head = ''
  }
  if (head !== '') yield head
}

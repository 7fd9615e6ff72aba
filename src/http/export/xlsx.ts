// A workbook that is written while it is read, in constant memory: texts stand in their cells (no table of shared strings,
// which would have to hold all of them), and the parts that name the sheets come last. Cells are texts, numbers or dates,
// never formulas. write-excel-file and its like hold the whole sheet in memory; the zip container is fflate's.
import { strToU8, Zip, ZipDeflate } from 'fflate'
import type { ExportedChat } from '../../desk/export-chats.js'
import { COLUMNS } from './columns.js'
import { SHEET_HEAD, SHEET_TAIL, STYLE, sheetPath, workbookParts } from './xlsx-parts.js'

/** A sheet has 1,048,576 rows at most; what is more goes on in another one. */
const ROWS_OF_A_SHEET = 1_000_000
/** Characters of one cell. */
const LONGEST_TEXT = 32_767

export interface XlsxOptions {
  /** Rows before another sheet begins. Default a million. */
  readonly rowsOfASheet?: number
}

/** Bytes for each page. */
export async function* xlsxOf(
  pages: AsyncIterable<readonly ExportedChat[]>,
  { rowsOfASheet = ROWS_OF_A_SHEET }: XlsxOptions = {},
): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = []
  const zip = new Zip((error, bytes) => {
    if (error !== null) throw error
    ready.push(bytes)
  })
  const taken = function* (): Generator<Uint8Array> {
    const bytes = ready
    ready = []
    yield* bytes
  }
  const begin = (path: string): ZipDeflate => {
    const file = new ZipDeflate(path, { level: 6 })
    zip.add(file)
    return file
  }
  let sheets = 0
  let rows = 0
  const beginSheet = (): ZipDeflate => {
    sheets += 1
    rows = 0
    const file = begin(sheetPath(sheets))
    file.push(strToU8(SHEET_HEAD + headRow()))
    return file
  }
  let sheet = beginSheet()
  for await (const page of pages) {
    for (let at = 0; at < page.length; ) {
      if (rows === rowsOfASheet) {
        sheet.push(strToU8(SHEET_TAIL), true)
        sheet = beginSheet()
      }
      const some = page.slice(at, at + rowsOfASheet - rows)
      sheet.push(strToU8(some.map(rowOf).join('')))
      rows += some.length
      at += some.length
    }
    yield* taken()
  }
  sheet.push(strToU8(SHEET_TAIL), true)
  for (const [path, text] of workbookParts(sheets)) begin(path).push(strToU8(text), true)
  zip.end()
  yield* taken()
}

function headRow(): string {
  return `<row>${COLUMNS.map(({ name }) => textCell(name, STYLE.bold)).join('')}</row>`
}

function rowOf(one: ExportedChat): string {
  const cells = COLUMNS.map(({ kind, of }) => {
    const value = of(one)
    if (value === null) return '<c/>'
    if (typeof value === 'number') return `<c><v>${value}</v></c>`
    return kind === 'moment' ? `<c s="${STYLE.moment}"><v>${serial(value)}</v></c>` : textCell(value, STYLE.plain)
  })
  return `<row>${cells.join('')}</row>`
}

function textCell(text: string, style: number): string {
  return `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
}

/** Days since 1899-12-30, in UTC. */
function serial(moment: string): number {
  return Date.parse(moment) / 86_400_000 + 25_569
}

const ESCAPES: { readonly [sign: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
/** What XML 1.0 can't hold, not even escaped, and halves of characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const UNWRITABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu

function escaped(text: string): string {
  const short = text.length <= LONGEST_TEXT ? text : text.slice(0, LONGEST_TEXT)
  return short
    .replace(UNWRITABLE, '\uFFFD')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>]/g, (sign) => ESCAPES[sign] ?? sign)
}

// A stranger's HTML as the text that it shows: for reading and for rules, never for display. One pass, linear in the length,
// whatever is unclosed or nested. Quotations (`blockquote`) come out as lines that begin with "> ".

const BLOCKS = new Set(
  'address article aside blockquote center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre quote section table tbody tfoot thead tr ul'.split(
    ' ',
  ),
)
/** What stands between their tags is shown nowhere. */
const HIDDEN = new Set(['script', 'style', 'head', 'title', 'template', 'noscript', 'object', 'svg', 'legacyquote'])
const DEEPEST_QUOTE = 10

interface Writer {
  readonly out: string[]
  /** Pieces of the line at hand: a string grown bit by bit and looked at in between costs the square. */
  line: string[]
  isBlankEnd: boolean
  quotes: number
  isPre: boolean
}

export function htmlText(html: string): string {
  const writer: Writer = { out: [], line: [], isBlankEnd: true, quotes: 0, isPre: false }
  let at = 0
  while (at < html.length) {
    const open = html.indexOf('<', at)
    if (open < 0) break
    write(writer, html.slice(at, open))
    const end = endOfTag(html, open)
    if (end < 0) {
      write(writer, '<')
      at = open + 1
      continue
    }
    const { name, isEnd } = tagOf(html, open)
    at = end
    if (name === '!--') at = after(html, '-->', end)
    else if (HIDDEN.has(name) && !isEnd) at = afterEndOf(html, name, end)
    else mark(writer, name, isEnd)
  }
  write(writer, html.slice(at))
  breakLine(writer)
  return tidy(writer.out)
}

function write(writer: Writer, text: string): void {
  const shown = decodeEntities(text)
  if (writer.isPre) {
    const [first = '', ...rest] = shown.split('\n')
    append(writer, first)
    for (const line of rest) {
      breakLine(writer, true)
      append(writer, line)
    }
    return
  }
  const one = shown.replace(/[ \t\r\n\f]+/gu, ' ')
  append(writer, writer.isBlankEnd ? one.replace(/^ /u, '') : one)
}

function append(writer: Writer, text: string): void {
  if (text === '') return
  writer.line.push(text)
  writer.isBlankEnd = text.endsWith(' ')
}

function mark(writer: Writer, name: string, isEnd: boolean): void {
  if (name === 'br') breakLine(writer, true)
  if ((name === 'td' || name === 'th') && isEnd) write(writer, ' ')
  if (name === 'li') {
    breakLine(writer)
    if (!isEnd) append(writer, '- ')
    return
  }
  if (!BLOCKS.has(name)) return
  breakLine(writer)
  if (!isEnd && (name === 'p' || name === 'blockquote')) writer.out.push(quoteMark(writer))
  if (name === 'pre') writer.isPre = !isEnd
  if (name === 'blockquote') writer.quotes = Math.max(0, writer.quotes + (isEnd ? -1 : 1))
  if (name === 'p' && isEnd) writer.out.push(quoteMark(writer))
}

function breakLine(writer: Writer, isForced = false): void {
  const line = writer.line.join('').trimEnd()
  if (line !== '' || isForced) writer.out.push(`${quoteMark(writer)}${line}`)
  writer.line = []
  writer.isBlankEnd = true
}

function quoteMark({ quotes }: Writer): string {
  return '> '.repeat(Math.min(quotes, DEEPEST_QUOTE))
}

/** No blanks at an end, one empty line at most. */
function tidy(written: readonly string[]): string {
  const lines = written.map((line) => line.trimEnd())
  const kept = lines.filter((line, index) => !(isBare(line) && isBare(lines[index - 1] ?? '')))
  return kept.join('\n').trim()
}

function isBare(line: string): boolean {
  return /^[> ]*$/u.test(line)
}

/** Behind the `>`; a quoted value may hold one. -1: it is no tag. Stops at the next `<`, so that all of them cost one pass. */
function endOfTag(html: string, open: number): number {
  if (html.startsWith('<!--', open)) return open + 4
  if (!/[a-z!/?]/iu.test(html.charAt(open + 1))) return -1
  let quote = ''
  for (let at = open + 1; at < html.length; at++) {
    const sign = html.charAt(at)
    if (sign === '<') return -1
    if (quote !== '') quote = sign === quote ? '' : quote
    else if (sign === '>') return at + 1
    else if ((sign === '"' || sign === "'") && html.charAt(at - 1) === '=') quote = sign
  }
  return -1
}

function tagOf(html: string, open: number): { readonly name: string; readonly isEnd: boolean } {
  if (html.startsWith('<!--', open)) return { name: '!--', isEnd: false }
  const found = /^<(\/?)([a-z][a-z0-9]*)/iu.exec(html.slice(open, open + 30))
  return { name: (found?.[2] ?? '').toLowerCase(), isEnd: found?.[1] === '/' }
}

function after(html: string, sign: string, from: number): number {
  const found = html.indexOf(sign, from)
  return found < 0 ? html.length : found + sign.length
}

function afterEndOf(html: string, name: string, from: number): number {
  const end = new RegExp(`</${name}[^>]{0,200}>`, 'giu')
  end.lastIndex = from
  return end.exec(html) === null ? html.length : end.lastIndex
}

const NAMED: { readonly [name: string]: string } = Object.fromEntries(
  (
    'amp & lt < gt > quot " apos \' copy © reg ® trade ™ hellip … mdash — ndash – laquo « raquo » lsquo ‘ rsquo ’ sbquo ‚ ldquo “ ' +
    'rdquo ” bdquo „ euro € pound £ yen ¥ cent ¢ sect § para ¶ deg ° plusmn ± times × divide ÷ middot · bull • numero № permil ‰ ' +
    'larr ← uarr ↑ rarr → darr ↓ auml ä ouml ö uuml ü Auml Ä Ouml Ö Uuml Ü szlig ß agrave à aacute á acirc â aring å aelig æ ' +
    'ccedil ç egrave è eacute é ecirc ê euml ë igrave ì iacute í icirc î iuml ï ntilde ñ ograve ò oacute ó ocirc ô oslash ø ' +
    'ugrave ù uacute ú ucirc û iexcl ¡ iquest ¿ frac12 ½ frac14 ¼ sup2 ² sup3 ³'
  )
    .split(' ')
    .flatMap((one, index, all) => (index % 2 === 0 ? [[one, all[index + 1] ?? '']] : [])),
)
const BLANKS: { readonly [name: string]: string } = {
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  shy: '',
  zwnj: '',
  zwj: '\u200d',
}

/** Once only: `&amp;lt;` is the text `&lt;`. What isn't known stays as it is. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z][a-z0-9]{1,8});/giu, (whole, name: string) => {
    if (!name.startsWith('#')) return own(NAMED, name) ?? own(BLANKS, name) ?? whole
    const point = /^#x/iu.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    const isSign = point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff)
    return isSign ? (point === 0xa0 ? ' ' : String.fromCodePoint(point)) : '\ufffd'
  })
}

function own(table: { readonly [name: string]: string }, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}

// Bytes → Letter. postal-mime decodes; what it leaves to its caller is done here: headers in a raw 8-bit character set,
// addresses in groups, ids with brackets, a body that is HTML only.
import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime'
import { htmlText } from '../shared/html-text.js'
import type { Letter, LetterPart, Mailbox } from './payload.js'
import { repairedHead } from './repaired-head.js'

/** Deeper or larger ones are attacks: no mailer nests over ten levels. */
const LIMITS = { maxNestingDepth: 50, maxHeadersSize: 512 * 1024, maxRfc822NestingDepth: 0 }
const MOST_PARTS = 1_000
/** 40 MiB of base64 have 550,000 lines. The parser takes about 5 µs for a line that isn't encoded, and holds the thread. */
const MOST_LINES = 600_000
const MOST_SHORT_LINES = 300_000
const SHORT = 40
const MOST_ADDRESSES = 500
const LONGEST_HTML = 2_000_000

/** Null for what can't be read as a letter. `charset`: of raw 8-bit headers where the body names none. */
export async function readLetter(bytes: Uint8Array, charset: string): Promise<Letter | null> {
  if (hasTooManyLines(bytes) || hasTooManyParts(bytes)) return null
  try {
    return letterOf(await PostalMime.parse(repairedHead(bytes, charset), { ...LIMITS, forceRfc822Attachments: true }))
  } catch {
    return null
  }
}

function letterOf(email: Email): Letter {
  const headers = new Map<string, string[]>()
  for (const { key, value } of email.headers) {
    const values = headers.get(key) ?? []
    headers.set(key, values)
    values.push(value)
  }
  const html = email.html === undefined || email.html.trim() === '' ? null : email.html.slice(0, LONGEST_HTML)
  const plain = clean(email.text ?? '')
  return {
    header: (name) => headers.get(name) ?? [],
    from: mailboxes(email.from === undefined ? [] : [email.from]),
    replyTo: mailboxes(email.replyTo ?? []),
    to: mailboxes([...(email.to ?? []), ...(email.cc ?? [])]),
    date: email.date ?? '',
    subject: clean(email.subject ?? '').replace(/\s+/gu, ' '),
    // Some mailers send an empty text beside their HTML.
    text: plain === '' && html !== null ? clean(htmlText(html)) : plain,
    html,
    parts: email.attachments.map(partOf),
  }
}

function partOf(one: Attachment, index: number): LetterPart {
  const { content, contentId } = one
  return {
    index,
    name: one.filename,
    mimeType: one.mimeType,
    content: typeof content === 'string' ? Buffer.from(content, one.encoding ?? 'utf8') : new Uint8Array(content),
    isInline: one.disposition === 'inline' || one.related === true,
    contentId: contentId === undefined ? null : contentId.replace(/^<(.*)>$/su, '$1').slice(0, 300),
  }
}

function mailboxes(addresses: readonly Address[]): readonly Mailbox[] {
  return addresses
    .flatMap((one) => (one.group === undefined ? [one] : one.group))
    .slice(0, MOST_ADDRESSES)
    .map(({ name, address }) => ({ name: name === '' ? null : name, address }))
}

/** Line breaks of one kind, nothing that a database refuses. */
function clean(text: string): string {
  return text
    .replace(/\r\n?/gu, '\n')
    .replaceAll('\0', '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .trim()
}

function hasTooManyLines(bytes: Uint8Array): boolean {
  let [lines, short, start] = [0, 0, 0]
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, start)) {
    if (++lines > MOST_LINES) return true
    if (at - start < SHORT && ++short > MOST_SHORT_LINES) return true
    start = at + 1
  }
  return false
}

/** Lines that may begin a part are counted first: the parser limits depth, not number, and takes long for very many. */
function hasTooManyParts(bytes: Uint8Array): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!/multipart\//iu.test(view.toString('latin1', 0, Math.min(view.length, LIMITS.maxHeadersSize)))) return false
  const marks = new Map<string, number>()
  for (let at = view.indexOf('\n--'); at >= 0; at = view.indexOf('\n--', at + 3)) {
    const line = view.toString('latin1', at + 3, at + 73).split(/[\r\n]/u, 1)[0] ?? ''
    // A drawn line, or a signature's mark, isn't a boundary that somebody makes.
    if (/^-*\s*$/u.test(line)) continue
    const count = (marks.get(line) ?? 0) + 1
    if (count > MOST_PARTS || marks.size > 100_000) return true
    marks.set(line, count)
  }
  return false
}

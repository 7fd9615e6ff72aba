// A long text in parts that a provider takes: at a paragraph's end, a line's, a word's, and only then between two
// characters as people see them. No part is empty, none ends in half a character, and nothing but the white space at a
// border is lost.

export interface TextLimits {
  readonly maxText: number
  readonly countBy: 'utf16' | 'codepoint' | 'byte'
}

export interface Part {
  /** The part's own idempotency key, `<replyId>/1` …: the same at every attempt, as the split is. */
  readonly tag: string
  readonly text: string
}

/** None for a text of white space only. A text of one part has the tag `<replyId>/1` too. */
export function partsOf(text: string, replyId: string, limits: TextLimits): readonly Part[] {
  return splitText(text, limits).map((part, index) => ({ tag: partTag(replyId, index), text: part }))
}

export function partTag(replyId: string, index: number): string {
  return `${replyId}/${index + 1}`
}

/** Our `replyId` of a tag that came back; null for what is no tag. */
export function replyIdOf(tag: unknown): string | null {
  return typeof tag === 'string' ? (/^(.+)\/\d{1,4}$/su.exec(tag)?.[1] ?? null) : null
}

export function splitText(text: string, limits: TextLimits): readonly string[] {
  const parts: string[] = []
  let rest = text.trim()
  while (rest !== '') {
    const reach = reachOf(rest, limits)
    if (reach >= rest.length) return [...parts, rest]
    const cut = cutOf(rest, reach)
    parts.push(rest.slice(0, cut).trimEnd())
    rest = rest.slice(cut).trimStart()
  }
  return parts
}

/** How many UTF-16 units from the start fit, never ending in half a pair; at least one character. */
function reachOf(text: string, { maxText, countBy }: TextLimits): number {
  if (countBy === 'utf16' && text.length <= maxText) return text.length
  let [at, counted] = [0, 0]
  while (at < text.length) {
    const point = text.codePointAt(at) ?? 0
    const units = point > 0xffff ? 2 : 1
    counted += countBy === 'utf16' ? units : countBy === 'codepoint' ? 1 : bytesOf(point)
    if (counted > maxText && at > 0) return at
    at += units
  }
  return at
}

function bytesOf(point: number): number {
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
}

/** Borders in the first half would make many small parts of one long one. */
function cutOf(text: string, reach: number): number {
  const [head, least] = [text.slice(0, reach), Math.floor(reach / 2)]
  // White space right behind the limit is a border too.
  if (/^\s/u.test(text.slice(reach, reach + 1))) return reach
  const paragraph = head.lastIndexOf('\n\n')
  if (paragraph > least) return paragraph
  const line = head.lastIndexOf('\n')
  if (line > least) return line
  const word = lastSpace(head)
  if (word > least) return word
  return graphemeBorder(text, reach)
}

function lastSpace(head: string): number {
  for (let at = head.length - 1; at > 0; at--) if (/\s/u.test(head.charAt(at))) return at
  return -1
}

/** What the longest emoji families and stacked accents of real texts need. */
const WINDOW = 100

/** The last border between characters as seen, near the limit; the limit itself where one character is longer than that. */
function graphemeBorder(text: string, reach: number): number {
  const start = Math.max(0, reach - WINDOW)
  // Starting inside a pair or a cluster, the first border found may be none; so borders count from the second on.
  const segments = [
    ...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text.slice(start, reach + WINDOW)),
  ]
  const borders = segments.map(({ index }) => start + index).filter((at) => at > start && at <= reach)
  const last = borders.at(-1)
  return last !== undefined && (start === 0 || borders.length > 1) ? last : reach
}

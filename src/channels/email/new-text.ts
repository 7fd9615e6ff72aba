// What is new in a letter, without the letter that it answers. Cut only where it is plain that nothing new is lost: one
// quotation at the end, or at the beginning. Answers between quoted lines, and what is forwarded, stay whole.

const LONGEST_LINE = 1_000
const MOST_INTRO_LINES = 4

/** The text itself where nothing can be left out, or nothing would be left. */
export function newText(text: string): string {
  const lines = text.split('\n')
  if (lines.some((line) => isForwardMark(line))) return text
  const header = lines.findIndex((_, at) => isHeaderBlock(lines, at))
  const top = header < 0 ? lines : lines.slice(0, startOf(lines, header))
  const kept = withoutQuotation(top).join('\n').trim()
  return kept === '' ? text : kept
}

function withoutQuotation(lines: readonly string[]): readonly string[] {
  const quoted = lines.map((line) => /^\s{0,3}>/u.test(line))
  const [first, last] = [quoted.indexOf(true), quoted.lastIndexOf(true)]
  if (first < 0) return lines
  // Something between quoted lines is an answer to them.
  if (lines.slice(first, last).some((line, at) => !quoted[first + at] && line.trim() !== '')) return lines
  const intro = introOf(lines, first)
  const [before, after] = [lines.slice(0, intro), lines.slice(last + 1)]
  const isBlank = (some: readonly string[]): boolean => some.every((line) => line.trim() === '')
  if (isBlank(after)) return before
  return isBlank(before) ? after : lines
}

/** Where "On Monday, Anna wrote:" begins above a quotation, in any language: it ends in a colon and names a time or an address. */
function introOf(lines: readonly string[], quote: number): number {
  let end = quote - 1
  while (end >= 0 && (lines[end] ?? '').trim() === '') end--
  if (!/:\s*$/u.test((lines[end] ?? '').slice(-LONGEST_LINE))) return quote
  let found = quote
  for (let start = end; start >= 0 && start > end - MOST_INTRO_LINES; start--) {
    const line = lines[start] ?? ''
    if (line.trim() === '') break
    const intro = lines
      .slice(start, end + 1)
      .join(' ')
      .slice(0, LONGEST_LINE)
    if (!/@|\d{1,2}[:.]\d\d|\b(?:19|20)\d\d\b/u.test(intro)) continue
    // The line above may belong to it, but an answer must not be taken for it.
    if (BEGINS.test(line.trim()) && /\d/u.test(line)) return start
    if (found === quote) found = start
  }
  return found
}

/** How such lines begin: On, Am, Le, El, Il, Em, Op, Den, Dnia, a day of the week, a number. */
const BEGINS = /^(?:(?:on|am|le|el|il|em|op|den|dnia|w dniu|на|в|во)\s|\d|\p{L}{2,3}[,.]\s)/iu

const FROM = /^\*?(?:from|von|de|da|od|van|från|fra|от|от кого|від|发件人|差出人)\s*:\*?\s*\S/iu
const SENT =
  /^\*?(?:sent|date|gesendet|datum|envoyé|enviado|enviado el|data|inviato|wysłano|verzonden|skickat|sendt|дата|отправлено|надіслано|发送时间|送信日時)\s*:/iu
const SUBJECT = /^\*?(?:subject|betreff|objet|asunto|assunto|oggetto|temat|onderwerp|ämne|emne|тема|主题|件名)\s*:/iu
const HEADER_LINES = 6

/** Outlook's way: the head of the answered letter, and then all of it without marks. */
function isHeaderBlock(lines: readonly string[], at: number): boolean {
  if (!FROM.test((lines[at] ?? '').slice(0, LONGEST_LINE).trim())) return false
  const next = lines.slice(at + 1, at + 1 + HEADER_LINES).map((line) => line.trim().slice(0, LONGEST_LINE))
  return next.some((line) => SENT.test(line)) && next.some((line) => SUBJECT.test(line))
}

/** With the line drawn above it: `-----Original Message-----`, `________`. */
function startOf(lines: readonly string[], header: number): number {
  let at = header - 1
  while (at >= 0 && (lines[at] ?? '').trim() === '') at--
  return /^\s*(?:_{5,}|-{2,}[^-]{0,60}-{2,})\s*$/u.test(lines[at] ?? '') ? at : header
}

function isForwardMark(line: string): boolean {
  const text = line.slice(0, 200).trim()
  return (
    /^-{3,}\s*(?:forwarded message|weitergeleitete nachricht|message transféré|mensaje reenviado|messaggio inoltrato|пересылаемое сообщение|перенаправленное сообщение|пересланное сообщение)/iu.test(
      text,
    ) ||
    /^(?:begin forwarded message|anfang der weitergeleiteten nachricht|начало переадресованного сообщения)\s*:/iu.test(
      text,
    )
  )
}

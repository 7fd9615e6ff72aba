const MANY = 4096
const LONG = 256

/**
 * The form in which texts are compared: NFKC, case-folded, ё as е, white space collapsed and trimmed.
 * Up and down again folds what one step leaves apart (ß and SS, the two small sigmas).
 */
export function foldText(text: string): string {
  return UNUSUAL.test(text) ? foldAny(text) : foldUsual(text)
}

/** Anything but ASCII without control characters, Russian letters, «», – and —: those have one form, and one small letter each. */
const UNUSUAL = /[^ -~«»А-яЁё–—]/u

function foldUsual(text: string): string {
  const small = text.toLowerCase().replaceAll('ё', 'е')
  return (small.includes('  ') ? small.replace(/ +/g, ' ') : small).trim()
}

function foldAny(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKC')
    .replaceAll('ς', 'σ')
    .replaceAll('ё', 'е')
    .replace(/\s+/gu, ' ')
    .trim()
}

/** Folding that remembers: one message is compared with hundreds of keywords, the keywords with thousands of messages. */
export function textFolder(): (text: string) => string {
  const short = new Map<string, string>()
  let lastText = ''
  let lastFolded = ''
  return (text) => {
    if (text === lastText) return lastFolded
    let folded = short.get(text)
    if (folded !== undefined) return folded
    folded = foldText(text)
    if (text.length > LONG) {
      lastText = text
      lastFolded = folded
      return folded
    }
    if (short.size >= MANY) short.clear()
    short.set(text, folded)
    return folded
  }
}

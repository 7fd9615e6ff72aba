// A text that an RE2 pattern matches, for most patterns that people write. It is a guess: whoever takes it has it judged.

const CLASSES: { readonly [letter: string]: string } = {
  d: '1',
  w: 'a',
  s: ' ',
  D: 'a',
  W: ' ',
  S: 'a',
  n: '\n',
  t: '\t',
}
const NOTHING = new Set(['b', 'B', 'A', 'z'])
/** Tried against a negated class. */
const OTHERS = 'a1 -яA.'

export function samplePattern(pattern: string): string {
  let at = 0
  const alternatives = (): string => {
    const found = [sequence()]
    while (pattern[at] === '|') {
      at += 1
      found.push(sequence())
    }
    return found.find((text) => text !== '') ?? ''
  }
  const sequence = (): string => {
    let text = ''
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') text += quantified(atom())
    return text
  }
  const atom = (): string => {
    const sign = pattern[at] ?? ''
    at += 1
    switch (sign) {
      case '(':
        return group()
      case '[':
        return oneOf()
      case '\\':
        return escaped()
      case '.':
        return 'x'
      case '^':
      case '$':
        return ''
      default:
        return sign
    }
  }
  const group = (): string => {
    const head = /^\?(?:P?<\w+>|[a-zA-Z-]*:|([a-zA-Z-]+)\))/u.exec(pattern.slice(at))
    if (head !== null) at += head[0].length
    if (head?.[1] !== undefined) return ''
    const text = alternatives()
    at += 1
    return text
  }
  const oneOf = (): string => {
    const end = pattern.indexOf(']', at + (pattern[at] === '^' ? 2 : 1))
    const body = pattern.slice(at, end < 0 ? pattern.length : end)
    at = end < 0 ? pattern.length : end + 1
    if (body.startsWith('^')) return [...OTHERS].find((one) => !body.includes(one)) ?? '~'
    return body.startsWith('\\') ? (CLASSES[body[1] ?? ''] ?? body[1] ?? '') : ([...body][0] ?? '')
  }
  const escaped = (): string => {
    const letter = pattern[at] ?? ''
    at += 1
    if (NOTHING.has(letter)) return ''
    if (letter !== 'p' && letter !== 'P') return CLASSES[letter] ?? letter
    const name = /^(?:\{[^}]*\}|.)/u.exec(pattern.slice(at))?.[0] ?? ''
    at += name.length
    return /N/u.test(name) ? '1' : 'a'
  }
  const quantified = (text: string): string => {
    const found = /^(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/u.exec(pattern.slice(at))
    if (found === null) return text
    at += found[0].length
    if (found[1] !== undefined) return text.repeat(Math.min(Number(found[1]), 100))
    return found[0].startsWith('+') ? text : ''
  }
  let text = alternatives()
  // An unbalanced parenthesis: RE2 refuses such a pattern anyway.
  while (at < pattern.length && pattern[at] === ')') {
    at += 1
    text += alternatives()
  }
  return text
}

// Reads the common part of RE2's syntax into a tree, for making texts that match. What it doesn't know it gives up on.

export type PatternTree =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'set'; readonly sample: string }
  | { readonly kind: 'sequence'; readonly of: readonly PatternTree[] }
  | { readonly kind: 'choice'; readonly of: readonly PatternTree[] }
  | { readonly kind: 'repeat'; readonly of: PatternTree; readonly least: number }

const CLASS_SAMPLES: { readonly [letter: string]: string } = { d: '4', w: 'a', s: ' ', D: 'x', W: '-', S: 'x' }
const CONTROL: { readonly [letter: string]: string } = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', a: '\x07' }
const POSIX: { readonly [name: string]: string } = {
  alpha: 'a',
  digit: '4',
  alnum: 'a',
  space: ' ',
  upper: 'A',
  lower: 'a',
  punct: '!',
}
const SAMPLES = ['a', '4', ' ', 'А', 'я', '-', '_', 'Z', '!', '.', 'ё', '~']
const DEEPEST = 40

/** `null` for what is not known here. */
export function patternTree(pattern: string): PatternTree | null {
  let at = 0
  let depth = 0
  let isUnknown = false
  const give = (): PatternTree => {
    isUnknown = true
    return { kind: 'sequence', of: [] }
  }
  const choice = (): PatternTree => {
    const of = [sequence()]
    while (pattern[at] === '|') {
      at += 1
      of.push(sequence())
    }
    const [only] = of
    return of.length === 1 && only !== undefined ? only : { kind: 'choice', of }
  }
  const sequence = (): PatternTree => {
    const of: PatternTree[] = []
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')' && !isUnknown) of.push(repeated(atom()))
    return { kind: 'sequence', of }
  }
  const repeated = (of: PatternTree): PatternTree => {
    const found = /^(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/u.exec(pattern.slice(at))
    if (found === null) return of
    at += found[0].length
    const least = found[1] === undefined ? (found[0].startsWith('+') ? 1 : 0) : Number(found[1])
    return repeated({ kind: 'repeat', of, least })
  }
  const atom = (): PatternTree => {
    const character = String.fromCodePoint(pattern.codePointAt(at) ?? 0)
    at += character.length
    switch (character) {
      case '(':
        return group()
      case '[':
        return set()
      case '\\':
        return escaped()
      case '.':
        return { kind: 'set', sample: 'x' }
      case '^':
      case '$':
        return { kind: 'text', text: '' }
      default:
        return { kind: 'text', text: character }
    }
  }
  const group = (): PatternTree => {
    depth += 1
    if (depth > DEEPEST) return give()
    const head = /^\?(?:P?<[^>]*>|[imsU-]*:)/u.exec(pattern.slice(at))?.[0]
    const flags = /^\?[imsU-]+\)/u.exec(pattern.slice(at))?.[0]
    if (flags !== undefined) {
      at += flags.length
      depth -= 1
      return { kind: 'text', text: '' }
    }
    if (head === undefined && pattern[at] === '?') return give()
    at += head?.length ?? 0
    const inside = choice()
    if (pattern[at] !== ')') return give()
    at += 1
    depth -= 1
    return inside
  }
  const escaped = (): PatternTree => {
    const letter = pattern[at] ?? ''
    at += 1
    if (letter in CLASS_SAMPLES) return { kind: 'set', sample: CLASS_SAMPLES[letter] ?? '' }
    if (letter in CONTROL) return { kind: 'text', text: CONTROL[letter] ?? '' }
    if ('bBAzQE'.includes(letter)) return 'QE'.includes(letter) ? give() : { kind: 'text', text: '' }
    if ('pP'.includes(letter)) {
      const name = /^(?:\{\^?([^}]*)\}|(\p{L}))/u.exec(pattern.slice(at))
      if (name === null) return give()
      at += name[0].length
      const braced = `\\${letter}{${name[1] ?? name[2] ?? ''}}`
      const sample = SAMPLES.find((one) => matchesSet(braced, one))
      return sample === undefined ? give() : { kind: 'set', sample }
    }
    if (letter === 'x') {
      const code = /^(?:\{([0-9a-f]+)\}|([0-9a-f]{2}))/iu.exec(pattern.slice(at))
      if (code === null) return give()
      at += code[0].length
      return { kind: 'text', text: String.fromCodePoint(Number.parseInt(code[1] ?? code[2] ?? '0', 16)) }
    }
    return /[\p{L}\p{N}]/u.test(letter) ? give() : { kind: 'text', text: letter }
  }
  const set = (): PatternTree => {
    const found = /^\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]/su.exec(pattern.slice(at))
    if (found === null) return give()
    at += found[0].length
    const body = `[${found[0]}`
    const named = /^\[\[:(\w+):\]/u.exec(body)?.[1]
    if (named !== undefined) return { kind: 'set', sample: POSIX[named] ?? 'a' }
    const literal = /^\[([^^\\[\]])/u.exec(body)?.[1]
    const sample = literal ?? SAMPLES.find((one) => matchesSet(body, one))
    return sample === undefined ? give() : { kind: 'set', sample }
  }
  const tree = choice()
  return isUnknown || at < pattern.length ? null : tree
}

/** JavaScript's own sets are near enough to look for a sample: whether it matches is asked of RE2 later. */
function matchesSet(set: string, sample: string): boolean {
  try {
    return new RegExp(`^${set}$`, 'u').test(sample)
  } catch {
    return false
  }
}

// Texts of which at least one stands in every text that an RE2 pattern matches, so that the pattern need not be asked of
// the others. Reads the syntax that people use and gives up on the rest, which costs time and no result. The trap is a
// pattern that ignores case: its texts are sought in the folded text, where a letter may have grown together with a mark
// behind it. So such texts are Latin and Cyrillic letters and digits only, and go without their last one.
import { foldText } from '../operators/fold-text.js'

export interface PatternLiteral {
  readonly text: string
  /** To the letter; else folded. */
  readonly isExact: boolean
}

/** What a part of the pattern asks for: one of these; `null`: nothing that is known. */
type Needs = readonly PatternLiteral[] | null

const MOST_LITERALS = 64
const DEEPEST = 40
const LONE_SURROGATE = /[\ud800-\udfff]/u
/** A single letter is in most texts. */
const SHORTEST = 2
const FOLDABLE = /^[A-Za-z0-9А-яЁё]$/u
const QUANTIFIER = /^(?:([*?])|(\+)|\{(\d+)(,\d*)?\})\??/u

/** `null` where no such texts are known. */
export function patternLiterals(pattern: string): readonly PatternLiteral[] | null {
  let at = 0
  let ignoresCase = false
  let isUnknown = LONE_SURROGATE.test(pattern)

  const giveUp = (): null => {
    isUnknown = true
    return null
  }
  const alternatives = (depth: number): Needs => {
    if (depth > DEEPEST) return giveUp()
    const branches = [sequence(depth)]
    while (pattern[at] === '|') {
      at += 1
      branches.push(sequence(depth))
    }
    const together: PatternLiteral[] = []
    for (const needs of branches) {
      if (needs === null) return null
      together.push(...needs)
    }
    return together.length > MOST_LITERALS ? null : together
  }
  const sequence = (depth: number): Needs => {
    const found = bestOf()
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')' && !isUnknown) {
      const foldsHere = ignoresCase
      const atom = readAtom(depth)
      const times = QUANTIFIER.exec(pattern.slice(at))
      at += times?.[0].length ?? 0
      // RE2 refuses most of what has two; of the rest nothing is said.
      if (times !== null && QUANTIFIER.test(pattern.slice(at))) return giveUp()
      if (atom === 'nothing') {
        // Behind flags it is meant for what stands before them.
        if (times !== null) return giveUp()
        continue
      }
      const isOptional = times !== null && (times[1] !== undefined || times[3] === '0')
      if (atom === 'any' || isOptional) found.endRun()
      else if (typeof atom === 'string') {
        found.letter(atom, foldsHere)
        if (times === null) continue
        found.endRun()
        // The last one of several stands beside what follows.
        found.letter(atom, foldsHere)
      } else {
        found.endRun()
        found.take(atom)
      }
    }
    found.endRun()
    return found.needs()
  }
  /** A letter; `any` of some; `nothing` that takes room; or what a group needs. */
  const readAtom = (depth: number): string | Needs => {
    const sign = String.fromCodePoint(pattern.codePointAt(at) ?? 0)
    at += sign.length
    switch (sign) {
      case '(':
        return group(depth)
      case '[':
        return characterClass()
      case '\\':
        return escaped()
      case '.':
        return 'any'
      case '^':
      case '$':
        return 'nothing'
      default:
        return sign
    }
  }
  const group = (depth: number): string | Needs => {
    const outer = ignoresCase
    const head = /^\?(?:P?<\w+>|([imsU]*)(?:-([imsU]+))?(:|\)))/u.exec(pattern.slice(at))
    if (head === null && pattern[at] === '?') return giveUp()
    at += head?.[0].length ?? 0
    if (head?.[1]?.includes('i')) ignoresCase = true
    if (head?.[2]?.includes('i')) ignoresCase = false
    // Flags alone hold until the group around them ends.
    if (head?.[3] === ')') return 'nothing'
    const needs = alternatives(depth + 1)
    if (pattern[at] !== ')') return giveUp()
    at += 1
    ignoresCase = outer
    return needs
  }
  const characterClass = (): string | null => {
    const found = /^\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]/su.exec(pattern.slice(at))
    if (found === null) return giveUp()
    at += found[0].length
    return 'any'
  }
  const escaped = (): string | null => {
    const found =
      /^(?:([bBAz])|([dDwWsSfnrtva]|[pP](?:\{\^?\w+\}|\w)|x(?:\{[0-9a-f]+\}|[0-9a-f]{2}))|([!-/:-@[-`{-~]))/iu.exec(
        pattern.slice(at),
      )
    const [whole, assertion, set, mark] = found ?? []
    if (whole === undefined || whole === 'Z' || whole === 'a' || whole === 'V') return giveUp()
    at += whole.length
    if (assertion !== undefined) return 'nothing'
    return set === undefined ? (mark ?? giveUp()) : 'any'
  }

  const needs = alternatives(0)
  return isUnknown || at < pattern.length ? null : needs
}

interface Best {
  readonly letter: (letter: string, isFolded: boolean) => void
  /** What follows doesn't stand beside what came before. */
  readonly endRun: () => void
  readonly take: (needs: Needs) => void
  readonly needs: () => Needs
}

/** Of what a sequence needs, the one whose shortest text is longest. */
function bestOf(): Best {
  let best: Needs = null
  let run = ''
  let isFolded = false
  const take = (needs: Needs): void => {
    if (needs !== null && (best === null || shortest(needs) > shortest(best))) best = needs
  }
  const endRun = (): void => {
    const text = isFolded ? foldText(run).slice(0, -1) : run
    if (text.length >= SHORTEST) take([{ text, isExact: !isFolded }])
    run = ''
  }
  return {
    letter: (letter, folded) => {
      if (folded !== isFolded || (folded && !FOLDABLE.test(letter))) endRun()
      isFolded = folded
      if (!folded || FOLDABLE.test(letter)) run += letter
    },
    endRun,
    take,
    needs: () => best,
  }
}

function shortest(needs: readonly PatternLiteral[]): number {
  return Math.min(...needs.map(({ text }) => text.length))
}

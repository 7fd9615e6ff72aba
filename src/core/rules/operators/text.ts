import { textFolder } from './fold-text.js'
import { isList, type Judgement, notA, type RuleOperator } from './operator.js'

type Fold = (text: string) => string
type Test = (text: string, sought: string) => boolean

const LETTER = /[\p{L}\p{M}\p{N}_]/u

/** Text operators; each has an exact twin that compares the texts as they are. */
export function textOperators(): readonly RuleOperator[] {
  const fold = textFolder()
  const asItIs: Fold = (text) => text
  const both = (make: (fold: Fold) => RuleOperator): RuleOperator => ({ ...make(fold), exact: make(asItIs) })
  return [
    both((form) => one('containsText', form, (text, sought) => text.includes(sought), 'The text contains this one.')),
    both((form) => several('containsAnyText', form, 'some', 'The text contains at least one of these.')),
    both((form) => several('containsAllText', form, 'every', 'The text contains all of these.')),
    both((form) => one('containsWord', form, hasWord, 'The text contains this word or phrase as a whole.')),
    both((form) =>
      one('startsWith', form, (text, sought) => text.startsWith(sought), 'The text begins with this one.'),
    ),
    both((form) => one('endsWith', form, (text, sought) => text.endsWith(sought), 'The text ends with this one.')),
  ]
}

function one(name: string, fold: Fold, test: Test, help: string): RuleOperator {
  return {
    name,
    help,
    facts: ['text', 'time', 'clock'],
    valueProblem: soughtProblem,
    judge(fact, value): Judgement {
      if (typeof fact !== 'string') return notA('A text', fact)
      const problem = soughtProblem(value)
      if (problem !== undefined) return problem
      return typeof value === 'string' && test(fold(fact), fold(value))
    },
  }
}

function several(name: string, fold: Fold, how: 'some' | 'every', help: string): RuleOperator {
  return {
    name,
    help,
    facts: ['text', 'time', 'clock'],
    valueProblem: soughtListProblem,
    judge(fact, value): Judgement {
      if (typeof fact !== 'string') return notA('A text', fact)
      if (!isList(value)) return notA('A list of texts to look for', value)
      const problem = soughtListProblem(value)
      if (problem !== undefined) return problem
      const text = fold(fact)
      const holds = (sought: unknown): boolean => typeof sought === 'string' && text.includes(fold(sought))
      return how === 'some' ? value.some(holds) : value.every(holds)
    },
  }
}

/** Every text contains nothing, so looking for nothing is a mistake, not a match. */
function soughtProblem(value: unknown): string | undefined {
  if (typeof value !== 'string') return notA('A text to look for', value)
  return value.trim() === '' ? 'The text to look for is blank' : undefined
}

function soughtListProblem(value: unknown): string | undefined {
  if (!isList(value)) return notA('A list of texts to look for', value)
  if (value.length === 0) return 'The list of texts to look for is empty'
  for (const sought of value) {
    const problem = soughtProblem(sought)
    if (problem !== undefined) return problem
  }
  return undefined
}

/** `\b` of regular expressions knows only Latin letters. */
export function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!LETTER.test(characterBefore(text, at)) && !LETTER.test(characterAt(text, at + word.length))) return true
  }
  return false
}

function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at)
  return code === undefined ? '' : String.fromCodePoint(code)
}

function characterBefore(text: string, at: number): string {
  if (at === 0) return ''
  const last = text.charCodeAt(at - 1)
  return last >= 0xdc00 && last <= 0xdfff ? text.slice(Math.max(0, at - 2), at) : text.slice(at - 1, at)
}

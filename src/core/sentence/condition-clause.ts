import { factOfValue } from '../rules/compile-condition.js'
import type { Condition, FactCondition, TopLevelCondition } from '../rules/condition.js'
import { splitOperator } from '../rules/operators/engine-operators.js'
import { isRecord, own } from '../rules/record.js'
import { type FactPhrase, factPhrase } from './fact-phrase.js'
import { fill } from './fill.js'
import { quoted } from './quoted.js'
import { itemsOf, joined, spanPhrase, valuePhrase } from './value-phrase.js'
import type { OperatorWords, Words } from './words.js'

export type NamedConditions = ReadonlyMap<string, TopLevelCondition>

/** A named condition is explained where it stands, unless that would be longer than this. */
const LONGEST_MEANING = 140

interface Speaker {
  readonly words: Words
  readonly named: NamedConditions
  /** Named conditions that are being explained; one inside another is only named. */
  readonly isInside: boolean
}

/** `null`: it always holds. */
export function conditionClause(condition: Condition, words: Words, named: NamedConditions): string | null {
  return clauseOf(condition, true, { words, named, isInside: false }, true)
}

/** `isSo: false` is the contrary: "not all" becomes "one not" and so on, down to the comparisons. */
function clauseOf(condition: Condition, isSo: boolean, speaker: Speaker, isRoot: boolean): string | null {
  const group = groupOf(condition, isSo)
  if (group === null) {
    if ('not' in condition) return clauseOf(condition.not, !isSo, speaker, isRoot)
    if ('condition' in condition) return namedClause(condition.condition, isSo, speaker)
    return 'fact' in condition ? comparison(condition, isSo, speaker.words) : null
  }
  const parts = membersOf(group)
  const said = parts.map((part) => clauseOf(part.condition, part.isSo, speaker, parts.length === 1 && isRoot))
  // One that always holds makes "or" always hold, and adds nothing to "and".
  if (group.word === 'or' && said.includes(null)) return null
  const clauses = said.filter((one) => one !== null)
  if (clauses.length === 0) return null
  const text = joined(clauses, speaker.words[group.word])
  return isRoot || clauses.length === 1 ? text : `(${text})`
}

interface Member {
  readonly condition: Condition
  readonly isSo: boolean
}

interface Group {
  readonly word: 'and' | 'or'
  readonly members: readonly Member[]
}

/** `null` for a condition that is no list of others. */
function groupOf(condition: Condition, isSo: boolean): Group | null {
  if ('not' in condition) return groupOf(condition.not, !isSo)
  const list = 'all' in condition ? condition.all : 'any' in condition ? condition.any : null
  if (list === null) return null
  const word = 'all' in condition === isSo ? 'and' : 'or'
  return { word, members: list.map((one) => ({ condition: one, isSo })) }
}

/** Lists inside lists of the same kind are one list. */
function membersOf({ word, members }: Group): readonly Member[] {
  return members.flatMap((member) => {
    const inner = groupOf(member.condition, member.isSo)
    return inner !== null && (inner.word === word || inner.members.length === 1)
      ? membersOf({ ...inner, word })
      : [member]
  })
}

function namedClause(name: string, isSo: boolean, speaker: Speaker): string {
  const { words, named, isInside } = speaker
  const meant = named.get(name)
  const called = quoted(name, words)
  const meaning = meant === undefined || isInside ? null : clauseOf(meant, isSo, { ...speaker, isInside: true }, true)
  const template = isSo ? words.named : words.notNamed
  if (meaning !== null && meaning.length <= LONGEST_MEANING) return fill(template, { name: called, meaning })
  return fill(template, { name: called, meaning: '' }).replace(/ \([^()]*\)$/u, '')
}

/** Of one value: what an operator for lists says by the name of the one for single values. */
const SINGLE: { readonly [operator: string]: string } = {
  in: 'equal',
  notIn: 'notEqual',
  hasAny: 'contains',
  hasAll: 'contains',
  hasNone: 'doesNotContain',
  containsAnyText: 'containsText',
  containsAllText: 'containsText',
}

function comparison({ fact, path, params, operator, value }: FactCondition, so: boolean, words: Words): string {
  const { decorators, name } = splitOperator(operator)
  const isSo = decorators.filter((one) => one === 'not').length % 2 === 0 ? so : !so
  const asked = factPhrase({ fact, path, params }, words)
  const isSingle = Array.isArray(value) && value.length === 1 && Object.hasOwn(SINGLE, name)
  const [judged, compared] = isSingle ? [SINGLE[name] ?? name, value[0]] : [name, value]
  if (decorators.every((one) => one === 'not')) {
    const whole = wholeClause(asked, judged, compared, isSo) ?? equalClause(asked, judged, compared, isSo, words)
    if (whole !== null) return whole
  }
  const said = withDecorators(decorators, asked, words)
  const isYes = typeof compared === 'boolean' && isYesOrNo(judged) ? compared === isSo : isSo
  const spoken: OperatorWords = words.operators[judged] ?? { label: judged, ...words.unknownOperator }
  const { yes, no } = (said.plural === true ? spoken.plural : undefined) ?? spoken
  const isSwapped = decorators.includes('swap')
  const list = Array.isArray(compared) ? itemsOf(compared, words, asked.hasKnownValues) : []
  const one = valuePhrase(compared, words, asked.hasKnownValues)
  const span = typeof compared === 'string' ? spanPhrase(compared, words) : one
  const text = fill(
    isYes ? yes : no,
    {
      fact: isSwapped ? one : said.noun,
      of: said.of,
      value: isSwapped ? said.noun : one,
      valueOf: isSwapped ? said.of : (ofValue(compared, words) ?? one),
      any: joined(list, words.or),
      every: joined(list, words.and),
      none: list.length > 1 ? words.neither(list) : one,
      low: list[0] ?? one,
      high: list[1] ?? '',
      span,
      operator: judged,
    },
    said.plural === true && !isSwapped,
  )
  return isRecord(params) && own(params, 'exact') === true ? `${text}${words.exact}` : text
}

/** Facts that are true or false, and "is there any", have clauses of their own. */
function wholeClause(fact: FactPhrase, operator: string, value: unknown, isSo: boolean): string | null {
  const isEqual = operator === 'equal' ? isSo : operator === 'notEqual' ? !isSo : null
  if (typeof value === 'boolean' && isEqual !== null && fact.yes !== undefined && fact.no !== undefined)
    return value === isEqual ? fact.yes : fact.no
  if (fact.blank === undefined || fact.filled === undefined) return null
  if (operator === 'isBlank' && typeof value === 'boolean') return value === isSo ? fact.blank : fact.filled
  return value === null && isEqual !== null ? (isEqual ? fact.blank : fact.filled) : null
}

/** Who did it, wrote it and so on. */
function equalClause(
  { equal, hasKnownValues }: FactPhrase,
  operator: string,
  value: unknown,
  isSo: boolean,
  words: Words,
): string | null {
  if (equal === undefined) return null
  if ((operator === 'in' || operator === 'notIn') && Array.isArray(value) && value.length > 1) {
    const items = itemsOf(value, words, hasKnownValues)
    const isOneOf = (operator === 'in') === isSo
    return fill(isOneOf ? equal.yes : equal.none, { value: isOneOf ? joined(items, words.or) : words.neither(items) })
  }
  if (operator !== 'equal' && operator !== 'notEqual') return null
  const said = valuePhrase(value, words, hasKnownValues)
  return fill((operator === 'equal') === isSo ? equal.yes : equal.no, { value: said })
}

/** Genitive of a value that is a fact. */
function ofValue(value: unknown, words: Words): string | null {
  const other = factOfValue(value)
  return other === undefined ? null : factPhrase(other, words).of
}

/** Those that say yes or no of a fact, with `true` or `false` as their value. */
function isYesOrNo(operator: string): boolean {
  return operator === 'isBlank' || operator === 'isEmail' || operator === 'isPhone'
}

function withDecorators(decorators: readonly string[], fact: FactPhrase, words: Words): FactPhrase {
  const { noun } = fact
  if (decorators.includes('everyFact')) return { ...fact, ...singular(fill(words.each, { noun })) }
  if (decorators.includes('someFact')) return { ...fact, ...singular(fill(words.someOf, { noun })) }
  return fact
}

function singular(noun: string): Pick<FactPhrase, 'noun' | 'of'> & { readonly plural?: never } {
  return { noun, of: noun }
}

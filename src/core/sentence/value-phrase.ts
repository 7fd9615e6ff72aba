import { factOfValue } from '../rules/compile-condition.js'
import { parseSpan } from '../rules/duration.js'
import { isRecord } from '../rules/record.js'
import { factPhrase } from './fact-phrase.js'
import { quoted } from './quoted.js'
import type { Words } from './words.js'

/** Of a list; the rest is counted. */
const MOST_ITEMS = 4

/** `isKnown`: one of the values that the catalogue lists for the fact, so that it has a word. */
export function valuePhrase(value: unknown, words: Words, isKnown = false): string {
  if (value === null || value === undefined) return words.nothing
  if (typeof value === 'string') {
    const word = isKnown && Object.hasOwn(words.values, value) ? words.values[value] : undefined
    return word ?? quoted(value, words)
  }
  if (Array.isArray(value)) return joined(itemsOf(value, words, isKnown), words.and)
  if (!isRecord(value)) return String(value)
  const other = factOfValue(value)
  return other === undefined ? quoted(JSON.stringify(value), words) : factPhrase(other, words).noun
}

/** Phrases of a list's values, of a long one the first. */
export function itemsOf(list: readonly unknown[], words: Words, isKnown = false): readonly string[] {
  const most = list.length > MOST_ITEMS + 1 ? MOST_ITEMS : list.length
  const shown = list.slice(0, most).map((one) => valuePhrase(one, words, isKnown))
  return most === list.length ? shown : [...shown, words.more.replace('{count}', String(list.length - most))]
}

/** `a, b and c` */
export function joined(items: readonly string[], word: string): string {
  const [last = ''] = items.slice(-1)
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${word} ${last}`
}

/** A duration in words; what is none is shown as it stands. */
export function spanPhrase(duration: string, words: Words, isOpenTime = false): string {
  const span = parseSpan(duration)
  return span === undefined ? quoted(duration, words) : words.span(span.months, span.ms, isOpenTime)
}

import { MISSING } from '../missing.js'
import { foldText } from '../operators/fold-text.js'
import { isList } from '../operators/operator.js'
import { hasWord } from '../operators/text.js'
import type { Test } from './predicate.js'
import { type InRoom, readFolded } from './room.js'
import type { Slot } from './slot.js'

/** From so many values on, a set finds one faster than the list. */
const MANY = 8

/**
 * For the commonest operators with a value that is written in the rule: what json-rules-engine's operator answers,
 * with what depends on the value alone done once. `undefined`: there is none, the operator itself is asked.
 */
export function quickTest(operator: string, value: unknown): Test | undefined {
  switch (operator) {
    case 'equal':
      return (fact) => fact === value
    case 'notEqual':
      return (fact) => fact !== value && fact !== MISSING
    case 'in':
      return isList(value) ? membership(value) : undefined
    case 'notIn':
      return isList(value) ? absence(membership(value)) : undefined
    case 'containsText':
      return ofText(value, (text, sought) => text.includes(sought))
    case 'containsWord':
      return ofText(value, hasWord)
    case 'startsWith':
      return ofText(value, (text, sought) => text.startsWith(sought))
    case 'endsWith':
      return ofText(value, (text, sought) => text.endsWith(sought))
    case 'containsAnyText':
      return ofTexts(value, (text, sought) => sought.some((one) => text.includes(one)))
    case 'containsAllText':
      return ofTexts(value, (text, sought) => sought.every((one) => text.includes(one)))
    default:
      return undefined
  }
}

function membership(list: readonly unknown[]): Test {
  if (list.length < MANY) return (fact) => list.indexOf(fact) > -1
  // The list is JSON and so has no NaN, which a set would find.
  const values = new Set(list)
  return (fact) => values.has(fact)
}

function absence(present: Test): Test {
  return (fact, value, here, slot) => fact !== MISSING && !present(fact, value, here, slot)
}

function ofText(value: unknown, test: (text: string, sought: string) => boolean): Test | undefined {
  if (!isSought(value)) return undefined
  const sought = foldText(value)
  return (fact, _, here, slot) => typeof fact === 'string' && test(readFolded(here, slot, fact), sought)
}

function ofTexts(value: unknown, test: (text: string, sought: readonly string[]) => boolean): Test | undefined {
  if (!isList(value) || value.length === 0 || !value.every(isSought)) return undefined
  const sought = value.map(foldText)
  return (fact: unknown, _: unknown, here: InRoom, slot: Slot) =>
    typeof fact === 'string' && test(readFolded(here, slot, fact), sought)
}

/** The operators call a blank text a mistake; they are asked then. */
function isSought(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}

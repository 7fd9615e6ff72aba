import type { ExpectedChat } from './expected-chat.js'
import type { ExpectedEffect, ExpectedText } from './scenario.js'
import { isObject, pointerTo } from './shape.js'

/** One expectation that didn't hold. */
export interface Difference {
  /** JSON pointer into the scenario. */
  readonly pointer: string
  readonly expected: unknown
  /** What was there; `undefined` where nothing was. */
  readonly actual: unknown
  /** A sentence for people. */
  readonly message: string
}

export function differs(pointer: string, expected: unknown, actual: unknown, message?: string): Difference {
  const said = message ?? `expected ${shown(expected)}, got ${shown(actual)}`
  return { pointer, expected, actual, message: said }
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value)
}

/** Where `actual` lacks something of `expected`: objects may have more, lists may not. */
export function compare(expected: unknown, actual: unknown, pointer: string): readonly Difference[] {
  if (isObject(expected)) {
    if (!isObject(actual)) return [differs(pointer, expected, actual)]
    return Object.entries(expected).flatMap(([key, one]) =>
      compare(one, Object.hasOwn(actual, key) ? actual[key] : undefined, pointerTo(pointer, key)),
    )
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return [differs(pointer, expected, actual)]
    return compareLists(expected, actual, pointer, compare)
  }
  return sameValue(expected, actual) ? [] : [differs(pointer, expected, actual)]
}

/** Lists of one length, item by item; a different length is one difference that shows both lists. */
export function compareLists<Expected, Actual>(
  expected: readonly Expected[],
  actual: readonly Actual[],
  pointer: string,
  item: (expected: Expected, actual: Actual, pointer: string) => readonly Difference[],
): readonly Difference[] {
  if (expected.length !== actual.length) {
    const message = `expected ${expected.length}, got ${actual.length}: ${shown(actual)}`
    return [differs(pointer, expected, actual, message)]
  }
  return expected.flatMap((one, index) => {
    const other = actual[index]
    return other === undefined ? [] : item(one, other, pointerTo(pointer, index))
  })
}

export function compareText(expected: ExpectedText, actual: string, pointer: string): readonly Difference[] {
  if (typeof expected === 'string') return expected === actual ? [] : [differs(pointer, expected, actual)]
  if (actual.includes(expected.contains)) return []
  return [differs(pointer, expected, actual, `expected a text with ${shown(expected.contains)}, got ${shown(actual)}`)]
}

export function compareEffect(expected: ExpectedEffect, actual: object, pointer: string): readonly Difference[] {
  return compare(expected, actual, pointer)
}

/** What `compareChat` needs of a view beside the properties that are compared one by one. */
interface Viewed {
  readonly tags: readonly string[]
  readonly actions: readonly string[]
}

export function compareChat(expected: ExpectedChat, actual: Viewed, pointer: string): readonly Difference[] {
  const { tags, actions, offers = [], doesNotOffer = [], ...rest } = expected
  return [
    ...compare(rest, { ...actual }, pointer),
    ...sameMembers(tags, actual.tags, `${pointer}/tags`),
    ...sameMembers(actions, actual.actions, `${pointer}/actions`),
    ...offers.flatMap((action, index) =>
      actual.actions.includes(action) ? [] : [differs(`${pointer}/offers/${index}`, action, actual.actions)],
    ),
    ...doesNotOffer.flatMap((action, index) =>
      actual.actions.includes(action) ? [differs(`${pointer}/doesNotOffer/${index}`, action, actual.actions)] : [],
    ),
  ]
}

function sameMembers(expected: readonly string[] | undefined, actual: readonly string[], pointer: string) {
  if (expected === undefined) return []
  const same = JSON.stringify([...new Set(expected)].sort()) === JSON.stringify([...new Set(actual)].sort())
  return same ? [] : [differs(pointer, expected, actual)]
}

/** These, in this order, perhaps with others between them. */
export function compareOrder(
  expected: readonly string[],
  actual: readonly string[],
  pointer: string,
): readonly Difference[] {
  let from = 0
  for (const [index, one] of expected.entries()) {
    const at = actual.indexOf(one, from)
    if (at === -1) return [differs(`${pointer}/${index}`, one, actual)]
    from = at + 1
  }
  return []
}

const MOMENT = /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/

function sameValue(expected: unknown, actual: unknown): boolean {
  if (expected === actual) return true
  if (typeof expected !== 'string' || typeof actual !== 'string') return false
  return MOMENT.test(expected) && MOMENT.test(actual) && Date.parse(expected) === Date.parse(actual)
}

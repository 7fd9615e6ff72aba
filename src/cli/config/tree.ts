// Plain trees of objects: what several layers say, laid over each other.
import { isRecord, own, pointerTo, type UnknownRecord } from '../../core/rules/record.js'

export function stepsOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

export function valueAt(tree: unknown, pointer: string): unknown {
  let here = tree
  for (const step of stepsOf(pointer)) {
    if (Array.isArray(here)) here = here[Number(step)]
    else here = isRecord(here) ? own(here, step) : undefined
  }
  return here
}

/** The tree with a value at a place; objects on the way are made. */
export function withValue(tree: UnknownRecord, pointer: string, value: unknown): UnknownRecord {
  const [step, ...rest] = stepsOf(pointer)
  if (step === undefined) return tree
  const below = own(tree, step)
  const inside = rest.length === 0 ? value : withValue(isRecord(below) ? below : {}, rest.reduce(pointerTo, ''), value)
  return { ...tree, [step]: inside }
}

/** Objects are laid over each other key by key, everything else is replaced. A secret is one thing, however it is said. */
export function laidOver(under: UnknownRecord, over: UnknownRecord): UnknownRecord {
  const keys = new Set([...Object.keys(under), ...Object.keys(over)])
  return Object.fromEntries([...keys].map((key) => [key, oneOver(own(under, key), own(over, key))]))
}

function oneOver(under: unknown, over: unknown): unknown {
  if (over === undefined) return under
  if (!isRecord(under) || !isRecord(over) || isReference(under) || isReference(over)) return over
  return laidOver(under, over)
}

function isReference(value: UnknownRecord): boolean {
  const keys = Object.keys(value)
  return keys.length === 1 && (keys[0] === 'env' || keys[0] === 'file') && typeof value[keys[0]] === 'string'
}

/**
 * The tree without what stands at a place. Of a list that loses one of its own items nothing is left: the others would
 * stand at other places.
 */
export function without(tree: UnknownRecord, pointer: string): UnknownRecord {
  const [step, ...rest] = stepsOf(pointer)
  if (step === undefined || !Object.hasOwn(tree, step)) return tree
  const { [step]: below, ...others } = tree
  if (rest.length === 0) return others
  if (isRecord(below)) return { ...others, [step]: without(below, rest.reduce(pointerTo, '')) }
  const list = Array.isArray(below) ? listWithout(below, rest) : null
  return list === null ? others : { ...others, [step]: list }
}

function listWithout(list: readonly unknown[], [index, ...rest]: readonly string[]): readonly unknown[] | null {
  const item = list[Number(index)]
  if (rest.length === 0 || !isRecord(item)) return null
  return list.with(Number(index), without(item, rest.reduce(pointerTo, '')))
}

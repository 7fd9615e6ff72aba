import type { Json } from '../../json.js'
import { canonicalJson } from '../canonical-json.js'
import { isRecord } from '../record.js'
import { quoted, type RuleChange, step } from './rule-change.js'

/** Lists in which order means nothing. */
const SETS = ['tags', 'channels', 'agents', 'unless']

/** Whatever has no meaning of its own here, field by field, as deep as both sides are alike. */
export function fieldChanges(before: unknown, after: unknown, pointer: string, what: string): readonly RuleChange[] {
  if (canonicalJson(before) === canonicalJson(after)) return []
  const [old, fresh] = [partsOf(before), partsOf(after)]
  const name = pointer.slice(pointer.lastIndexOf('/') + 1)
  if (SETS.includes(name) && Array.isArray(before) && Array.isArray(after))
    return membersOf(before, after, pointer, what)
  if (old === null || fresh === null || Array.isArray(before) !== Array.isArray(after))
    return [
      {
        pointer,
        before: before as Json | undefined,
        after: after as Json | undefined,
        sentence: `${what}: ${told(before, after)}`,
      },
    ]
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((key) =>
    fieldChanges(old.get(key), fresh.get(key), `${pointer}${step(key)}`, `${what} \`${key}\``.trim()),
  )
}

function told(before: unknown, after: unknown): string {
  if (before === undefined) return `${quoted(after)}, was not given before`
  if (after === undefined) return `no longer given, was ${quoted(before)}`
  return `${quoted(after)} instead of ${quoted(before)}`
}

function membersOf(before: readonly unknown[], after: readonly unknown[], pointer: string, what: string) {
  const [old, fresh] = [new Map(before.map(keyed)), new Map(after.map(keyed))]
  const more = [...fresh].filter(([key]) => !old.has(key)).map(([, one]) => quoted(one))
  const less = [...old].filter(([key]) => !fresh.has(key)).map(([, one]) => quoted(one))
  if (more.length + less.length === 0) return []
  const said = [
    ...(more.length > 0 ? [`${more.join(', ')} added`] : []),
    ...(less.length > 0 ? [`${less.join(', ')} removed`] : []),
  ]
  return [{ pointer, before: before as Json, after: after as Json, sentence: `${what}: ${said.join(', ')}` }]
}

function keyed(one: unknown): readonly [string, unknown] {
  return [canonicalJson(one), one]
}

function partsOf(value: unknown): ReadonlyMap<string, unknown> | null {
  return Array.isArray(value) || isRecord(value) ? new Map(Object.entries(value)) : null
}

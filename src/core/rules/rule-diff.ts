import type { Json } from '../json.js'
import type { Rule, RuleSet } from './rule-set.js'

/** One difference inside a thing: from a pointer on, what was there and what is. `undefined`: nothing. */
export interface FieldChange {
  /** JSON pointer into the thing. */
  readonly pointer: string
  readonly before: Json | undefined
  readonly after: Json | undefined
}

export interface ChangedThing {
  readonly id: string
  readonly changes: readonly FieldChange[]
}

export interface ThingDiff {
  readonly added: readonly string[]
  readonly removed: readonly string[]
  readonly changed: readonly ChangedThing[]
}

export interface RuleDiff {
  /** By id, in order of the new rules, removed ones in order of the old. */
  readonly rules: ThingDiff
  /** Rules of one priority run in the order in which they stand; it is another one now. */
  readonly isReordered: boolean
  /** By name. */
  readonly schedules: ThingDiff
  readonly conditions: ThingDiff
}

/** What changes from some rule sets to others, whatever files they were spread over. */
export function ruleDiff(before: readonly RuleSet[], after: readonly RuleSet[]): RuleDiff {
  const [old, fresh] = [rulesOf(before), rulesOf(after)]
  const common = (ids: Iterable<string>, others: ReadonlyMap<string, Rule>) => [...ids].filter((id) => others.has(id))
  return {
    rules: thingDiff(old, fresh),
    isReordered: common(old.keys(), fresh).join('\n') !== common(fresh.keys(), old).join('\n'),
    schedules: thingDiff(namedIn(before, 'schedules'), namedIn(after, 'schedules')),
    conditions: thingDiff(namedIn(before, 'conditions'), namedIn(after, 'conditions')),
  }
}

export function isSameRules({ rules, isReordered, schedules, conditions }: RuleDiff): boolean {
  const isEmpty = ({ added, removed, changed }: ThingDiff) => added.length + removed.length + changed.length === 0
  return !isReordered && [rules, schedules, conditions].every(isEmpty)
}

function rulesOf(sets: readonly RuleSet[]): ReadonlyMap<string, Rule> {
  return new Map(sets.flatMap(({ rules = [] }) => rules.map((rule) => [rule.id, rule] as const)))
}

function namedIn(sets: readonly RuleSet[], key: 'schedules' | 'conditions'): ReadonlyMap<string, unknown> {
  return new Map(sets.flatMap((set) => Object.entries<unknown>(set[key] ?? {})))
}

function thingDiff(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): ThingDiff {
  const changed = [...after].flatMap(([id, thing]): ChangedThing[] => {
    if (!before.has(id)) return []
    const changes = changesOf('', before.get(id), thing)
    return changes.length === 0 ? [] : [{ id, changes }]
  })
  return {
    added: [...after.keys()].filter((id) => !before.has(id)),
    removed: [...before.keys()].filter((id) => !after.has(id)),
    changed,
  }
}

/** As deep as both sides are alike. Checked rules are 130 levels deep at most. */
function changesOf(pointer: string, before: unknown, after: unknown): readonly FieldChange[] {
  if (before === after) return []
  const [left, right] = [partsOf(before), partsOf(after)]
  if (left === null || right === null || Array.isArray(before) !== Array.isArray(after))
    return [{ pointer, before: before as Json | undefined, after: after as Json | undefined }]
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((key) => {
    const step = key.replaceAll('~', '~0').replaceAll('/', '~1')
    return changesOf(`${pointer}/${step}`, left.get(key), right.get(key))
  })
}

function partsOf(value: unknown): ReadonlyMap<string, unknown> | null {
  if (typeof value !== 'object' || value === null) return null
  return new Map(Object.entries(value))
}

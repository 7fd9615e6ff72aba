import type { Rule, RuleSet } from '../rule-set.js'
import { conditionChanges } from './condition-changes.js'
import { fieldChanges } from './field-changes.js'
import type { RuleChange } from './rule-change.js'
import { ruleChanges } from './rule-changes.js'

export interface ChangedThing {
  readonly id: string
  readonly changes: readonly RuleChange[]
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
  /** By id. */
  readonly workflows: ThingDiff
}

/** What changes from some rule sets to others, whatever files they were spread over. What means the same is no difference. */
export function ruleDiff(before: readonly RuleSet[], after: readonly RuleSet[]): RuleDiff {
  const [old, fresh] = [rulesOf(before), rulesOf(after)]
  const common = (ids: Iterable<string>, others: ReadonlyMap<string, Rule>) => [...ids].filter((id) => others.has(id))
  const byField = (one: unknown, other: unknown) => fieldChanges(one, other, '', '')
  return {
    rules: thingDiff(old, fresh, ruleChanges),
    isReordered: common(old.keys(), fresh).join('\n') !== common(fresh.keys(), old).join('\n'),
    schedules: thingDiff(namedIn(before, 'schedules'), namedIn(after, 'schedules'), byField),
    conditions: thingDiff(namedIn(before, 'conditions'), namedIn(after, 'conditions'), (one, other) =>
      conditionChanges(one, other, ''),
    ),
    workflows: thingDiff(workflowsOf(before), workflowsOf(after), byField),
  }
}

export function isSameRules({ rules, isReordered, schedules, conditions, workflows }: RuleDiff): boolean {
  const isEmpty = ({ added, removed, changed }: ThingDiff) => added.length + removed.length + changed.length === 0
  return !isReordered && [rules, schedules, conditions, workflows].every(isEmpty)
}

function rulesOf(sets: readonly RuleSet[]): ReadonlyMap<string, Rule> {
  return new Map(sets.flatMap(({ rules = [] }) => rules.map((rule) => [rule.id, rule] as const)))
}

function workflowsOf(sets: readonly RuleSet[]): ReadonlyMap<string, unknown> {
  return new Map(sets.flatMap(({ workflows = [] }) => workflows.map((workflow) => [workflow.id, workflow] as const)))
}

function namedIn(sets: readonly RuleSet[], key: 'schedules' | 'conditions'): ReadonlyMap<string, unknown> {
  return new Map(sets.flatMap((set) => Object.entries<unknown>(set[key] ?? {})))
}

function thingDiff<T>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  changesOf: (before: T, after: T) => readonly RuleChange[],
): ThingDiff {
  const changed = [...after].flatMap(([id, thing]): ChangedThing[] => {
    const old = before.get(id)
    if (old === undefined) return []
    const changes = changesOf(old, thing)
    return changes.length === 0 ? [] : [{ id, changes }]
  })
  return {
    added: [...after.keys()].filter((id) => !before.has(id)),
    removed: [...before.keys()].filter((id) => !after.has(id)),
    changed,
  }
}

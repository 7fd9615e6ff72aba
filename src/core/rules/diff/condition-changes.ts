// Two conditions laid side by side as trees: what is asked besides, no longer, or otherwise.
import type { Json } from '../../json.js'
import { sameJson } from '../operators/same-json.js'
import { isRecord } from '../record.js'
import {
  type ConditionTree,
  conditionText,
  conditionTree,
  factText,
  type Group,
  groupOf,
  lookedAt,
} from './condition-tree.js'
import { quoted, type RuleChange } from './rule-change.js'

/** `undefined`: none, it always holds. */
export function conditionChanges(before: unknown, after: unknown, pointer: string): readonly RuleChange[] {
  const [old, fresh] = [before, after].map((one) => (one === undefined ? null : conditionTree(one, pointer)))
  if (old == null && fresh == null) return []
  if (old == null && fresh != null) return [changed(null, fresh, `it has a condition now: ${conditionText(fresh)}`)]
  if (fresh == null && old != null)
    return [changed(old, null, `it always holds; its condition is gone: ${conditionText(old)}`)]
  return old == null || fresh == null ? [] : treeChanges(old, fresh, '')
}

function treeChanges(old: ConditionTree, fresh: ConditionTree, where: string): readonly RuleChange[] {
  if (old.key === fresh.key) return []
  if (old.kind === 'not' && fresh.kind === 'not') return treeChanges(old.part, fresh.part, `${where}under \`not\`, `)
  const kind = isGroup(fresh) ? fresh.kind : isGroup(old) ? old.kind : null
  if (kind === null) return [compared(old, fresh, where)]
  return groupChanges(asGroup(old, kind), asGroup(fresh, kind), where)
}

function isGroup(tree: ConditionTree): tree is Group {
  return tree.kind === 'all' || tree.kind === 'any'
}

function asGroup(tree: ConditionTree, kind: Group['kind']): Group {
  return isGroup(tree) ? tree : groupOf(kind, [tree], tree.pointer, tree.source)
}

function groupChanges(old: Group, fresh: Group, where: string): readonly RuleChange[] {
  const left = [...old.parts]
  const added: ConditionTree[] = []
  for (const part of fresh.parts) if (!take(left, ({ key }) => key === part.key)) added.push(part)
  const changes: RuleChange[] = []
  if (old.kind !== fresh.kind && old.parts.length > 1 && fresh.parts.length > 1) {
    const said =
      fresh.kind === 'any' ? 'any of its parts is enough, no longer all' : 'all of its parts are needed, no longer any'
    changes.push(changed(old, fresh, `${where}${said}`))
  }
  // The nearest relation first: another value, then another operator, then a group of the same kind.
  const rest = pairs(added, left, isSameComparison, where, changes)
  const others = pairs(rest, left, isSameFact, where, changes)
  const fit = (one: ConditionTree, other: ConditionTree) => one.kind !== 'one' && one.kind === other.kind
  const fresher = pairs(others, left, fit, where, changes)
  const [more, less] =
    fresh.kind === 'all' ? ['now also asks', 'no longer asks'] : ['now also holds where', 'no longer holds where']
  for (const part of left) changes.push(changed(part, null, `${where}the condition ${less} ${conditionText(part)}`))
  for (const part of fresher) changes.push(changed(null, part, `${where}the condition ${more} ${conditionText(part)}`))
  return changes
}

/** Those of `added` that have no partner in `left`; the partners are taken out of it. */
function pairs(
  added: readonly ConditionTree[],
  left: ConditionTree[],
  fits: (one: ConditionTree, other: ConditionTree) => boolean,
  where: string,
  changes: RuleChange[],
): readonly ConditionTree[] {
  return added.filter((part) => {
    const partner = take(left, (one) => fits(one, part))
    if (partner !== undefined) changes.push(...treeChanges(partner, part, where))
    return partner === undefined
  })
}

function take(from: ConditionTree[], is: (one: ConditionTree) => boolean): ConditionTree | undefined {
  const index = from.findIndex(is)
  return index < 0 ? undefined : from.splice(index, 1)[0]
}

function isSameFact(one: ConditionTree, other: ConditionTree): boolean {
  if (one.kind !== 'one' || other.kind !== 'one') return false
  const seen = lookedAt(one.source)
  return seen !== null && seen === lookedAt(other.source)
}

function isSameComparison(one: ConditionTree, other: ConditionTree): boolean {
  if (!isSameFact(one, other) || !isRecord(one.source) || !isRecord(other.source)) return false
  return one.source.operator === other.source.operator
}

function compared(old: ConditionTree, fresh: ConditionTree, where: string): RuleChange {
  const [one, other] = [old.source, fresh.source]
  if (isSameFact(old, fresh) && isRecord(one) && isRecord(other)) {
    const what = factText(other)
    if (one.operator !== other.operator)
      return changed(
        old,
        fresh,
        `${where}${what} is compared otherwise: ${String(other.operator)} ${quoted(other.value)} instead of ${String(one.operator)} ${quoted(one.value)}`,
      )
    if (!sameJson(one.value, other.value))
      return changed(
        old,
        fresh,
        `${where}${what} ${String(other.operator)} ${quoted(other.value)} instead of ${quoted(one.value)}`,
      )
  }
  return changed(old, fresh, `${where}the condition asks ${conditionText(fresh)} instead of ${conditionText(old)}`)
}

function changed(old: ConditionTree | null, fresh: ConditionTree | null, sentence: string): RuleChange {
  return {
    pointer: (fresh ?? old)?.pointer ?? '',
    before: old?.source as Json | undefined,
    after: fresh?.source as Json | undefined,
    sentence,
  }
}

import { conditionFacts, type PassFacts } from '../automation/facts.js'
import { isForChannel } from '../automation/for-channel.js'
import type { CompiledRule, CompiledRules } from '../rules/compiled-rules.js'
import type { TopLevelCondition } from '../rules/rule-set.js'
import { type FactSource, newSnapshot, type Snapshot } from '../rules/snapshot.js'
import { leastTurned, shapeOf } from './condition-shape.js'
import { type Nearness, nearnessAtOnce } from './nearness-at-once.js'
import { readLeaf } from './read-leaf.js'

/** A rule that didn't match, and how near it came. */
export interface AlmostMatched {
  readonly rule: string
  /** The fewest comparisons that would have to be otherwise. */
  readonly missing: number
  /** Of so many comparisons so many held. */
  readonly comparisons: number
  readonly held: number
}

export interface RankOptions {
  /** At most so many, the nearest. Default 50. */
  readonly limit?: number
  /** Rules with more missing comparisons are left out. Default: no limit. */
  readonly missing?: number
}

/**
 * Rules whose condition didn't hold, nearest first: by missing comparisons, then by the share of those that held, then by
 * order in the set. `ids`: those to look at, such as the ones that failed in a pass; ids that aren't rules, switched-off
 * rules, those of other channels and those that hold are left out.
 */
export async function rankAlmost(
  rules: CompiledRules,
  ids: Iterable<string>,
  facts: PassFacts,
  own: FactSource = {},
  { limit = 50, missing: most = Number.POSITIVE_INFINITY }: RankOptions = {},
): Promise<readonly AlmostMatched[]> {
  const snapshot = newSnapshot(rules, conditionFacts(facts, { rules, facts: own }))
  const almost: { readonly of: CompiledRule; readonly row: AlmostMatched }[] = []
  for (const id of new Set(ids)) {
    const of = rules.byId.get(id)
    if (of?.rule.when === undefined || of.rule.enabled === false || !isForChannel(of, facts.channel)) continue
    const { missing, comparisons, held } =
      (of.condition === null ? null : nearnessAtOnce(of.condition, snapshot.readings)) ??
      (await nearnessByEngine(of.rule.when, snapshot))
    if (missing === 0 || missing > most || !Number.isFinite(missing)) continue
    almost.push({ of, row: { rule: id, missing, comparisons, held } })
  }
  return almost
    .sort(
      ({ of, row }, other) =>
        row.missing - other.row.missing ||
        other.row.held / other.row.comparisons - row.held / row.comparisons ||
        of.order - other.of.order,
    )
    .slice(0, limit)
    .map(({ row }) => row)
}

async function nearnessByEngine(when: TopLevelCondition, snapshot: Snapshot): Promise<Nearness> {
  const { root, leaves } = shapeOf(when, snapshot.rules)
  const readings = await Promise.all(leaves.map((leaf) => readLeaf(leaf, snapshot)))
  const truths = readings.map(({ holds }) => holds)
  const held = truths.filter(Boolean).length
  return { missing: leastTurned(root, truths, true), comparisons: truths.length, held }
}

import { conditionFacts, type PassFacts } from '../../automation/facts.js'
import type { Json } from '../../json.js'
import type { CompiledRules } from '../../rules/compiled-rules.js'
import { writtenPath } from '../../rules/fact-path.js'
import { evaluateByEngine } from '../../rules/judge.js'
import { shown } from '../../rules/shown.js'
import { type FactSource, newSnapshot } from '../../rules/snapshot.js'
import { type Place, shapeOf } from '../condition-shape.js'
import { readLeaf } from '../read-leaf.js'
import { changedFacts, type SlotChange } from './changed-facts.js'
import { fewestChanges } from './fewest-changes.js'
import { type Scene, type SlotRow, slotTable } from './slot-table.js'

/** One fact that would have to be otherwise. */
export interface FactChange {
  readonly fact: string
  readonly params?: { readonly [name: string]: Json }
  /** Left out: the whole fact. */
  readonly path?: string
  /** `null` also where there was nothing. */
  readonly from: Json
  readonly to: Json
  /** The comparisons that it turns. */
  readonly turns: readonly Place[]
}

/** The fewest facts to change so that the rule's condition says the opposite. */
export interface Flip {
  readonly from: 'matched' | 'failed' | 'error'
  readonly to: 'matched' | 'failed'
  readonly changes: readonly FactChange[]
}

export interface FlipLimits {
  /** More changes are not looked for. Default 6. */
  readonly changes?: number
  /** Combinations that are looked at. Default 20,000. */
  readonly combinations?: number
}

/**
 * The smallest change of facts that flips the rule, judged again by json-rules-engine: the same facts give the same
 * answer. A schedule is changed by moving `now`. `null`: no such rule, no condition, or nothing found within the limits.
 */
export async function smallestFlip(
  rules: CompiledRules,
  id: string,
  facts: PassFacts,
  own: FactSource = {},
  { changes: most = 6, combinations = 20_000 }: FlipLimits = {},
): Promise<Flip | null> {
  const rule = rules.byId.get(id)
  if (rule?.rule.when === undefined) return null
  const snapshot = newSnapshot(rules, conditionFacts(facts, { rules, facts: own }))
  const { kind: from } = await evaluateByEngine(rule, snapshot)
  const to = from === 'matched' ? 'failed' : 'matched'
  const { root, leaves } = shapeOf(rule.rule.when, rules)
  const readings = await Promise.all(leaves.map((leaf) => readLeaf(leaf, snapshot)))
  const scene: Scene = { rules, facts, own, leaves, readings }
  const rows = await slotTable(scene)
  const isFlipped = async (changes: readonly SlotChange[]): Promise<boolean> =>
    (await evaluateByEngine(rule, newSnapshot(rules, changedFacts(facts, own, rules, changes)))).kind === to
  const found = await fewestChanges({ root, scene, rows, wanted: to === 'matched', most, combinations, isFlipped })
  if (found === null) return null
  return { from, to, changes: found.map(({ row, choice }) => shownChange(row, choice.to, choice.truths, scene)) }
}

function shownChange(
  { slot, from, touched }: SlotRow,
  to: unknown,
  truths: readonly boolean[],
  scene: Scene,
): FactChange {
  const turns = touched.flatMap((leaf, at) => {
    const place = scene.leaves[leaf]
    if (place === undefined || scene.readings[leaf]?.holds === truths[at]) return []
    return [{ pointer: place.pointer, ...(place.within === undefined ? {} : { within: place.within }) }]
  })
  const params = Object.entries(slot.params).map(([name, value]) => [name, shown(value)] as const)
  return {
    fact: slot.fact,
    ...(params.length === 0 ? {} : { params: Object.fromEntries(params) }),
    ...(slot.steps.length === 0 ? {} : { path: writtenPath(slot.steps) }),
    from: shown(from),
    to: shown(to),
    turns,
  }
}

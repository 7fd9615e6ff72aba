// Which slots to change, and to what: first one, then two, and so on. A bound says how many more are needed at least: a
// change of a slot turns at most as many comparisons as it touches, so each of them costs that part of a change.

import { holdsWith, leastTurned, type Shape } from '../condition-shape.js'
import type { SlotChange } from './changed-facts.js'
import { overlap } from './fact-slot.js'
import { readAll, type Scene, type SlotChoice, type SlotRow } from './slot-table.js'

export interface ChosenChange {
  readonly row: SlotRow
  readonly choice: SlotChoice
}

export interface Search {
  readonly root: Shape
  readonly scene: Scene
  readonly rows: readonly SlotRow[]
  readonly wanted: boolean
  /** Changes at most. */
  readonly most: number
  /** Combinations at most. */
  readonly combinations: number
  /** The engine's word on a combination. */
  readonly isFlipped: (changes: readonly SlotChange[]) => Promise<boolean>
}

/** Against sums of thirds that miss a whole number by a hair. */
const HAIR = 1e-9

export async function fewestChanges(search: Search): Promise<readonly ChosenChange[] | null> {
  const { root, scene, rows, wanted, most, isFlipped } = search
  let left = search.combinations
  const before = scene.readings.map(({ holds }) => holds)

  /** How many more changes it takes at least, if only rows from `next` on may be chosen. */
  const atLeast = (truths: readonly boolean[], next: number): number => {
    const weights = new Map<number, number>()
    for (const { touched } of rows.slice(next)) {
      for (const leaf of touched) weights.set(leaf, Math.min(weights.get(leaf) ?? 1, 1 / touched.length))
    }
    return leastTurned(root, truths, wanted, (leaf) => weights.get(leaf) ?? Number.POSITIVE_INFINITY)
  }
  const choose = async (
    chosen: readonly ChosenChange[],
    truths: readonly boolean[],
    next: number,
    count: number,
  ): Promise<readonly ChosenChange[] | null> => {
    if (chosen.length === count) {
      const changes = chosen.map(({ row, choice }) => ({ slot: row.slot, to: choice.to }))
      return holdsWith(root, truths) === wanted && (await isFlipped(changes)) ? chosen : null
    }
    for (let at = next; at < rows.length; at += 1) {
      if (Math.ceil(atLeast(truths, at) - HAIR) > count - chosen.length) return null
      const row = rows[at]
      if (row === undefined || chosen.some((one) => overlap(one.row.slot, row.slot))) continue
      for (const choice of row.choices) {
        left -= 1
        if (left < 0) return null
        const more = [...chosen, { row, choice }]
        const found = await choose(more, await truthsAfter(more), at + 1, count)
        if (found !== null) return found
      }
    }
    return null
  }
  /** A comparison that two changes touch is judged anew. */
  const truthsAfter = async (chosen: readonly ChosenChange[]): Promise<readonly boolean[]> => {
    const truths = [...before]
    const touches = new Map<number, number>()
    for (const { row, choice } of chosen) {
      for (const [at, leaf] of row.touched.entries()) {
        truths[leaf] = choice.truths[at] === true
        touches.set(leaf, (touches.get(leaf) ?? 0) + 1)
      }
    }
    const shared = [...touches].filter(([, times]) => times > 1).map(([leaf]) => leaf)
    if (shared.length === 0) return truths
    const changes = chosen.map(({ row, choice }) => ({ slot: row.slot, to: choice.to }))
    for (const [at, { holds }] of (await readAll(scene, shared, changes)).entries()) truths[shared[at] ?? -1] = holds
    return truths
  }

  const fewest = Math.max(1, Math.ceil(atLeast(before, 0) - HAIR))
  for (let count = fewest; count <= Math.min(most, rows.length); count += 1) {
    const found = await choose([], before, 0, count)
    if (found !== null) return found
    if (left < 0) return null
  }
  return null
}

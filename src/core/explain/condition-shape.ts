// A rule's condition with its named conditions put in, and its comparisons numbered. What the comparisons say is kept
// apart (a list of truths, one for each), so that "what if this one were otherwise" costs a walk and no judging.

import { engineLeaf } from '../rules/compile-condition.js'
import type { CompiledRules } from '../rules/compiled-rules.js'
import type { ConditionProperties } from '../rules/library-condition.js'
import { pointerTo } from '../rules/record.js'
import type { Condition, FactCondition } from '../rules/rule-set.js'

export interface Place {
  readonly pointer: string
  readonly within?: { readonly condition: string; readonly pointer: string }
}

export interface Leaf extends Place {
  readonly condition: FactCondition
  /** The same as the engine gets it. */
  readonly engine: ConditionProperties
}

interface Node extends Place {
  readonly name?: string
  /** As json-rules-engine orders siblings: 1 unless another one, not 0, is given. */
  readonly priority: number
}

export type Shape =
  | (Node & { readonly kind: 'fact'; readonly leaf: number })
  | (Node & { readonly kind: 'all' | 'any'; readonly parts: readonly Shape[] })
  | (Node & { readonly kind: 'not'; readonly part: Shape })
  | (Node & { readonly kind: 'condition'; readonly condition: string; readonly part: Shape })

export interface ConditionShape {
  readonly root: Shape
  readonly leaves: readonly Leaf[]
}

/** `rules` have been checked, so that every named condition exists and none leads back to itself. */
export function shapeOf(when: Condition, rules: Pick<CompiledRules, 'conditions' | 'operators'>): ConditionShape {
  const leaves: Leaf[] = []
  const visit = (condition: Condition, place: Place): Shape => {
    const node = {
      ...place,
      ...(condition.name === undefined ? {} : { name: condition.name }),
      priority: condition.priority || 1,
    }
    if ('fact' in condition) {
      leaves.push({ ...place, condition, engine: engineLeaf(condition, rules.operators) })
      return { ...node, kind: 'fact', leaf: leaves.length - 1 }
    }
    if ('all' in condition)
      return { ...node, kind: 'all', parts: condition.all.map((one, at) => visit(one, inside(place, 'all', at))) }
    if ('any' in condition)
      return { ...node, kind: 'any', parts: condition.any.map((one, at) => visit(one, inside(place, 'any', at))) }
    if ('not' in condition) return { ...node, kind: 'not', part: visit(condition.not, inside(place, 'not')) }
    const named = rules.conditions.get(condition.condition)
    if (named === undefined) throw new Error(`There is no condition \`${condition.condition}\``)
    const within = { condition: condition.condition, pointer: '' }
    const part = visit(named, { pointer: place.pointer, within })
    return { ...node, kind: 'condition', condition: condition.condition, part }
  }
  return { root: visit(when, { pointer: '' }), leaves }
}

function inside({ pointer, within }: Place, ...keys: (string | number)[]): Place {
  const lead = (from: string): string => keys.reduce<string>(pointerTo, from)
  return within === undefined
    ? { pointer: lead(pointer) }
    : { pointer, within: { condition: within.condition, pointer: lead(within.pointer) } }
}

/** What the condition is when its comparisons are as given. */
export function holdsWith(shape: Shape, truths: readonly boolean[]): boolean {
  switch (shape.kind) {
    case 'fact':
      return truths[shape.leaf] === true
    case 'all':
      return shape.parts.every((part) => holdsWith(part, truths))
    case 'any':
      return shape.parts.length === 0 || shape.parts.some((part) => holdsWith(part, truths))
    case 'not':
      return !holdsWith(shape.part, truths)
    case 'condition':
      return holdsWith(shape.part, truths)
    default:
      return shape satisfies never
  }
}

/** The least total weight of comparisons to turn so that the condition becomes `wanted`; infinite when none does it. */
export function leastTurned(
  shape: Shape,
  truths: readonly boolean[],
  wanted: boolean,
  weightOf: (leaf: number) => number = () => 1,
): number {
  switch (shape.kind) {
    case 'fact':
      return (truths[shape.leaf] === true) === wanted ? 0 : weightOf(shape.leaf)
    case 'all':
    case 'any': {
      if (shape.parts.length === 0) return wanted ? 0 : Number.POSITIVE_INFINITY
      const costs = shape.parts.map((part) => leastTurned(part, truths, wanted, weightOf))
      // All of `all` have to hold, one of `any` is enough; to make them false it is the other way round.
      const needsAll = (shape.kind === 'all') === wanted
      return needsAll ? costs.reduce((sum, cost) => sum + cost, 0) : Math.min(...costs)
    }
    case 'not':
      return leastTurned(shape.part, truths, !wanted, weightOf)
    case 'condition':
      return leastTurned(shape.part, truths, wanted, weightOf)
    default:
      return shape satisfies never
  }
}

import type { CompiledRules } from '../rules/compiled-rules.js'
import { leafFinding } from '../rules/finding.js'
import { type ConditionShape, holdsWith, type Leaf, type Shape } from './condition-shape.js'
import type { ExplainedNode } from './explained-node.js'
import type { LeafReading } from './read-leaf.js'

/** The condition with what each of its comparisons saw. */
export function explainTree(
  { root, leaves }: ConditionShape,
  readings: readonly LeafReading[],
  rules: CompiledRules,
): ExplainedNode {
  const truths = readings.map(({ holds }) => holds)
  const looked = lookedAt(root, readings)
  const explained = (shape: Shape): ExplainedNode => {
    const part = {
      pointer: shape.pointer,
      ...(shape.within === undefined ? {} : { within: shape.within }),
      ...(shape.name === undefined ? {} : { name: shape.name }),
      holds: holdsWith(shape, truths),
      lookedAt: looked.has(shape),
    }
    switch (shape.kind) {
      case 'fact': {
        const leaf = leaves[shape.leaf]
        const reading = readings[shape.leaf]
        if (leaf === undefined || reading === undefined) throw new RangeError(`There is no comparison ${shape.leaf}`)
        return { kind: 'fact', ...part, ...seenBy(leaf, reading, rules) }
      }
      case 'all':
      case 'any':
        return { kind: shape.kind, ...part, parts: shape.parts.map(explained) }
      case 'not':
        return { kind: 'not', ...part, part: explained(shape.part) }
      case 'condition':
        return { kind: 'condition', ...part, condition: shape.condition, part: explained(shape.part) }
      default:
        return shape satisfies never
    }
  }
  return explained(root)
}

function seenBy(leaf: Leaf, { holds, factResult, valueResult, error }: LeafReading, rules: CompiledRules) {
  // A reason is got by comparing again, which an operator that throws wouldn't survive.
  const finding = leafFinding(leaf, leaf.condition, factResult, valueResult, holds || error !== undefined, rules)
  return { ...finding, ...(error === undefined ? {} : { error }) }
}

/** json-rules-engine asks siblings of one priority together, higher ones first, and stops when the matter is settled. */
function lookedAt(root: Shape, readings: readonly LeafReading[]): ReadonlySet<Shape> {
  const truths = readings.map(({ holds }) => holds)
  const looked = new Set<Shape>()
  /** Whether it could be judged: nothing threw. */
  const look = (shape: Shape): boolean => {
    looked.add(shape)
    if (shape.kind === 'fact') return readings[shape.leaf]?.error === undefined
    if (shape.kind === 'not' || shape.kind === 'condition') return look(shape.part)
    const settling = shape.kind === 'any'
    for (const priority of [...new Set(shape.parts.map((part) => part.priority))].sort((one, other) => other - one)) {
      const group = shape.parts.filter((part) => part.priority === priority)
      if (!group.map(look).every(Boolean)) return false
      if (group.some((part) => holdsWith(part, truths) === settling)) return true
    }
    return true
  }
  look(root)
  return looked
}

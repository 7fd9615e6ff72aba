// The whole condition of a rule with what each comparison saw, and how few of them would have to be otherwise. Every
// comparison is judged by json-rules-engine on the facts that the trace kept: alone, and turned round to get at its values.

import type { Context } from '../../core/automation/context.js'
import type { PassFacts } from '../../core/automation/facts.js'
import { conditionFacts } from '../../core/automation/facts.js'
import { judgeRule } from '../../core/rules/judge.js'
import { type LoadOptions, loadRuleSet } from '../../core/rules/load-rule-set.js'
import { pointerTo } from '../../core/rules/record.js'
import type { Condition, RuleSet } from '../../core/rules/rule-set.js'
import { newSnapshot } from '../../core/rules/snapshot.js'
import type { Finding } from '../../core/rules/verdict.js'

export type Tree =
  | { readonly kind: 'leaf'; readonly held: boolean; readonly finding: Finding | null; readonly pointer: string }
  | {
      readonly kind: 'all' | 'any' | 'not'
      readonly held: boolean
      readonly parts: readonly Tree[]
      readonly name?: string
    }

export interface ExplainedRule {
  readonly tree: Tree
  /** Comparisons that would have to be otherwise; 0 for a rule that matched. */
  readonly missing: number
  /** Comparisons that held as they should: one short of nothing else is not nearly. */
  readonly held: number
}

interface Leaf {
  readonly condition: Condition
  readonly pointer: string
}

/** `null` when the rule has no condition. */
export async function explainCondition(
  sets: readonly RuleSet[],
  rule: string,
  facts: PassFacts,
  options: LoadOptions,
): Promise<ExplainedRule | null> {
  const when = sets.flatMap((set) => set.rules ?? []).find((one) => one.id === rule)?.when
  if (when === undefined) return null
  const named = new Map(sets.flatMap((set) => Object.entries(set.conditions ?? {})))
  const leaves: Leaf[] = []
  const shape = shapeOf(when, '/when', named, leaves, 0)
  const findings = await judgeLeaves(sets, leaves, facts, options)
  const tree = fill(shape, findings)
  return { tree, missing: cost(tree, true), held: findings.filter((leaf) => leaf.held).length }
}

type Shape =
  | { readonly leaf: number }
  | { readonly kind: 'all' | 'any' | 'not'; readonly parts: readonly Shape[]; readonly name?: string }

/** Deeper is a rule set that refers to itself, which the check refuses. */
const MAX_DEPTH = 100

function shapeOf(
  condition: Condition,
  pointer: string,
  named: ReadonlyMap<string, Condition>,
  leaves: Leaf[],
  depth: number,
): Shape {
  const inside = (one: Condition, ...steps: (string | number)[]) =>
    shapeOf(one, steps.reduce<string>(pointerTo, pointer), named, leaves, depth + 1)
  if (depth < MAX_DEPTH) {
    if ('all' in condition) return { kind: 'all', parts: condition.all.map((one, index) => inside(one, 'all', index)) }
    if ('any' in condition) return { kind: 'any', parts: condition.any.map((one, index) => inside(one, 'any', index)) }
    if ('not' in condition) return { kind: 'not', parts: [inside(condition.not, 'not')] }
    if ('condition' in condition) {
      const meant = named.get(condition.condition)
      if (meant !== undefined) {
        const part = shapeOf(meant, pointerTo('/conditions', condition.condition), named, leaves, depth + 1)
        return { kind: 'all', parts: [part], name: condition.condition }
      }
    }
  }
  leaves.push({ condition, pointer })
  return { leaf: leaves.length - 1 }
}

/** A comparison that fails says what it saw; one that holds is turned round, so that it says so too. */
async function judgeLeaves(
  sets: readonly RuleSet[],
  leaves: readonly Leaf[],
  facts: PassFacts,
  options: LoadOptions,
): Promise<readonly { readonly held: boolean; readonly finding: Finding | null; readonly pointer: string }[]> {
  const rules = leaves.flatMap(({ condition }, index) => [
    {
      id: `is-${index}`,
      on: 'note.added' as const,
      when: { all: [condition] },
      then: [{ do: 'add-tags' as const, tags: ['x'] }],
    },
    {
      id: `not-${index}`,
      on: 'note.added' as const,
      when: { all: [{ not: condition }] },
      then: [{ do: 'add-tags' as const, tags: ['x'] }],
    },
  ])
  const rest = sets.map(({ schedules, conditions }) => ({
    ...(schedules === undefined ? {} : { schedules }),
    ...(conditions === undefined ? {} : { conditions }),
  }))
  const loaded = loadRuleSet(
    [...rest, { rules }].map((value, index) => ({ name: `#${index}`, value })),
    options,
  )
  if (!loaded.ok) throw new Error(`The rules can't be loaded again: ${loaded.diagnostics[0]?.message ?? ''}`)
  const context: Pick<Context, 'rules' | 'facts'> = { rules: loaded.rules, facts: {} }
  const snapshot = newSnapshot(loaded.rules, conditionFacts(facts, context))
  const judge = async (id: string) => {
    const rule = loaded.rules.byId.get(id)
    return rule === undefined ? null : judgeRule(rule, snapshot)
  }
  return Promise.all(
    leaves.map(async ({ pointer }, index) => {
      const is = await judge(`is-${index}`)
      const turned = is?.kind === 'matched' ? await judge(`not-${index}`) : is
      const finding = turned?.kind === 'failed' ? turned.finding : null
      return { held: is?.kind === 'matched', finding, pointer }
    }),
  )
}

function fill(shape: Shape, leaves: Awaited<ReturnType<typeof judgeLeaves>>): Tree {
  if ('leaf' in shape) {
    const found = leaves[shape.leaf]
    return { kind: 'leaf', held: found?.held ?? false, finding: found?.finding ?? null, pointer: found?.pointer ?? '' }
  }
  const parts = shape.parts.map((part) => fill(part, leaves))
  const held = {
    all: parts.every((part) => part.held),
    any: parts.length === 0 || parts.some((part) => part.held),
    not: parts[0]?.held !== true,
  }
  return { kind: shape.kind, held: held[shape.kind], parts, ...(shape.name === undefined ? {} : { name: shape.name }) }
}

/** The fewest comparisons to turn so that the tree becomes `wanted`. */
function cost(tree: Tree, wanted: boolean): number {
  if (tree.held === wanted) return 0
  if (tree.kind === 'leaf') return 1
  const [first] = tree.parts
  if (tree.kind === 'not') return first === undefined ? 0 : cost(first, !wanted)
  const costs = tree.parts.map((part) => cost(part, wanted))
  const all = (tree.kind === 'all') === wanted
  return all ? costs.reduce((sum, one) => sum + one, 0) : Math.min(...costs)
}

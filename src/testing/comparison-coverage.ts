import { explainRule } from '../core/explain/explain-rule.js'
import type { ExplainedFact, ExplainedNode } from '../core/explain/explained-node.js'
import type { CompiledRules } from '../core/rules/compiled-rules.js'
import { FACTS } from '../core/rules/facts.js'
import { pointerTo } from '../core/rules/record.js'
import type { FactSource } from '../core/rules/snapshot.js'
import type { PassTrace } from '../core/trace.js'

/** How often a comparison was looked at and held, and how often not. */
export interface ComparisonCoverage {
  readonly held: number
  readonly failed: number
}

/** By place: `/rules/<id>/when/all/0`, or `/conditions/<name>/all/0` for those of named conditions. */
export interface ComparisonsCoverage {
  readonly [place: string]: ComparisonCoverage
}

/** Verdicts of rules whose condition was judged. */
const JUDGED: ReadonlySet<string> = new Set(['matched', 'failed', 'withheld', 'error'])

/**
 * What the comparisons of the judged rules saw. `own`: the embedder's facts; a comparison of one that isn't there is not
 * counted, since nobody knows what it was.
 */
export async function comparisonsIn(
  passes: readonly PassTrace[],
  rules: CompiledRules,
  own: FactSource,
): Promise<ComparisonsCoverage> {
  const seen: { [place: string]: ComparisonCoverage } = {}
  for (const { verdicts, facts } of passes) {
    for (const { kind, rule } of verdicts) {
      if (facts === undefined || !JUDGED.has(kind)) continue
      const tree = (await explainRule(rules, rule, facts, own))?.tree ?? null
      if (tree === null) continue
      for (const leaf of leavesIn(tree)) {
        if (!leaf.lookedAt || (!FACTS.has(leaf.fact) && !Object.hasOwn(own, leaf.fact))) continue
        const place = placeOf(rule, leaf)
        const { held, failed } = (Object.hasOwn(seen, place) ? seen[place] : undefined) ?? { held: 0, failed: 0 }
        seen[place] = leaf.holds ? { held: held + 1, failed } : { held, failed: failed + 1 }
      }
    }
  }
  return seen
}

function leavesIn(node: ExplainedNode): readonly ExplainedFact[] {
  if (node.kind === 'fact') return [node]
  return 'parts' in node ? node.parts.flatMap(leavesIn) : leavesIn(node.part)
}

function placeOf(rule: string, { pointer, within }: ExplainedFact): string {
  return within === undefined
    ? `${pointerTo('/rules', rule)}/when${pointer}`
    : `${pointerTo('/conditions', within.condition)}${within.pointer}`
}

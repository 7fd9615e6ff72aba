import { conditionFacts, type PassFacts } from '../automation/facts.js'
import { isForChannel } from '../automation/for-channel.js'
import type { CompiledRule, CompiledRules } from '../rules/compiled-rules.js'
import { FACTS } from '../rules/facts.js'
import { evaluateByEngine } from '../rules/judge.js'
import { type FactSource, newSnapshot } from '../rules/snapshot.js'
import { leastTurned, shapeOf } from './condition-shape.js'
import { explainTree } from './explain-tree.js'
import type { ExplainedNode } from './explained-node.js'
import { readLeaf } from './read-leaf.js'

/** What a rule's condition says of the facts of one moment. */
export interface RuleExplanation {
  readonly rule: string
  readonly name?: string
  /** Hash of the rule set that was asked. */
  readonly version: string
  /** What json-rules-engine makes of the condition, whatever else keeps the rule from being done. */
  readonly verdict: 'matched' | 'failed' | 'error'
  /** What was thrown, when the verdict is `error`. */
  readonly error?: string
  readonly isEnabled: boolean
  /** Whether the rule is for the message's channel. */
  readonly isForChannel: boolean
  /** `null`: the rule has no condition and always matches. */
  readonly tree: ExplainedNode | null
  /** How many comparisons the condition has, and how many of them hold. */
  readonly comparisons: number
  readonly held: number
  /** The fewest comparisons that would have to be otherwise for the condition to hold; 0: it holds. `null`: nothing would help. */
  readonly missing: number | null
  /** Facts of the embedder that the condition reads. No trace keeps them: they were asked anew. */
  readonly ownFacts: readonly string[]
}

/**
 * Judges one rule on facts that a trace kept, comparison by comparison. `own`: the embedder's facts, as in `Context`.
 * `null`: the rules have no rule of that id.
 */
export async function explainRule(
  rules: CompiledRules,
  id: string,
  facts: PassFacts,
  own: FactSource = {},
): Promise<RuleExplanation | null> {
  const rule = rules.byId.get(id)
  if (rule === undefined) return null
  const snapshot = newSnapshot(rules, conditionFacts(facts, { rules, facts: own }))
  const judged = await evaluateByEngine(rule, snapshot)
  const about = {
    rule: id,
    ...(rule.rule.name === undefined ? {} : { name: rule.rule.name }),
    version: rules.version,
    verdict: judged.kind,
    ...(judged.kind === 'error' ? { error: judged.message } : {}),
    isEnabled: rule.rule.enabled !== false,
    isForChannel: isForChannel(rule, facts.channel),
    ownFacts: ownFactsOf(rule),
  }
  if (rule.rule.when === undefined) return { ...about, tree: null, comparisons: 0, held: 0, missing: 0 }
  const shape = shapeOf(rule.rule.when, rules)
  const readings = await Promise.all(shape.leaves.map((leaf) => readLeaf(leaf, snapshot)))
  const truths = readings.map(({ holds }) => holds)
  const missing = leastTurned(shape.root, truths, true)
  return {
    ...about,
    tree: explainTree(shape, readings, rules),
    comparisons: truths.length,
    held: truths.filter(Boolean).length,
    missing: Number.isFinite(missing) ? missing : null,
  }
}

function ownFactsOf({ facts }: CompiledRule): readonly string[] {
  return [...facts].filter((fact) => !FACTS.has(fact))
}

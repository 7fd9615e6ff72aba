import type { CompiledRule } from './compiled-rules.js'
import { findAtOnce } from './find-at-once.js'
import { findFailure } from './finding.js'
import { FALSE, TRUE } from './index/predicate.js'
import { runCondition } from './index/run-program.js'
import type { Snapshot } from './snapshot.js'
import type { Finding } from './verdict.js'

export type Judged =
  | { readonly kind: 'matched' }
  | { readonly kind: 'failed'; readonly finding: Finding }
  | { readonly kind: 'error'; readonly code: 'condition-failed'; readonly message: string }

/** The finding of a rule that failed is looked for only when somebody asks: it costs as much again as ours of the judging. */
export type Evaluated = Exclude<Judged, { kind: 'failed' }> | { readonly kind: 'failed'; readonly find: () => Finding }

const MATCHED = { kind: 'matched' } as const

/** Whether the rule's condition holds, and if not, why. Never rejects. */
export async function judgeRule(rule: CompiledRule, snapshot: Snapshot): Promise<Judged> {
  const evaluated = evaluateAtOnce(rule, snapshot) ?? (await evaluateByEngine(rule, snapshot))
  return evaluated.kind === 'failed' ? { kind: 'failed', finding: evaluated.find() } : evaluated
}

/** What json-rules-engine would say, where all facts that matter are at hand; `undefined`: it has to be asked. */
export function evaluateAtOnce({ condition }: CompiledRule, snapshot: Snapshot): Evaluated | undefined {
  if (condition === null) return MATCHED
  switch (runCondition(snapshot.readings, condition)) {
    case TRUE:
      return MATCHED
    case FALSE:
      return {
        kind: 'failed',
        find: () => findAtOnce(condition, snapshot.readings, snapshot.rules),
      }
    default:
      return undefined
  }
}

/** json-rules-engine decides: facts have to be loaded, or an operator throws. Never rejects. */
export async function evaluateByEngine(rule: CompiledRule, snapshot: Snapshot): Promise<Evaluated> {
  const { when } = rule.rule
  if (when === undefined) return MATCHED
  try {
    const { result, conditions } = await snapshot.rules.engineRule(rule).evaluate(snapshot.almanac())
    if (result === true) return MATCHED
    return { kind: 'failed', find: () => findFailure(when, conditions, snapshot.rules) }
  } catch (error) {
    return { kind: 'error', code: 'condition-failed', message: error instanceof Error ? error.message : String(error) }
  }
}

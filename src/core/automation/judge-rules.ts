// The rules of one trigger judged on one snapshot. Few rules are looked at one by one and each gets a verdict. Of many,
// the index finds those that may match; the others are counted, and explained when somebody asks.
import type { CompiledRule } from '../rules/compiled-rules.js'
import { candidatesOf } from '../rules/index/rule-index.js'
import { type Evaluated, evaluateAtOnce, evaluateByEngine } from '../rules/judge.js'
import type { Snapshot } from '../rules/snapshot.js'
import type { TriggerRules } from '../rules/trigger-rules.js'
import type { Verdict, VerdictCounts } from '../rules/verdict.js'
import type { Context } from './context.js'
import { isForChannel, outsideChannel, wrongChannel } from './for-channel.js'

/** So many rules of a trigger get a verdict each, matched or not; of more, those that don't match are counted. */
export const LISTED_RULES = 100

export interface JudgedRules {
  /** In the order of the rules. Of a rule that matched without its actions, which are still to be done. */
  readonly verdicts: readonly Verdict[]
  readonly matched: readonly CompiledRule[]
  /** Rules that have no verdict. */
  readonly unlisted: VerdictCounts
}

type Judging = Pick<Context, 'channel' | 'trace' | 'listedRules'>

/** `done`: ids of rules that were carried out before and may not be again. */
export async function judgeRules(
  ofTrigger: TriggerRules,
  snapshot: Snapshot,
  context: Judging,
  done: ReadonlySet<string>,
): Promise<JudgedRules> {
  const isSmall = ofTrigger.rules.length <= (context.listedRules ?? LISTED_RULES)
  return isSmall && context.trace === 'full'
    ? judgeEach(ofTrigger.rules, snapshot, context, done)
    : judgeCandidates(ofTrigger, snapshot, context, done, isSmall)
}

async function judgeEach(
  rules: readonly CompiledRule[],
  snapshot: Snapshot,
  context: Judging,
  done: ReadonlySet<string>,
): Promise<JudgedRules> {
  const verdicts: Verdict[] = []
  const matched: CompiledRule[] = []
  let stoppedBy: string | null = null
  for (const rule of rules) {
    const before = verdictBefore(rule, context, stoppedBy)
    if (before !== null) {
      verdicts.push(before)
      continue
    }
    const verdict = verdictOf(rule, evaluateAtOnce(rule, snapshot) ?? (await evaluateByEngine(rule, snapshot)), done)
    verdicts.push(verdict)
    if (verdict.kind !== 'matched') continue
    matched.push(rule)
    if (rule.rule.stop === true) stoppedBy = rule.rule.id
  }
  return { verdicts, matched, unlisted: {} }
}

/** Of a rule that isn't judged. */
function verdictBefore(rule: CompiledRule, { channel }: Judging, stoppedBy: string | null): Verdict | null {
  const { id, enabled } = rule.rule
  if (enabled === false) return { kind: 'disabled', rule: id }
  if (!isForChannel(rule, channel)) return { kind: 'ruled-out', rule: id, finding: wrongChannel(rule, channel) }
  return stoppedBy === null ? null : { kind: 'stopped', rule: id, by: { rule: stoppedBy } }
}

function verdictOf(rule: CompiledRule, judged: Evaluated, done: ReadonlySet<string>): Verdict {
  const { id } = rule.rule
  switch (judged.kind) {
    case 'matched':
      return done.has(id) ? { kind: 'stopped', rule: id, by: 'loop' } : { kind: 'matched', rule: id, actions: [] }
    case 'failed':
      return { kind: 'failed', rule: id, finding: judged.find() }
    case 'error':
      return { kind: 'error', rule: id, code: judged.code, message: judged.message }
    default:
      return judged satisfies never
  }
}

async function judgeCandidates(
  ofTrigger: TriggerRules,
  snapshot: Snapshot,
  context: Judging,
  done: ReadonlySet<string>,
  isSmall: boolean,
): Promise<JudgedRules> {
  const { rules } = ofTrigger
  const verdicts: Verdict[] = []
  const matched: CompiledRule[] = []
  const outside = outsideChannel(ofTrigger, context.channel)
  let rest = rules.length - ofTrigger.disabled - outside
  let stopped = 0
  for (const position of candidatesOf(ofTrigger.index(), snapshot.readings)) {
    const rule = rules[position]
    if (rule === undefined || rule.rule.enabled === false || !isForChannel(rule, context.channel)) continue
    const judged = evaluateAtOnce(rule, snapshot) ?? (await evaluateByEngine(rule, snapshot))
    // What the embedder's facts were isn't known later, so that is told now.
    if (judged.kind === 'failed' && (context.trace !== 'full' || rule.condition?.readsOwnFacts !== true)) continue
    rest -= 1
    const verdict = verdictOf(rule, judged, done)
    verdicts.push(verdict)
    if (verdict.kind !== 'matched') continue
    matched.push(rule)
    if (rule.rule.stop !== true) continue
    const after = stoppedAfter(rules, position, context)
    rest -= after.length
    if (isSmall)
      verdicts.push(...after.map((id): Verdict => ({ kind: 'stopped', rule: id, by: { rule: rule.rule.id } })))
    else stopped = after.length
    break
  }
  return { verdicts, matched, unlisted: unlistedOf(ofTrigger.disabled, outside, stopped, rest, isSmall) }
}

/** Rules that would have been judged after the one that stopped the pass. */
function stoppedAfter(rules: readonly CompiledRule[], position: number, { channel }: Judging): readonly string[] {
  const ids: string[] = []
  for (let at = position + 1; at < rules.length; at += 1) {
    const rule = rules[at]
    if (rule !== undefined && rule.rule.enabled !== false && isForChannel(rule, channel)) ids.push(rule.rule.id)
  }
  return ids
}

/** Rules for other channels are ruled out however few there are. */
function unlistedOf(disabled: number, outside: number, stopped: number, rest: number, isSmall: boolean): VerdictCounts {
  const ruledOut = outside + (isSmall ? 0 : rest)
  return {
    ...(isSmall && rest > 0 ? { failed: rest } : {}),
    ...(ruledOut > 0 ? { 'ruled-out': ruledOut } : {}),
    ...(disabled > 0 ? { disabled } : {}),
    ...(stopped > 0 ? { stopped } : {}),
  }
}

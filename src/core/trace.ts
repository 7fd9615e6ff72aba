import type { TraceDepth } from './automation/context.js'
import type { PassFacts } from './automation/facts.js'
import type { ChatStateName } from './chat/lifecycle.js'
import type { ChatView } from './chat/view.js'
import type { Verdict, VerdictCounts, VerdictKind } from './rules/verdict.js'
import type { CommandType } from './thread/command.js'
import type { Outcome } from './thread/draft.js'
import type { Refusal } from './thread/refusal.js'
import type { WorkflowTrace } from './workflow/workflow-trace.js'

/** The rules of one trigger, judged together. */
export interface PassTrace {
  /** An event trigger's name, or `time`. */
  readonly trigger: string
  readonly chat: number
  readonly isCascade: boolean
  /** All rules of the trigger. */
  readonly counts: VerdictCounts
  /** Of many rules (more than 100, or as the desk is set) only those that did something or were stopped in it; `explain` lists all. */
  readonly verdicts: readonly Verdict[]
  /** What the rules saw; enough to judge any rule again. Left out when no rule listens to the trigger. */
  readonly facts?: PassFacts
}

/** Why a command did what it did (spec 2.7). */
export interface Trace {
  readonly command: { readonly id: string; readonly type: CommandType; readonly at: string }
  readonly ruleSet: { readonly name: string; readonly version: string } | null
  readonly outcome: Outcome | 'refused'
  readonly refusal?: Refusal
  readonly counts: VerdictCounts
  readonly before: ChatView | null
  readonly after: ChatView | null
  readonly transition: { readonly from: ChatStateName | null; readonly to: ChatStateName } | null
  readonly passes: readonly PassTrace[]
  /** What workflows did, in order; absent: nothing. */
  readonly workflows?: readonly WorkflowTrace[]
}

export function countVerdicts(verdicts: readonly Verdict[]): VerdictCounts {
  const counts: { [kind in VerdictKind]?: number } = {}
  for (const { kind } of verdicts) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

export function sumCounts(all: readonly VerdictCounts[]): VerdictCounts {
  const sum: { [kind in VerdictKind]?: number } = {}
  for (const counts of all) {
    for (const [kind, count] of Object.entries(counts) as [VerdictKind, number][]) sum[kind] = (sum[kind] ?? 0) + count
  }
  return sum
}

/** `lean` drops the verdicts of rules that didn't match; the facts stay, so they can be judged again. `full` must hold them. */
export function atDepth(trace: Trace, depth: TraceDepth): Trace | null {
  switch (depth) {
    case 'full':
      return trace
    case 'off':
      return null
    case 'lean':
      return {
        ...trace,
        passes: trace.passes.map((pass) => ({
          ...pass,
          verdicts: pass.verdicts.filter(
            ({ kind }) => kind !== 'failed' && kind !== 'ruled-out' && kind !== 'disabled',
          ),
        })),
      }
    default:
      return depth satisfies never
  }
}

import type { ActionTrace, Verdict, WithheldBy } from '../rules/verdict.js'
import type { StepTrace } from '../workflow/workflow-trace.js'

/** Of a trace, what tells of messages that were held back. Verdicts of rules that didn't match may be missing. */
export interface Reasons {
  readonly passes: readonly { readonly chat: number; readonly verdicts: readonly Verdict[] }[]
  readonly workflows?: readonly {
    readonly chat: number
    readonly steps: readonly Pick<StepTrace, 'withheld' | 'actions'>[]
  }[]
}

export interface Withheld {
  readonly chat: number
  readonly by: WithheldBy
}

/** Messages to the customer that rules and workflows would have sent but for a reason. */
export function withheldIn({ passes, workflows = [] }: Reasons): readonly Withheld[] {
  const found: Withheld[] = []
  for (const { chat, verdicts } of passes) {
    for (const verdict of verdicts) {
      if (verdict.kind !== 'matched' && verdict.kind !== 'withheld') continue
      found.push(...heldActions(chat, verdict.actions))
      // A delayed message that was held back when its time came has no action of its own any more.
      if (verdict.kind === 'withheld' && verdict.actions.length === 0) found.push({ chat, by: verdict.by })
    }
  }
  for (const { chat, steps } of workflows) {
    for (const { withheld, actions = [] } of steps) {
      if (withheld !== undefined) found.push({ chat, by: withheld })
      found.push(...heldActions(chat, actions))
    }
  }
  return found
}

function heldActions(chat: number, actions: readonly ActionTrace[]): readonly Withheld[] {
  return actions.flatMap(({ do: what, outcome }) =>
    what === 'send-message' && outcome.kind === 'withheld' ? [{ chat, by: outcome.by }] : [],
  )
}

import type { Json } from '../json.js'

/** One leaf of a condition with what it saw. */
export interface Finding {
  readonly fact: string
  readonly path?: string
  readonly operator: string
  readonly expected: Json
  /** `undefined` facts and paths are shown as `null` with `missing: true`. */
  readonly actual: Json
  readonly missing?: true
  /** Why a comparison was false although it could not be made (type that doesn't fit, fact failed or late). */
  readonly reason?: string
  /** JSON pointer into the rule's `when`; for a leaf of a named condition, to the place that refers to it. */
  readonly pointer: string
  /** The named condition that the leaf is in, and where in that. */
  readonly within?: { readonly condition: string; readonly pointer: string }
}

/** Why an action or rule was held back. */
export type WithheldBy = 'not-first-chat' | 'once' | 'storm' | 'automated' | 'not-current' | 'busy' | 'agent-answered'

export type ActionOutcome =
  | { readonly kind: 'done'; readonly effect?: string; readonly message?: string }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'delayed'; readonly until: string }
  | { readonly kind: 'withheld'; readonly by: WithheldBy; readonly mark?: string }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  | { readonly kind: 'error'; readonly code: string; readonly message: string }

/** One action of a matched rule, `index` in its `then`. */
export interface ActionTrace {
  readonly index: number
  readonly do: string
  readonly outcome: ActionOutcome
}

export type Verdict =
  | { readonly kind: 'matched'; readonly rule: string; readonly actions: readonly ActionTrace[] }
  | { readonly kind: 'failed'; readonly rule: string; readonly finding: Finding }
  | { readonly kind: 'ruled-out'; readonly rule: string; readonly finding: Finding }
  | { readonly kind: 'disabled'; readonly rule: string }
  | {
      readonly kind: 'withheld'
      readonly rule: string
      readonly by: WithheldBy
      readonly mark?: string
      readonly actions: readonly ActionTrace[]
    }
  | { readonly kind: 'stopped'; readonly rule: string; readonly by: 'loop' | 'limit' | { readonly rule: string } }
  | {
      readonly kind: 'error'
      readonly rule: string
      readonly code: string
      readonly message: string
      readonly actions?: readonly ActionTrace[]
    }

export type VerdictKind = Verdict['kind']

/** How many rules got which verdict: first in every trace, so that 100,000 rules stay readable. */
export type VerdictCounts = { readonly [kind in VerdictKind]?: number }

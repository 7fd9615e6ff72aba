import type { Finding } from '../rules/verdict.js'

/** What every part of a condition tells. */
interface Part {
  /** JSON pointer into the rule's `when`; inside a named condition, to the place that refers to it. */
  readonly pointer: string
  /** The named condition that the part is in, and where in that. */
  readonly within?: { readonly condition: string; readonly pointer: string }
  /** The condition's own name. */
  readonly name?: string
  /** What it is on these facts. Every part is judged, also those that the engine could spare itself. */
  readonly holds: boolean
  /** Whether json-rules-engine looks at it: a priority may have settled the matter before. */
  readonly lookedAt: boolean
}

/** `all` and `any` with their parts; an empty list holds. */
export interface ExplainedList extends Part {
  readonly kind: 'all' | 'any'
  readonly parts: readonly ExplainedNode[]
}

export interface ExplainedNot extends Part {
  readonly kind: 'not'
  readonly part: ExplainedNode
}

/** A named condition where it is used. */
export interface ExplainedReference extends Part {
  readonly kind: 'condition'
  readonly condition: string
  readonly part: ExplainedNode
}

/** One comparison with what it saw. */
export interface ExplainedFact extends Part, Finding {
  readonly kind: 'fact'
  readonly pointer: string
  readonly within?: { readonly condition: string; readonly pointer: string }
  /** The operator threw; it is told here what. The rule can't be judged if the engine looks at it. */
  readonly error?: string
}

/** A condition, part by part, with what it is on the facts of one moment. */
export type ExplainedNode = ExplainedList | ExplainedNot | ExplainedReference | ExplainedFact

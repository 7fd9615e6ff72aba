import type { DiagnosticCode, Fix } from '../../core/rules/diagnostic.js'

/** What is published and what is being written. */
export interface RulesView {
  /** `null`: nothing was published; the desk runs with the rules of its configuration. */
  readonly published: PublishedRules | null
  /** A newer version that a share of the threads has already; `null`: none. */
  readonly rollout: RuleRollout | null
  readonly draft: DraftRules | null
  /** Those of this node's configuration: they decide until something is published. `null`: it names none. */
  readonly configuration: ConfiguredRules | null
  /** What this node decides with. */
  readonly inForce: RulesInForce
}

export interface ConfiguredRules {
  /** Hash of what they say, as in traces. */
  readonly version: string
  /** Rule sets as in schemas/rule-set.schema.json; all together are one. */
  readonly sets: readonly unknown[]
}

export interface RuleRollout {
  readonly version: RuleVersionHead
  /** Percent of the threads. */
  readonly share: number
}

export interface RulesInForce {
  /** 0: the rules of the configuration. */
  readonly number: number
  /** Hash of what they say; `null`: the rules of the configuration. */
  readonly version: string | null
  readonly since: string | null
  /** A newer version that decides for a share of the threads here. */
  readonly rollout: { readonly number: number; readonly version: string; readonly share: number } | null
  /** A published version that this node can't use; the one before it stays in force here. */
  readonly failed: FailedVersion | null
}

export interface FailedVersion {
  readonly number: number
  readonly at: string
  readonly message: string
}

export interface RuleVersionHead {
  /** 1, 2, … */
  readonly number: number
  /** Hash of what it says, as in traces. */
  readonly version: string
  readonly author: string | null
  readonly note: string | null
  readonly at: string
  /** How it was rolled out, in order; empty: to all threads at once. */
  readonly shares: readonly RuleShare[]
}

export interface RuleShare {
  /** Percent of the threads; 0: taken back, 100: all. */
  readonly share: number
  readonly author: string | null
  readonly at: string
}

export interface PublishedRules extends RuleVersionHead {
  /** Rule sets as in schemas/rule-set.schema.json; all together are one. */
  readonly sets: readonly unknown[]
}

export interface RuleVersionPath {
  /**
   * @minimum 1
   * @maximum 9007199254740991
   * @TJS-type integer
   */
  readonly number: number
}

export interface RuleVersionsQuery {
  /** `next` of the page before. */
  readonly cursor?: string
  /**
   * Versions of one page; default 50.
   * @minimum 1
   * @maximum 200
   * @TJS-type integer
   */
  readonly limit?: number
}

/** Newest first. */
export interface RuleVersionPage {
  readonly items: readonly RuleVersionHead[]
  /** The next page's `cursor`; `null`: this is the last one. */
  readonly next: string | null
}

export interface DraftRules {
  /** Grows with each edit; the `ETag`. */
  readonly revision: number
  readonly author: string | null
  readonly at: string
  readonly sets: readonly unknown[]
}

export interface SaveRules {
  /**
   * Rule sets as in schemas/rule-set.schema.json; all together are one.
   * @maxItems 1000
   */
  readonly sets: readonly unknown[]
  /** Who wrote them. */
  readonly author?: string
}

export interface SavedRules {
  readonly draft: DraftRules
  /** Warnings; with an error nothing is saved. */
  readonly diagnostics: readonly RuleDiagnostic[]
}

export interface CheckRules {
  /**
   * Rule sets as in schemas/rule-set.schema.json; all together are one.
   * @maxItems 1000
   */
  readonly sets: readonly unknown[]
}

export interface CheckedRules {
  /** Whether they could be published. */
  readonly isPublishable: boolean
  /** Hash of what they say; `null` with errors. */
  readonly version: string | null
  readonly diagnostics: readonly RuleDiagnostic[]
}

/** The same as `caseline check` prints. */
export interface RuleDiagnostic {
  /** `info`: nothing is wrong, but it is good to know. */
  readonly severity: 'error' | 'warning' | 'info'
  readonly code: DiagnosticCode
  /** A sentence for people. */
  readonly message: string
  /** What the code means in general. */
  readonly means: string
  /** Index of the set that it is in; `null`: all of them. */
  readonly set: number | null
  /** JSON pointer into that set. */
  readonly pointer: string
  /** Where the code is explained, in the documentation of this version. */
  readonly docs: string
  /** What would put it right at `pointer` of the set: another `value`, another name (`rename`), or nothing (`remove`). */
  readonly fix?: Fix
  /** A conversation that shows the fault; `null`: none was found, left out where a code has none. */
  readonly witness?: RuleWitness | null
  /** Why none was found, as a sentence; only where `witness` is `null`. */
  readonly noWitness?: string
}

export interface RuleWitness {
  /** The same in a sentence. */
  readonly story: string
  /** As in schemas/scenario.schema.json; it passes as long as the fault is there. */
  readonly scenario: WitnessedScenario
}

export interface WitnessedScenario {
  readonly name: string
  readonly given: unknown
  readonly steps: readonly unknown[]
}

export interface PublishRules {
  /** Who publishes. */
  readonly author: string
  /** Why, for people. */
  readonly note?: string
  /**
   * Number of the version that is followed, 0 for none: refused `conflict` when another one is current. Left out: the one that is current now.
   * @minimum 0
   * @TJS-type integer
   */
  readonly ifNumber?: number
  /**
   * Left out: the draft.
   * @maxItems 1000
   */
  readonly sets?: readonly unknown[]
  /**
   * Percent of the threads that get it at first; what is in force stays for the rest. Left out: all.
   * @exclusiveMinimum 0
   * @maximum 100
   */
  readonly share?: number
}

export interface ShareRules {
  /**
   * Number of the version that is being rolled out.
   * @minimum 1
   * @TJS-type integer
   */
  readonly number: number
  /**
   * Percent of the threads: 100 ends it for all, 0 takes it back.
   * @minimum 0
   * @maximum 100
   */
  readonly share: number
  readonly author: string
}

export interface RulesShared {
  readonly version: RuleVersionHead
  /** It had this share already: nothing was done. */
  readonly isUnchanged: boolean
  /** What this node decides with now; others follow within a second or two. */
  readonly inForce: RulesInForce
}

export interface RollBackRules {
  /**
   * Number of the version that is to hold again.
   * @minimum 1
   * @TJS-type integer
   */
  readonly to: number
  readonly author: string
  readonly note?: string
  /**
   * As for publishing.
   * @minimum 0
   * @TJS-type integer
   */
  readonly ifNumber?: number
}

export interface RulesPublished {
  readonly published: PublishedRules
  /** It was so already: nothing was published. */
  readonly isUnchanged: boolean
  /** Warnings and remarks about what was published. */
  readonly diagnostics: readonly RuleDiagnostic[]
  /** What this node decides with now; others follow within a second or two. */
  readonly inForce: RulesInForce
}

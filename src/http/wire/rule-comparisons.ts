import type { RuleDiff } from '../../core/rules/diff/rule-diff.js'
import type { DecidedByVersion } from '../../desk/version-figures.js'

export interface RulesDiffQuery {
  /**
   * `published` (the default), `rollout`, `draft`, or the number of a version.
   * @pattern ^(?:published|rollout|draft|[1-9][0-9]{0,14})$
   */
  readonly from?: string
  /**
   * The same; default `draft`.
   * @pattern ^(?:published|rollout|draft|[1-9][0-9]{0,14})$
   */
  readonly to?: string
}

export interface RulesDiff extends RuleDiff {
  readonly isSame: boolean
}

export interface RuleFiguresQuery {
  /**
   * Left out: when the roll-out began, else when the current version was published.
   * @format date-time
   */
  readonly from?: string
  /**
   * Not included.
   * @format date-time
   */
  readonly to?: string
}

export type RuleFigures = DecidedByVersion

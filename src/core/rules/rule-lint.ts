// Part of rule-set.ts, with the same habits: the schema is made of both.

/** Findings that are left out for a rule. */
export interface RuleLint {
  /** Codes of findings that are meant so. */
  allow: AllowedFinding[]
}

export type AllowedFinding =
  | 'contradictory-condition'
  | 'always-true'
  | 'unreachable-rule'
  | 'duplicate-rule'
  | 'shadowed-rule'
  | 'double-autoresponse'
  | 'rule-loop'
  | 'away-first-chat-only'
  | 'undone-action'
  | 'unindexed-rule'

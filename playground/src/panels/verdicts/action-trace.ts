import type { Verdict } from 'caseline/core'

/** One action of a rule, and what came of it. */
export type ActionTrace = Extract<Verdict, { kind: 'matched' }>['actions'][number]

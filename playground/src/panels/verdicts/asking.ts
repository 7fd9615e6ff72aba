// What the page asks of its worker, and what comes back. The worker judges; the page only draws.
import type { Trace } from 'caseline'
import type { Flip, PassFacts, RuleExplanation } from 'caseline/core'
import type { Outline } from '../../session/outline.js'
import type { Ruling } from '../../session/ruling-at.js'
import type { Session } from '../../session/session.js'
import type { Survey } from '../../session/survey.js'

export type Question =
  | { readonly ask: 'survey'; readonly trace: Pick<Trace, 'passes'> }
  | { readonly ask: 'explain'; readonly rule: string; readonly facts: PassFacts }
  | { readonly ask: 'flip'; readonly rule: string; readonly facts: PassFacts }
  | { readonly ask: 'without'; readonly rule: string; readonly session: Session }

export interface Answers {
  /** `null`: the rules have errors. */
  readonly survey: Survey | null
  readonly explain: RuleExplanation | null
  readonly flip: Flip | null
  readonly without: Outline
}

export type ToWorker =
  | { readonly type: 'ruling'; readonly ruling: Ruling }
  | { readonly type: 'question'; readonly id: number; readonly question: Question }
  | { readonly type: 'forget'; readonly id: number }

export type FromWorker =
  | { readonly type: 'answer'; readonly id: number; readonly answer: Answers[keyof Answers] }
  | { readonly type: 'progress'; readonly id: number; readonly done: number }
  | { readonly type: 'failed'; readonly id: number; readonly message: string }

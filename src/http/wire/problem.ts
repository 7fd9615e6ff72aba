import type { ProblemCode } from '../problem-codes.js'
import type { RuleDiagnostic } from './rules.js'

/** One thing that is wrong with a request. */
export interface ProblemError {
  /** JSON pointer into the body, the query or the path. */
  readonly pointer: string
  readonly message: string
}

/** RFC 9457, as `application/problem+json`. */
export interface Problem {
  /** `urn:caseline:problem:` and the code. */
  readonly type: string
  /** The same sentence at every occurrence of the code. */
  readonly title: string
  readonly status: number
  readonly code: ProblemCode
  /** What happened this time, for people. */
  readonly detail: string
  /** JSON pointer to the field that is to blame. */
  readonly pointer?: string
  /** The chat to look at instead. */
  readonly number?: number
  /** All that is wrong with the request, at most 20. */
  readonly errors?: readonly ProblemError[]
  /** `invalid-rules`: all that is wrong with the rules. */
  readonly diagnostics?: readonly RuleDiagnostic[]
  /** Also in the header `X-Request-Id` and in the logs. */
  readonly requestId: string
}

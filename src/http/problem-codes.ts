import type { RefusalCode } from '../core/thread/refusal.js'

/** How a code answers over HTTP. */
export interface ProblemKind {
  readonly status: number
  /** A short sentence that is the same at every occurrence. */
  readonly title: string
}

/** Refusals of the desk. A body of the right shape with a wrong value is `invalid` too: one status, 400, for both. */
const REFUSALS: { readonly [code in RefusalCode]: ProblemKind } = {
  'nothing-to-split': { status: 409, title: 'Nothing new has come since the chat was finished' },
  'chat-is-live': { status: 409, title: 'A live chat has no status to set' },
  'already-finished': { status: 409, title: 'The chat is finished' },
  merged: { status: 409, title: 'The chat was merged into another' },
  'not-current': { status: 409, title: 'Agents write in the last chat only' },
  'no-previous': { status: 409, title: 'There is no chat before this one' },
  'nothing-to-unmerge': { status: 409, title: 'Nothing was merged into this chat' },
  'closed-not-offered': { status: 409, title: 'The channel has no closed chats' },
  'no-automatic-finish': { status: 409, title: 'Silence never finishes chats of this channel' },
  'workflow-running': { status: 409, title: 'A workflow runs in the chat' },
  'no-workflow': { status: 409, title: 'No workflow runs in the chat' },
  'not-waiting': { status: 409, title: 'No workflow waits for that' },
  'not-found': { status: 404, title: 'There is no such thing' },
  invalid: { status: 400, title: 'The request has a wrong form' },
  conflict: { status: 409, title: 'It changed in the meantime' },
  forbidden: { status: 403, title: 'This key may not do that' },
  'too-large': { status: 413, title: 'Longer or more than is allowed' },
  'rate-limited': { status: 429, title: 'Too many requests' },
  unavailable: { status: 503, title: 'Not available now; nothing was done' },
}

/** What only HTTP knows. */
const OWN = {
  unauthorized: { status: 401, title: 'A key is needed' },
  'method-not-allowed': { status: 405, title: 'The path is there, the method is not' },
  gone: { status: 410, title: 'It is no longer there' },
  'request-timeout': { status: 408, title: 'The request came too slowly' },
  'precondition-failed': { status: 412, title: 'It is at another version than If-Match says' },
  'unsupported-media-type': { status: 415, title: 'The body must be JSON' },
  'invalid-rules': { status: 422, title: 'The rules have faults' },
  'key-reused': { status: 422, title: 'The Idempotency-Key came with another request before' },
  'not-settable': { status: 409, title: 'The provider can’t be told from here' },
  'provider-refused': { status: 422, title: 'The provider refused' },
  'in-progress': { status: 409, title: 'The request with this Idempotency-Key is being worked on' },
  'headers-too-large': { status: 431, title: 'The headers are too long' },
  internal: { status: 500, title: 'A fault of ours' },
  full: { status: 507, title: 'The database has no room left' },
} satisfies { readonly [code: string]: ProblemKind }

export type ProblemCode = RefusalCode | keyof typeof OWN

/** docs/reference/http.md lists the same; a test compares them. */
export const PROBLEMS: { readonly [code in ProblemCode]: ProblemKind } = { ...REFUSALS, ...OWN }

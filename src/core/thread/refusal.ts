/** Every reason the domain refuses a command. docs/reference/refusals.md says the same; a test compares them. */
export const REFUSAL_CODES = [
  'nothing-to-split',
  'chat-is-live',
  'already-finished',
  'merged',
  'not-current',
  'no-previous',
  'nothing-to-unmerge',
  'closed-not-offered',
  'no-automatic-finish',
  'workflow-running',
  'no-workflow',
  'not-waiting',
  'not-found',
  'invalid',
  'conflict',
  'forbidden',
  'too-large',
  'rate-limited',
  'unavailable',
] as const

export type RefusalCode = (typeof REFUSAL_CODES)[number]

/** A guard of the chat machine that was asked, and its answer. */
export interface AskedGuard {
  readonly guard: string
  readonly params?: unknown
  readonly holds: boolean
}

/** Why a command changed nothing. */
export interface Refusal {
  readonly code: RefusalCode
  /** A sentence for people. */
  readonly message: string
  /** JSON pointer into the command, where one field is to blame. */
  readonly pointer?: string
  /** The chat to look at instead. */
  readonly number?: number
  /** What the chat machine asked before it refused. */
  readonly guards?: readonly AskedGuard[]
}

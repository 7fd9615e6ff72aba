/** Trouble of a store; docs/reference/store-errors.md says what helps. A test compares the lists. */
export const STORE_ERROR_CODES = [
  'unavailable',
  'timeout',
  'full',
  'folder-in-use',
  'schema-too-new',
  'schema-missing',
  'invalid-data',
  'permission',
  'closed',
  'failed',
] as const

export type StoreErrorCode = (typeof STORE_ERROR_CODES)[number]

/**
 * A database didn't do what it was asked. `isRetryable`: the same call may go well later. `isOutcomeUnknown`: the
 * connection was lost after a write was sent, so it may or may not be done.
 */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: StoreErrorCode
  readonly isRetryable: boolean
  readonly isOutcomeUnknown: boolean

  constructor(
    code: StoreErrorCode,
    message: string,
    how: { readonly cause?: unknown; readonly isRetryable?: boolean; readonly isOutcomeUnknown?: boolean } = {},
  ) {
    super(message, how.cause === undefined ? undefined : { cause: how.cause })
    this.code = code
    this.isRetryable = how.isRetryable ?? false
    this.isOutcomeUnknown = how.isOutcomeUnknown ?? false
  }
}

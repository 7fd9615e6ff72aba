/** Exit codes of every command. */
export const EXIT = { fine: 0, findings: 1, usage: 2 } as const

/** Called wrongly: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly code = 'usage'
}

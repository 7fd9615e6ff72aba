import type { Statement } from './statements/statement.js'

/** What the statements run on: a server's pool, or PGlite in its worker. Fails with `StoreError`, or `UndoneError`. */
export interface Driver {
  /** Runs one prepared statement for one workspace; answers its text. Each call is a transaction of its own. */
  readonly call: (workspace: string, statement: Statement, params: readonly string[]) => Promise<string | null>
  /** Statements that may run side by side; what waits for a turn is gathered into one. */
  readonly turns: number
  readonly close: () => Promise<void>
}

/** A statement of several commands that was undone because of one of them: each is to be tried alone. */
export class UndoneError extends Error {
  override readonly name = 'UndoneError'
  /** SQLSTATE. */
  readonly sqlState: string

  constructor(sqlState: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.sqlState = sqlState
  }
}

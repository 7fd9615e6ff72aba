/**
 * One prepared statement. Its parameters are texts, nearly always of JSON, and it answers one row with one text or null:
 * so PGlite and a server, whose drivers disagree on most types, can't differ.
 */
export interface Statement {
  readonly name: string
  readonly text: string
  /** It changes something: when the connection breaks nobody knows whether it was done. */
  readonly isWrite?: boolean
  /** It reads and writes nothing that belongs to a workspace, so it runs on a connection of whatever workspace. */
  readonly isGlobal?: boolean
  /**
   * Goes behind others of its workspace down one connection (pipelining): the server goes from one to the next without
   * waiting for us. For what waits for nobody.
   */
  readonly isPipelined?: boolean
  /** Upkeep: it may take longer than callers wait. */
  readonly isUnhurried?: boolean
}

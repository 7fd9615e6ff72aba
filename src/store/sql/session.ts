/** One connection, for what is not a prepared statement: migrations and upkeep. */
export interface Session {
  /** Several statements when there are no parameters. */
  readonly run: (sql: string, params?: readonly unknown[]) => Promise<readonly object[]>
}

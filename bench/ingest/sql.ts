import pg from 'pg'

/** Statements on a connection of their own that sees the desk's rows; the rows of the last. */
export async function ask<R extends object>(url: string, sql: string): Promise<readonly R[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`set caseline.workspace = 'default'`)
    return (await client.query<R>(sql)).rows ?? []
  } finally {
    await client.end()
  }
}

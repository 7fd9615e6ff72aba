import { Client } from 'pg'

/** One statement on a connection of its own; the rows. */
export async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

/** The code it is refused with: SQLSTATE or the system's, as `57P03`, `ECONNREFUSED`. */
export function refusal(url: string, sql = 'select 1'): Promise<string> {
  return ask(url, sql).then(
    () => 'accepted',
    (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error)),
  )
}

// psql, pg_dump, pg_restore, pgbench. npm's Postgres has none of them: a test that wants one finds Debian's or Homebrew's,
// or says that it was left out.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { installedPostgres } from '../../scripts/setup/postgres.mjs'

/** The program's path, of the newest version that is here: pg_dump refuses servers newer than itself. */
export function postgresTool(name: 'psql' | 'pg_dump' | 'pg_restore' | 'pgbench'): string | undefined {
  const given = process.env.CASELINE_PG_BIN
  return [...installedPostgres(), ...(given ? [given] : [])]
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path) && spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0)
}

// One folder for all servers of this process, where the server's user can reach it, and a keeper that stops them and
// deletes it when this process is gone: by its end, an exception, Ctrl+C or kill -9.
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensurePostgres } from '../../scripts/setup/postgres.mjs'
import { canEnter, canRun, type ServerUser, serverUser } from './server-user.js'

export interface RunFolder {
  readonly path: string
  readonly user: ServerUser | undefined
  /** The folder of `postgres` and `initdb`. */
  readonly programs: string
  /** The process that clears up. */
  readonly keeper: number | undefined
}

const keeperScript = fileURLToPath(new URL('../../scripts/setup/postgres-keeper.mjs', import.meta.url))
let made: RunFolder | undefined

/** Environment for Postgres' programs: theirs must not depend on who runs the tests (PGPORT, LANG, TZ). */
export const environment = { PATH: process.env.PATH ?? '', LANG: 'C', TZ: 'UTC' }

export function runFolder(): RunFolder {
  made ??= make()
  return made
}

function make(): RunFolder {
  const user = serverUser()
  const base = [tmpdir(), '/tmp', '/var/tmp', '/dev/shm'].find((folder) => canEnter(user, folder))
  if (!base) throw new Error(`No folder for test data: ${tmpdir()} can't be entered by the user that runs Postgres`)
  const path = mkdtempSync(join(base, 'caseline-postgres-'))
  chmodSync(path, 0o755)
  writeFileSync(join(path, 'owner'), String(process.pid))
  const child = spawn(process.execPath, [keeperScript, path], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  child.unref()
  // An open pipe would hold this process; the stream of a child is a socket, though its type doesn't say so.
  if ('unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref()
  return { path, user, programs: programs(path, user), keeper: child.pid }
}

/** The programs themselves, or a copy where they lie below a folder that the server's user can't enter (/root). */
function programs(path: string, user: ServerUser | undefined): string {
  const bin = ensurePostgres()
  if (!bin)
    throw new Error(
      'These tests need Postgres 15 to 18: install one, or set CASELINE_PG_BIN to the folder of its programs',
    )
  if (canRun(user, join(bin, 'postgres'))) return bin
  const copy = join(path, 'programs')
  cpSync(dirname(bin), copy, { recursive: true, verbatimSymlinks: true })
  spawnSync('chmod', ['-R', 'a+rX', copy])
  if (canRun(user, join(copy, 'bin/postgres'))) return join(copy, 'bin')
  throw new Error(`${bin} can't be run by the user that runs Postgres, nor can a copy of it`)
}

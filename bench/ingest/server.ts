// The server that all contestants share, as at a user who wants his messages to outlive a power cut: fsync, data on a
// disk, the defaults otherwise. Each contestant has a database and a plain role, so row-level security counts.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { installedPostgres } from '../../scripts/setup/postgres.mjs'
import { ownServer } from '../../test/postgres/own-server.js'
import { familyCpu } from './family-cpu.js'

export interface BenchServer {
  readonly version: number
  readonly dataFolder: string
  /** The program's path; `null`: not installed. */
  readonly pgbench: string | null
  /** A new empty database of a plain role; answers its url. */
  readonly database: (name: string) => Promise<string>
  /** Microseconds of CPU that the server's processes used so far; 0 where /proc doesn't tell. */
  readonly cpuMicros: () => number
  readonly asSuperuser: (sql: string) => Promise<void>
  readonly stop: () => Promise<void>
}

const TMPFS = 0x01021994

/** A folder on a disk. CASELINE_BENCH_FOLDER names another one. */
export function diskFolder(): string {
  const given = process.env.CASELINE_BENCH_FOLDER
  const found = [...(given ? [given] : [tmpdir(), '/var/tmp'])].find(
    (one) => existsSync(one) && statfsSync(one).type !== TMPFS,
  )
  if (found === undefined) throw new Error('No folder on a disk; name one with CASELINE_BENCH_FOLDER')
  return found
}

export async function benchServer(): Promise<BenchServer> {
  const withPgbench = installedPostgres().find(
    (bin) => ['postgres', 'initdb', 'pgbench'].every((name) => existsSync(join(bin, name))) && isFit(bin),
  )
  if (withPgbench !== undefined) process.env.CASELINE_PG_BIN ??= withPgbench
  const server = await ownServer({
    dataFolder: mkdtempSync(join(diskFolder(), 'caseline-bench-server-')),
    settings: {
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      autovacuum: 'on',
      shared_buffers: '256MB',
      max_wal_size: '4GB',
      max_connections: '500',
    },
  })
  const asSuperuser = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: server.url })
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }
  await asSuperuser(`create role bench login password 'bench'`)
  return {
    version: server.serverVersion,
    dataFolder: server.dataFolder,
    pgbench: withPgbench === undefined ? null : join(withPgbench, 'pgbench'),
    database: async (name) => {
      await asSuperuser(`create database ${name} owner bench template template0 encoding 'UTF8'`)
      return `postgres://bench:bench@127.0.0.1:${server.port}/${name}`
    },
    cpuMicros: () => familyCpu(server.dataFolder),
    asSuperuser,
    stop: async () => {
      await server.remove()
      rmSync(server.dataFolder, { recursive: true, force: true })
    },
  }
}

function isFit(bin: string): boolean {
  const major = Number(
    / (\d+)\./.exec(spawnSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' }).stdout)?.[1],
  )
  return major >= 15 && major <= 18
}

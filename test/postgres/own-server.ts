// A Postgres of a test's own, to be stopped, killed and started again. Its data stays between starts. It listens on
// 127.0.0.1 only and is stopped with this process at the latest (see run-folder.ts).
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { makeDataFolder } from './data-folder.js'
import { freePort } from './free-port.js'
import { killFamily } from './processes.js'
import { environment, runFolder } from './run-folder.js'

export interface OwnServer {
  /** Superuser `postgres` on the database `postgres`; stays the same over restarts. */
  readonly url: string
  readonly port: number
  readonly dataFolder: string
  readonly logFile: string
  /** As Postgres counts: 150018 for 15.18. */
  readonly serverVersion: number
  readonly running: () => boolean
  readonly start: () => Promise<void>
  /** `fast` rolls back what is open and closes connections; `immediate` doesn't even checkpoint. */
  readonly stop: (mode?: 'fast' | 'immediate') => Promise<void>
  /** kill -9 to all its processes at once: the machine's crash, without the loss of the disk's cache. */
  readonly kill: () => Promise<void>
  /** Stops it and deletes the data. */
  readonly remove: () => Promise<void>
}

export interface OwnServerOptions {
  readonly port?: number
  /** Absent or empty, below folders that everybody can enter (as root the server is another user). */
  readonly dataFolder?: string
  /** Over the defaults: `{ fsync: 'off' }`, `{ max_connections: '5' }`. */
  readonly settings?: Readonly<Record<string, string>>
}

let count = 0
/** For a start, which may have to repeat what a crash left. Milliseconds. */
const patience = 60_000

/** A started server of the same version as the shared one. `fsync` is on, as at our users. */
export async function ownServer(options: OwnServerOptions = {}): Promise<OwnServer> {
  const { path, user, programs } = runFolder()
  const mine = join(path, String(++count))
  const dataFolder = options.dataFolder ?? mine
  const logFile = `${mine}.log`
  const postgres = join(programs, 'postgres')
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    // Files in the data folder: a container's /dev/shm may be small, and a killed server leaves its pieces there.
    dynamic_shared_memory_type: 'mmap',
    ...options.settings,
  }
  const password = await makeDataFolder(dataFolder)
  let port = options.port ?? (await freePort())
  let child: ChildProcess | undefined

  const running = () => child !== undefined && child.exitCode === null && child.signalCode === null

  async function start(): Promise<void> {
    if (running()) return
    const log = openSync(logFile, 'a')
    const args = Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ])
    // Detached: Ctrl+C in the terminal is for the tests; the keeper stops the server after them.
    const stdio: ['ignore', number, number] = ['ignore', log, log]
    child = spawn(postgres, ['-D', dataFolder, ...args], { ...user, cwd: '/', env: environment, stdio, detached: true })
    closeSync(log)
    child.unref()
    await once(child, 'spawn')
    writeFileSync(`${mine}.server`, `${child.pid}\n${dataFolder}`)
    const began = Date.now()
    while (!ready(dataFolder, child.pid)) {
      if (!running() || Date.now() - began > patience)
        throw new Error(`Postgres on port ${port} did not start:\n${tail(logFile)}`)
      await pause(10)
    }
  }

  async function ended(act: (pid: number) => unknown): Promise<void> {
    if (!child?.pid || !running()) return
    child.ref()
    const exit = once(child, 'exit')
    await act(child.pid)
    await exit
  }

  const stop = (mode: 'fast' | 'immediate' = 'fast') =>
    ended((pid) => process.kill(pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT'))

  for (let attempt = 1; ; attempt++)
    try {
      await start()
      break
    } catch (error) {
      // Somebody took the free port between the asking and the start.
      const taken = options.port === undefined && String(error).includes('Address already in use')
      if (!taken || attempt === 5) throw error
      port = await freePort()
    }

  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    port,
    dataFolder,
    logFile,
    serverVersion: versionOf(postgres),
    running,
    start,
    stop,
    kill: () => ended(killFamily),
    remove: async () => {
      await stop('immediate')
      // What lies in the folder, not the folder: it may be a mounted disk.
      for (const name of readdirSync(dataFolder)) rmSync(join(dataFolder, name), { recursive: true, force: true })
      for (const file of [mine, logFile, `${mine}.server`]) rmSync(file, { recursive: true, force: true })
    },
  }
}

/** The last line but one of postmaster.pid; the first tells whether this start wrote it or the one that crashed. */
function ready(dataFolder: string, pid: number | undefined): boolean {
  try {
    const lines = readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n')
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready'
  } catch {
    return false
  }
}

function versionOf(postgres: string): number {
  const { stdout } = spawnSync(postgres, ['--version'], { encoding: 'utf8' })
  const [, major, minor] = / (\d+)\.(\d+)/.exec(stdout) ?? []
  return Number(major) * 10_000 + Number(minor)
}

function tail(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-20).join('\n')
}

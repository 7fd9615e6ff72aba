import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { StoreError } from '../../../ports/store-error.js'
import type { Driver } from '../driver.js'
import type { Session } from '../session.js'
import { troubleOf } from '../sql-trouble.js'
import { type FolderLock, lockFolder } from './folder-lock.js'
import { makeFolder } from './make-folder.js'
import { openWorker, PGliteError, type WorkerLine } from './worker-line.js'

export interface PGliteOptions {
  /** Folder of the database, made if it isn't there. Left out: in memory, gone with the process. */
  readonly folder?: string
  /**
   * File with an empty database, made at the first start. A new database begins from it in one second instead of five to
   * ten, with half the memory. Belongs to one version of PGlite: name the version in it, or delete it after an update.
   */
  readonly template?: string
  /** A backup to begin with. Only for a folder that holds no database yet. */
  readonly backup?: Uint8Array
}

export interface PGliteDatabase {
  readonly driver: Driver
  readonly session: Session
  /** A gzip of the database's folder. */
  readonly dump: () => Promise<Uint8Array>
}

/** Locks the folder, opens the database in a worker. One in a folder whose worker died is opened again by the next call. */
export async function openPGlite(options: PGliteOptions): Promise<PGliteDatabase> {
  const { folder } = options
  const lock: FolderLock | null = folder === undefined ? null : await lockFolder(folder)
  try {
    const database = folder === undefined ? null : join(folder, 'database')
    if (database !== null) await make(database, options)
    const line = await lasting(database, database === null ? dumpFor(options) : null)
    return {
      driver: driverOf(line, lock),
      session: {
        run: async (sql, params = []) => {
          try {
            return rowsOf(await line.ask({ do: 'run', sql, params }))
          } catch (error) {
            throw error instanceof PGliteError ? new StoreError('failed', error.message, { cause: error }) : error
          }
        },
      },
      dump: async () => bytesOf(await line.ask({ do: 'dump' })),
    }
  } catch (error) {
    await lock?.release()
    throw error
  }
}

function driverOf(line: WorkerLine, lock: FolderLock | null): Driver {
  let closing: Promise<void> | null = null
  return {
    call: async (workspace, { name, text, isWrite }, params) => {
      try {
        const answer = await line.ask({ do: 'call', name, text, params: [workspace, ...params] })
        return typeof answer === 'string' ? answer : null
      } catch (error) {
        if (error instanceof PGliteError) throw troubleOf(error.sqlState, error)
        throw error instanceof StoreError && isWrite !== true ? asRead(error) : error
      }
    },
    // One at the database, one on its way; more would make groups smaller.
    turns: 2,
    close: () => {
      // The folder is locked until nobody has it open any more.
      closing ??= line.close().finally(() => lock?.release())
      return closing
    },
  }
}

/** A read that got no answer left nothing behind. */
function asRead(error: StoreError): StoreError {
  if (!error.isOutcomeUnknown) return error
  return new StoreError(error.code, error.message, { cause: error, isRetryable: error.isRetryable })
}

/** The line to a worker that is replaced when it died, as on a full disk. What was in memory is gone with it. */
async function lasting(folder: string | null, dump: Uint8Array | null): Promise<WorkerLine> {
  let line = await openWorker({ folder, dump })
  let opening: Promise<void> | null = null
  let isClosed = false
  const open = async (): Promise<void> => {
    // Two in one folder spoil it: the old thread has to have ended.
    await line.close()
    line = await openWorker({ folder, dump: null })
  }
  return {
    ask: async (request) => {
      if (folder !== null && line.hasEnded() && !isClosed) {
        opening ??= open().finally(() => {
          opening = null
        })
        await opening
      }
      return line.ask(request)
    },
    hasEnded: () => line.hasEnded(),
    close: async () => {
      isClosed = true
      // One that is just being opened has to be closed too.
      await opening?.catch(() => undefined)
      await line.close()
    },
  }
}

/** A new database is made beside its place and moved there when it is whole: a process killed meanwhile leaves none. */
async function make(database: string, options: PGliteOptions): Promise<void> {
  if (existsSync(database)) {
    if (options.backup === undefined) return
    throw new StoreError('failed', `${database} already holds a database; a backup goes into a new folder`)
  }
  const draft = `${database}.new`
  rmSync(draft, { recursive: true, force: true })
  const line = await openWorker({ folder: draft, dump: dumpFor(options) })
  try {
    const { template } = options
    if (template !== undefined && options.backup === undefined && !existsSync(template)) {
      keep(template, bytesOf(await line.ask({ do: 'dump' })))
    }
  } finally {
    await line.close()
  }
  renameSync(draft, database)
}

function dumpFor({ backup, template }: PGliteOptions): Uint8Array | null {
  return backup ?? (template !== undefined && existsSync(template) ? readFileSync(template) : null)
}

/** Whole or not at all, whoever else makes it at the same time. */
function keep(template: string, bytes: Uint8Array): void {
  makeFolder(dirname(template))
  const draft = `${template}.${process.pid}.${crypto.randomUUID()}`
  writeFileSync(draft, bytes)
  renameSync(draft, template)
}

function rowsOf(value: unknown): readonly object[] {
  return Array.isArray(value) ? value : []
}

function bytesOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value
  throw new StoreError('failed', 'The embedded database gave no dump')
}

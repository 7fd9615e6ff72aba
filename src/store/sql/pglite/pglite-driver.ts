import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { StoreError } from '../../../ports/store-error.js'
import type { Driver } from '../driver.js'
import type { Session } from '../session.js'
import { troubleOf } from '../sql-trouble.js'
import { type FolderLock, lockFolder } from './folder-lock.js'
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

/** Locks the folder, opens the database in a worker. */
export async function openPGlite(options: PGliteOptions): Promise<PGliteDatabase> {
  const { folder } = options
  const lock: FolderLock | null = folder === undefined ? null : lockFolder(folder)
  try {
    const line = await open(folder === undefined ? null : join(folder, 'database'), options)
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
    lock?.release()
    throw error
  }
}

function driverOf(line: WorkerLine, lock: FolderLock | null): Driver {
  return {
    call: async (workspace, { name, text }, params) => {
      try {
        const answer = await line.ask({ do: 'call', name, text, params: [workspace, ...params] })
        return typeof answer === 'string' ? answer : null
      } catch (error) {
        throw error instanceof PGliteError ? troubleOf(error.sqlState, error) : error
      }
    },
    turns: 1,
    close: async () => {
      await line.close()
      lock?.release()
    },
  }
}

async function open(database: string | null, { template, backup }: PGliteOptions): Promise<WorkerLine> {
  const isNew = database === null || !existsSync(join(database, 'PG_VERSION'))
  if (backup !== undefined && !isNew) {
    throw new StoreError('failed', `${database} already holds a database; a backup goes into a new folder`)
  }
  if (!isNew || backup !== undefined || template === undefined) {
    return openWorker({ folder: database, dump: backup ?? null })
  }
  if (existsSync(template)) return openWorker({ folder: database, dump: readFileSync(template) })
  const line = await openWorker({ folder: database, dump: null })
  const bytes = bytesOf(await line.ask({ do: 'dump' }))
  mkdirSync(dirname(template), { recursive: true })
  // Whole or not at all, whoever else makes it at the same time.
  const draft = `${template}.${process.pid}`
  writeFileSync(draft, bytes)
  renameSync(draft, template)
  return line
}

function rowsOf(value: unknown): readonly object[] {
  return Array.isArray(value) ? value : []
}

function bytesOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value
  throw new StoreError('failed', 'The embedded database gave no dump')
}

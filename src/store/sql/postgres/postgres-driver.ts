// A pool of connections to one server. Each connection keeps its prepared statements, its settings, and the workspace
// that row-level security lets it see.
import type { Client, Pool, PoolClient, PoolConfig } from 'pg'
import { StoreError } from '../../../ports/store-error.js'
import { type Driver, UndoneError } from '../driver.js'
import { KNOW_ERA } from '../know-era.js'
import type { Session } from '../session.js'
import { alone } from '../sql-trouble.js'
import type { Statement } from '../statements/statement.js'
import { connectTrouble, isBroken, statementTrouble } from './postgres-trouble.js'
import { sharedClients } from './shared-clients.js'

export interface PostgresOptions {
  /** `postgres://user:password@host:5432/database`. */
  readonly url: string
  /** Connections at most. Default 10. */
  readonly connections?: number
  /** Milliseconds that one statement may take. Default 10,000; 0: any time. */
  readonly statementTimeoutMs?: number
  /** Milliseconds that connecting may take. Default 5,000. */
  readonly connectTimeoutMs?: number
  /** Further settings of node-postgres, such as `ssl`. */
  readonly pool?: Omit<PoolConfig, 'connectionString' | 'max' | 'statement_timeout' | 'query_timeout'>
}

/**
 * Plans are made once for all, by index: a plan made anew for each group costs more than the group, and one that was
 * made while a table was empty must not read it from end to end later. Nor sort it: an empty table is sorted for nothing,
 * a full one is to be read in the order of an index. Compiling a plan (JIT) takes longer than running it. The statements
 * rest on `read committed`, whatever the database's default is.
 */
export const SETTINGS = `set plan_cache_mode = force_generic_plan; set enable_seqscan = off; set enable_hashjoin = off;
set enable_mergejoin = off; set enable_sort = off; set jit = off; set timezone = 'UTC'; set datestyle = 'ISO';
set default_transaction_isolation = 'read committed'`

/** The longest that a timer of Node counts; 0 would be the pool's. node-postgres takes it, though its types don't say so. */
const PATIENT: object = { query_timeout: 2_147_483_647 }

/** Groups of one kind under way at once: one at the server, one on its way. More would make them smaller. Commits share a connection. */
const TURNS = 2

/** Our own statements hold rows for milliseconds. Who waits longer waits for a stranger, and must not hold up a whole group. */
const LOCK_TIMEOUT_MS = 2_000

export interface PostgresDriver extends Driver {
  /** A connection for what is not a prepared statement. */
  readonly session: <T>(use: (session: Session) => Promise<T>) => Promise<T>
}

export function postgresDriver(makePool: (config: PoolConfig) => Pool, options: PostgresOptions): PostgresDriver {
  const timeoutMs = options.statementTimeoutMs ?? 10_000
  const lockTimeoutMs = Math.min(LOCK_TIMEOUT_MS, Math.ceil(timeoutMs / 2))
  const pool = makePool({
    connectionTimeoutMillis: options.connectTimeoutMs ?? 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    // An open store doesn't keep an idle process from ending.
    allowExitOnIdle: true,
    application_name: 'caseline',
    // What is sent down one connection doesn't wait for the answer before it. https://node-postgres.com/features/pipelining
    pipeline: true,
    ...options.pool,
    connectionString: options.url,
    max: options.connections ?? 10,
    // A server that stopped answering altogether.
    query_timeout: timeoutMs === 0 ? 0 : timeoutMs + 2_000,
  })
  // An idle connection that breaks is taken out by the pool; whoever needs one next hears of it.
  pool.on('error', () => {})
  // One that breaks while it is lent out and no statement runs; unheard, Node would end the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  const isSet = new WeakSet<Client>()
  const workspaces = new WeakMap<Client, string>()
  const knowEra = new WeakSet<Client>()

  let isClosed = false

  const connected = async (): Promise<PoolClient> => {
    if (isClosed) throw new StoreError('closed', 'The store is closed')
    let client: PoolClient
    try {
      client = await pool.connect()
    } catch (error) {
      throw connectTrouble(error)
    }
    if (isSet.has(client)) return client
    try {
      // By statements, not by startup parameters: poolers in front of a server refuse those that they don't know.
      await client.query(`${SETTINGS}; set lock_timeout = ${lockTimeoutMs}; set statement_timeout = ${timeoutMs}`)
      isSet.add(client)
      return client
    } catch (error) {
      client.release(true)
      throw connectTrouble(error)
    }
  }

  /** The connection knows the era and sees the workspace; `null`: whichever. */
  const prepared = async (workspace: string | null): Promise<PoolClient> => {
    const client = await connected()
    try {
      if (!knowEra.has(client)) {
        const { rows } = await client.query<{ era: string | null }>(KNOW_ERA)
        if (rows[0]?.era) knowEra.add(client)
      }
      if (workspace !== null && workspaces.get(client) !== workspace) {
        await client.query({
          name: 'caseline_workspace',
          text: `select set_config('caseline.workspace', $1, false)`,
          values: [workspace],
        })
        workspaces.set(client, workspace)
      }
      return client
    } catch (error) {
      client.release(isBroken(error))
      throw statementTrouble(error, false)
    }
  }
  const shared = sharedClients(prepared)

  const call = async (workspace: string, statement: Statement, params: readonly string[]): Promise<string | null> => {
    const { name, text, isUnhurried = false, isWrite = false, isPipelined = false, isGlobal = false } = statement
    const client = await (isPipelined ? shared.take(workspace) : prepared(isGlobal ? null : workspace))
    const giveBack = (isSpoilt: boolean): void => {
      if (isPipelined) shared.giveBack(workspace, client, isSpoilt)
      else client.release(isSpoilt)
    }
    let isSent = false
    try {
      if (isUnhurried) await client.query('set statement_timeout = 0')
      isSent = true
      const values = [workspace, ...params]
      const { rows } = await client.query<{ result: string | null }>({
        name,
        text,
        values,
        ...(isUnhurried ? PATIENT : {}),
      })
      if (isUnhurried) await client.query(`set statement_timeout = ${timeoutMs}`)
      giveBack(false)
      return rows[0]?.result ?? null
    } catch (error) {
      giveBack(isBroken(error) || isUnhurried)
      throw statementTrouble(error, isSent && isWrite)
    }
  }

  return {
    call,
    turns: TURNS,
    session: async (use) => {
      const client = await connected()
      try {
        const answer = await use({
          run: async (sql, params = []) => {
            try {
              const answered = params.length === 0 ? await client.query(sql) : await client.query(sql, [...params])
              // Several statements answer a list of results.
              return Array.isArray(answered) ? [] : answered.rows
            } catch (error) {
              const trouble = statementTrouble(error, false)
              throw trouble instanceof UndoneError ? alone(trouble) : trouble
            }
          },
        })
        client.release()
        return answer
      } catch (error) {
        client.release(true)
        throw error
      }
    },
    close: async () => {
      if (isClosed) return
      isClosed = true
      await pool.end()
    },
  }
}

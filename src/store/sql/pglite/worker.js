// @ts-check
// PGlite in a thread of its own: a query holds up the thread that it runs on, and here that is nobody's. JavaScript,
// since a worker is loaded by its path, from the sources as from the package, and Node 20 has no loader in workers.
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite, protocol } from '@electric-sql/pglite'

/** PGlite has no autovacuum; so many statements leave enough behind to be swept. */
const SWEEP_AFTER = 20_000
/** In a database that was never swept sooner, then twice as many each time: plans that were made while its tables were empty are made anew. */
const FIRST_SWEEP_AFTER = 200
const WAS_SWEPT = `select from pg_class where oid = to_regclass('caseline.chat') and reltuples > 0`

/** Plans are made once, by index: see the server's driver. */
const SETTINGS = `set plan_cache_mode = force_generic_plan; set enable_seqscan = off; set enable_hashjoin = off;
set enable_mergejoin = off; set enable_sort = off; set timezone = 'UTC'; set datestyle = 'ISO'`

const SYNC = protocol.serialize.sync()

/**
 * @param {import('node:worker_threads').MessagePort} port
 * @param {import('./messages.js').Beginning} beginning
 */
async function begin(port, { folder, dump }) {
  const db = await PGlite.create({
    ...(folder === null ? {} : { dataDir: folder }),
    ...(dump === null ? {} : { loadDataDir: new Blob([new Uint8Array(dump)]) }),
  })
  await db.exec(SETTINGS)
  const prepared = new Set()
  let sweepAfter = (await db.query(WAS_SWEPT)).rows.length > 0 ? SWEEP_AFTER : FIRST_SWEEP_AFTER
  let untilSweep = sweepAfter

  /**
   * Bind and Execute of a prepared statement; PGlite's own `query` parses and describes it each time. What commits is the
   * Sync, so it comes when the statement is known to have come to its end.
   * @param {string} name
   * @param {string} text
   * @param {readonly string[]} params
   */
  const call = async (name, text, params) => {
    if (!prepared.has(name)) {
      await db.exec(`prepare "${name}" as ${text}`)
      prepared.add(name)
    }
    const bound = protocol.serialize.bind({ statement: name, values: [...params] })
    const executed = protocol.serialize.execute({})
    const message = new Uint8Array(bound.length + executed.length)
    message.set(bound)
    message.set(executed, bound.length)
    const messages = await db.execProtocolStream(message).catch(async (error) => {
      // What the database itself answered was undone by it; until the Sync it takes nothing else.
      if (sqlStateOf(error) !== null) await db.execProtocolStream(SYNC)
      throw error
    })
    untilSweep -= 1
    // PGlite swallows breakdowns, such as a stack that is full: then nothing says that the statement came to its end.
    if (!messages.some((message) => message.name === 'commandComplete')) throw new Error(`it never finished ${name}`)
    const ended = await db.execProtocolStream(SYNC)
    if (!ended.some((message) => message.name === 'readyForQuery')) throw new Error(`it never committed ${name}`)
    return messages.find(isRow)?.fields[0] ?? null
  }

  /** @param {import('./messages.js').Request} request */
  const done = async (request) => {
    switch (request.do) {
      case 'call':
        return call(request.name, request.text, request.params)
      case 'run':
        if (request.params.length > 0) return (await db.query(request.sql, [...request.params])).rows
        return (await db.exec(request.sql)).at(-1)?.rows ?? []
      case 'dump':
        return new Uint8Array(await (await db.dumpDataDir('gzip')).arrayBuffer())
      case 'close':
        return db.close()
      default:
        throw new Error(`The worker knows no ${JSON.stringify(request)}`)
    }
  }

  /** @param {import('./messages.js').Request} request */
  const answer = async (request) => {
    try {
      reply(port, { id: request.id, ok: true, value: await done(request) })
    } catch (error) {
      const [message, sqlState] = [messageOf(error), sqlStateOf(error)]
      // Broken down in the middle, out of memory say, the statement perhaps half done and its transaction open: what ran
      // after it would commit it. So this worker dies of it. (An error of PGlite itself would print its whole bundle.)
      if (sqlState === null && (request.do === 'call' || request.do === 'run')) throw new Error(message)
      reply(port, { id: request.id, ok: false, message, sqlState })
    }
    if (untilSweep > 0 || request.do !== 'call') return
    sweepAfter = Math.min(2 * sweepAfter, SWEEP_AFTER)
    untilSweep = sweepAfter
    // Should it fail, nothing is lost but room; the next one tries again.
    await db.exec('vacuum (analyze)').catch(() => undefined)
  }

  // One at a time, in order.
  let last = Promise.resolve()
  port.on('message', (request) => {
    last = last.then(() => answer(request))
  })
  reply(port, { id: 0, ok: true, value: null })
}

/**
 * @param {import('node:worker_threads').MessagePort} port
 * @param {import('./messages.js').Reply} message
 */
function reply(port, message) {
  port.postMessage(message)
}

/**
 * @template {object} M
 * @param {M} message
 * @returns {message is M & { readonly fields: readonly (string | null)[] }}
 */
function isRow(message) {
  return 'name' in message && message.name === 'dataRow'
}

/**
 * What PGlite throws needn't be an `Error`.
 * @param {unknown} error
 */
function messageOf(error) {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error)
}

/**
 * What the database itself answered has one; everything else is a breakdown, and so is what it didn't outlive (FATAL, PANIC).
 * @param {unknown} error
 */
function sqlStateOf(error) {
  if (!(error instanceof Error && 'code' in error && 'severity' in error)) return null
  return error.severity === 'ERROR' ? String(error.code) : null
}

const port = parentPort
if (port !== null) {
  begin(port, workerData).catch((error) => {
    reply(port, { id: 0, ok: false, message: messageOf(error), sqlState: null })
    port.close()
  })
}

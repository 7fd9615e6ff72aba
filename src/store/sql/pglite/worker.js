// @ts-check
// PGlite in a thread of its own: a query holds up the thread that it runs on, and here that is nobody's. JavaScript,
// since a worker is loaded by its path, from the sources as from the package, and Node 20 has no loader in workers.
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'

/** PGlite has no autovacuum; so many statements leave enough behind to be swept. */
const SWEEP_AFTER = 20_000

/** Plans are made once, by index: see the server's driver. */
const SETTINGS = `set plan_cache_mode = force_generic_plan; set enable_seqscan = off; set enable_hashjoin = off;
set enable_mergejoin = off; set enable_sort = off; set timezone = 'UTC'; set datestyle = 'ISO'`

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
  let untilSweep = SWEEP_AFTER

  /**
   * EXECUTE with literals is three times as fast as PGlite's own parameters.
   * @param {string} name
   * @param {string} text
   * @param {readonly string[]} params
   */
  const call = async (name, text, params) => {
    if (!prepared.has(name)) {
      await db.exec(`prepare ${name} as ${text}`)
      prepared.add(name)
    }
    const literals = params.map((param) => `'${param.replaceAll("'", "''")}'`)
    const [answer] = await db.exec(`execute ${name}(${literals.join(',')})`)
    untilSweep -= 1
    return answer?.rows[0]?.result ?? null
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
      // An error of PGlite prints its whole bundle when it is not caught; the message is all there is to know.
      const sqlState = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
      reply(port, { id: request.id, ok: false, message: messageOf(error), sqlState })
    }
    if (untilSweep > 0 || request.do !== 'call') return
    untilSweep = SWEEP_AFTER
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

/** @param {unknown} error */
function messageOf(error) {
  return error instanceof Error ? error.message : String(error)
}

const port = parentPort
if (port !== null) {
  begin(port, workerData).catch((error) => {
    reply(port, { id: 0, ok: false, message: messageOf(error), sqlState: null })
    port.close()
  })
}

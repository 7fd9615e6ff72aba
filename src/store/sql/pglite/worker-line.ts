// The line to the worker: requests and their answers, and what becomes of them when the worker dies.
import { Worker } from 'node:worker_threads'
import { StoreError } from '../../../ports/store-error.js'
import type { Beginning, Reply, Request } from './messages.js'

/** What the database answered instead of doing it. */
export class PGliteError extends Error {
  override readonly name = 'PGliteError'
  readonly sqlState: string

  constructor(message: string, sqlState: string) {
    super(message)
    this.sqlState = sqlState
  }
}

type Asked = Request extends infer R ? (R extends Request ? Omit<R, 'id'> : never) : never

export interface WorkerLine {
  readonly ask: (request: Asked) => Promise<unknown>
  /** The worker is gone, by itself or closed. */
  readonly hasEnded: () => boolean
  readonly close: () => Promise<void>
}

interface Pending {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/** Resolves when the database is open. */
export function openWorker(beginning: Beginning): Promise<WorkerLine> {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: beginning, execArgv: [] })
  const pending = new Map<number, Pending>()
  let count = 0
  let ended: StoreError | null = null

  const end = (error: StoreError): void => {
    ended ??= error
    for (const one of pending.values()) one.reject(ended)
    pending.clear()
    worker.unref()
  }
  worker.on('error', (cause) => end(lost(`The embedded database failed: ${cause.message}`, cause)))
  worker.on('exit', () => end(lost('The embedded database has stopped')))
  worker.on('message', (reply: Reply) => {
    const one = pending.get(reply.id)
    pending.delete(reply.id)
    // An open database doesn't keep an idle process from ending.
    if (pending.size === 0) worker.unref()
    if (reply.ok) one?.resolve(reply.value)
    else one?.reject(reply.sqlState === null ? lost(reply.message) : new PGliteError(reply.message, reply.sqlState))
  })

  const answerTo = (id: number): Promise<unknown> =>
    new Promise((resolve, reject) => {
      pending.set(id, { resolve, reject })
      worker.ref()
    })
  const ask = (request: Asked): Promise<unknown> => {
    if (ended !== null) return Promise.reject(ended)
    count += 1
    const answer = answerTo(count)
    worker.postMessage({ ...request, id: count })
    return answer
  }
  return answerTo(0).then(() => ({
    ask,
    hasEnded: () => ended !== null,
    close: async () => {
      if (ended !== null) return
      const closing = ask({ do: 'close' })
      ended = new StoreError('closed', 'The store is closed')
      await closing.catch(() => undefined)
      await worker.terminate()
    },
  }))
}

function lost(message: string, cause?: unknown): StoreError {
  return new StoreError('unavailable', message, { cause, isOutcomeUnknown: true })
}

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
  /** Whatever was sent to a worker that died then rejects with `isOutcomeUnknown`: only the caller knows whether it was a write. */
  readonly ask: (request: Asked) => Promise<unknown>
  /** The worker is gone, by itself or closed. */
  readonly hasEnded: () => boolean
  /** Resolves when the worker's thread has ended. */
  readonly close: () => Promise<void>
}

interface Pending {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/** Resolves when the database is open. */
export async function openWorker(beginning: Beginning): Promise<WorkerLine> {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: beginning, execArgv: [] })
  const pending = new Map<number, Pending>()
  let count = 0
  let ended: StoreError | null = null

  // The next call opens a folder again; what was in memory is gone.
  const isRetryable = beginning.folder !== null
  const end = (message: string, cause?: unknown): void => {
    ended ??= new StoreError('unavailable', message, { cause, isRetryable })
    for (const [id, one] of pending) {
      one.reject(new StoreError('unavailable', message, { cause, isRetryable, isOutcomeUnknown: id !== OPENING }))
    }
    pending.clear()
    worker.unref()
  }
  worker.on('error', (cause: unknown) => end(`The embedded database broke down: ${saidBy(cause)}`, cause))
  worker.on('exit', () => end('The embedded database has stopped'))
  worker.on('message', (reply: Reply) => {
    const one = pending.get(reply.id)
    pending.delete(reply.id)
    // An open database doesn't keep an idle process from ending.
    if (pending.size === 0) worker.unref()
    if (reply.ok) one?.resolve(reply.value)
    else if (reply.sqlState !== null) one?.reject(new PGliteError(reply.message, reply.sqlState))
    else one?.reject(new StoreError('unavailable', `The embedded database failed: ${reply.message}`, { isRetryable }))
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
  try {
    await answerTo(OPENING)
  } catch (error) {
    await worker.terminate()
    throw error
  }
  return {
    ask,
    hasEnded: () => ended !== null,
    close: async () => {
      const closing = ask({ do: 'close' })
      ended = new StoreError('closed', 'The store is closed')
      await closing.catch(() => undefined)
      await worker.terminate()
    },
  }
}

const OPENING = 0

/** Not everything that a worker dies of is an `Error`. */
function saidBy(cause: unknown): string {
  if (cause instanceof Error) return cause.message
  return typeof cause === 'string' ? cause : `its worker threw ${JSON.stringify(cause) ?? typeof cause}`
}

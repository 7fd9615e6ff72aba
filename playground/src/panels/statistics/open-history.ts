import type { Statistics } from 'caseline/core'
import type { Ask } from './ask.js'
import type { FromHistory, HistorySummary, ToHistory } from './history-messages.js'

export interface OpenHistory {
  readonly ask: Ask
  readonly summary: HistorySummary
  readonly close: () => void
}

export interface Opening {
  /** Rejects when the files are of no use. */
  readonly opened: Promise<OpenHistory>
  readonly stop: () => void
}

type Waiting = { readonly resolve: (figures: Statistics) => void; readonly reject: (error: Error) => void }

/** A worker plays the files and stays, to be asked for figures. */
export function openHistory(
  play: Extract<ToHistory, { type: 'play' }>,
  onProgress: (done: number, total: number) => void,
): Opening {
  const worker = new Worker(new URL('./history.worker.ts', import.meta.url), { type: 'module' })
  const waiting = new Map<number, Waiting>()
  const send = (message: ToHistory) => worker.postMessage(message)
  let count = 0
  const ask: Ask = (request) =>
    new Promise((resolve, reject) => {
      count += 1
      waiting.set(count, { resolve, reject })
      send({ type: 'ask', id: count, request })
    })
  const settle = (id: number, how: (one: Waiting) => void) => {
    const one = waiting.get(id)
    waiting.delete(id)
    if (one !== undefined) how(one)
  }
  const stop = () => worker.terminate()
  const opened = new Promise<OpenHistory>((resolve, reject) => {
    worker.onerror = ({ message }) => {
      reject(new Error(message))
      for (const id of waiting.keys()) settle(id, (one) => one.reject(new Error(message)))
    }
    worker.onmessage = ({ data }: MessageEvent<FromHistory>) => {
      switch (data.type) {
        case 'progress':
          return onProgress(data.done, data.total)
        case 'played':
          return resolve({ ask, summary: data.summary, close: stop })
        case 'useless':
          stop()
          return reject(new Error(data.message))
        case 'figures':
          return settle(data.id, (one) => one.resolve(data.figures))
        case 'refused':
          return settle(data.id, (one) => one.reject(new Error(data.message)))
        default:
          data satisfies never
      }
    }
  })
  send(play)
  return { opened, stop }
}

import type { Ruling } from '../../session/ruling-at.js'
import type { Answers, FromWorker, Question, ToWorker } from './asking.js'

export interface Asked<T> {
  readonly answer: Promise<T>
  /** Nobody wants to know any more: the promise then stays open. */
  readonly forget: () => void
}

export interface Asker {
  /** Questions from now on are about these rules. */
  readonly rule: (ruling: Ruling) => void
  readonly ask: <Q extends Question>(question: Q, onProgress?: (done: number) => void) => Asked<Answers[Q['ask']]>
  readonly close: () => void
}

interface Waiting {
  readonly resolve: (answer: never) => void
  readonly reject: (error: Error) => void
  readonly onProgress: ((done: number) => void) | undefined
}

export function openAsker(): Asker {
  const worker = new Worker(new URL('./asking.worker.ts', import.meta.url), { type: 'module' })
  const waiting = new Map<number, Waiting>()
  const send = (message: ToWorker) => worker.postMessage(message)
  let count = 0
  let ruled: Ruling | null = null
  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    const one = waiting.get(data.id)
    if (data.type === 'progress') return one?.onProgress?.(data.done)
    waiting.delete(data.id)
    if (data.type === 'answer') one?.resolve(data.answer as never)
    else one?.reject(new Error(data.message))
  }
  worker.onerror = ({ message }) => {
    for (const one of waiting.values()) one.reject(new Error(message))
    waiting.clear()
  }
  return {
    rule: (ruling) => {
      if (ruled !== null && isSame(ruled, ruling)) return
      ruled = ruling
      send({ type: 'ruling', ruling })
    },
    ask: (question, onProgress) => {
      count += 1
      const id = count
      const answer = new Promise<never>((resolve, reject) => waiting.set(id, { resolve, reject, onProgress }))
      send({ type: 'question', id, question })
      return {
        answer,
        forget: () => {
          waiting.delete(id)
          send({ type: 'forget', id })
        },
      }
    },
    close: () => worker.terminate(),
  }
}

function isSame(one: Ruling, other: Ruling): boolean {
  return (
    one.texts === other.texts &&
    one.switches.size === other.switches.size &&
    [...one.switches].every(([rule, isOn]) => other.switches.get(rule) === isOn)
  )
}

import { useEffect, useRef, useState } from 'react'
import type { CompareAnswer, CompareRequest } from '../../session/compare-rules.js'

export interface Comparison {
  /** `null`: nothing was asked. */
  readonly answer: CompareAnswer | null
  readonly isRunning: boolean
  readonly start: (request: CompareRequest) => void
  readonly stop: () => void
}

/** Runs in a worker; another start ends the one before. */
export function useComparison(): Comparison {
  const [answer, setAnswer] = useState<CompareAnswer | null>(null)
  const worker = useRef<Worker | null>(null)
  const end = () => {
    worker.current?.terminate()
    worker.current = null
  }
  useEffect(() => () => worker.current?.terminate(), [])
  return {
    answer,
    isRunning: answer?.kind === 'progress',
    start: (request) => {
      end()
      setAnswer({ kind: 'progress', done: 0, total: 0 })
      const made = new Worker(new URL('./compare-worker.ts', import.meta.url), { type: 'module' })
      made.addEventListener('message', ({ data }: MessageEvent<CompareAnswer>) => {
        setAnswer(data)
        if (data.kind !== 'progress') end()
      })
      made.addEventListener('error', (event) => {
        setAnswer({ kind: 'failed', message: event.message })
        end()
      })
      worker.current = made
      made.postMessage(request)
    },
    stop: () => {
      end()
      setAnswer(null)
    },
  }
}

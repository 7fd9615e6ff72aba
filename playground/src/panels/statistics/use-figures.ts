import type { Statistics, StatisticsRequest } from 'caseline/core'
import { useEffect, useState } from 'react'
import type { Ask } from './ask.js'

export interface Figures {
  /** The last ones, while others are being counted. */
  readonly found: Statistics | null
  readonly fault: string | null
  readonly isCounting: boolean
}

const NOTHING: Figures = { found: null, fault: null, isCounting: true }

/** `round`: another number asks anew. */
export function useFigures(ask: Ask, request: StatisticsRequest, round: number): Figures {
  const [figures, setFigures] = useState<Figures>(NOTHING)
  const wanted = JSON.stringify(request)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a round has nothing in it
  useEffect(() => {
    const leaving = new AbortController()
    const tell = (next: (before: Figures) => Figures) => {
      if (!leaving.signal.aborted) setFigures(next)
    }
    tell((before) => ({ ...before, isCounting: true }))
    ask(JSON.parse(wanted), leaving.signal).then(
      (found) => tell(() => ({ found, fault: null, isCounting: false })),
      (error: unknown) =>
        tell(() => ({ found: null, fault: error instanceof Error ? error.message : String(error), isCounting: false })),
    )
    return () => leaving.abort()
  }, [ask, wanted, round])
  return figures
}

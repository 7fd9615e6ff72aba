// Whom figures are asked: the session's tape at the cursor, a running desk, or a history that was played.
import { readPeriod, type Statistics, type StatisticsRequest } from 'caseline/core'
import { useMemo } from 'react'
import { figuresAt } from '../../session/figures-at.js'
import { schedulesIn } from '../../session/hours-at.js'
import { rulesAt } from '../../session/rules-at.js'
import { usePlayground } from '../../shell/playground-context.js'
import type { DeskClient } from '../../source/desk-client.js'
import { attachedSourceOf } from '../../source/source.js'

/** The page has its turn after so many milliseconds. */
const TURN_MS = 12

/** Rejects with what is wrong with the request, or with whoever is asked. */
export type Ask = (request: StatisticsRequest, signal: AbortSignal) => Promise<Statistics>

/** Of the session or the desk that is shown, up to the cursor. */
export function useAsk(): Ask {
  const { source, snapshot, tape, cursor, isAtEnd, frame } = usePlayground()
  const { session } = snapshot
  const client = attachedSourceOf(source)?.client ?? null
  // Not included: what happened in the frame's millisecond has happened; before the first frame nothing had.
  const until = isAtEnd ? null : frame === null ? Date.parse(tape.start) : Date.parse(frame.at) + 1
  const atDesk = useMemo(() => (client === null ? null : deskAsk(client, until)), [client, until])
  const here = useMemo(() => {
    const schedules = schedulesIn(rulesAt(session, tape, cursor))
    return (request: StatisticsRequest, signal: AbortSignal) =>
      figuresAt({ session, tape, cursor, schedules, pause: pausing(signal) }, request)
  }, [session, tape, cursor])
  return atDesk ?? here
}

/** While the cursor is dragged only the last place is counted. */
function pausing(signal: AbortSignal): () => Promise<void> | void {
  let turn = 0
  return async () => {
    if (performance.now() < turn) return
    await new Promise((resolve) => setTimeout(resolve))
    signal.throwIfAborted()
    turn = performance.now() + TURN_MS
  }
}

/** One call after the other: a node makes two statistics at a time, for everybody. `until`: the moment that is looked at, in milliseconds; not included. */
function deskAsk(client: DeskClient, until: number | null): Ask {
  let queue: Promise<unknown> = Promise.resolve()
  return (request, signal) => {
    const answer = queue.then(() => {
      signal.throwIfAborted()
      const query = new URLSearchParams(
        Object.entries(capped(request, until)).map(([name, value]): [string, string] => [name, String(value)]),
      )
      return client.get<Statistics>(`v1/stats?${query}`, signal)
    })
    queue = answer.catch(() => undefined)
    return answer
  }
}

/** A period without an end, or with a later one, ends where one looks. */
function capped(request: StatisticsRequest, until: number | null): StatisticsRequest {
  if (until === null) return request
  const read = readPeriod(request)
  return read.ok && read.period.to <= until ? request : { ...request, to: new Date(until).toISOString() }
}

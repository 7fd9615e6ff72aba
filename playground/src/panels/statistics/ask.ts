// Whom figures are asked: the session's tape at the cursor, a running desk, or a history that was played.
import type { Statistics, StatisticsRequest } from 'caseline/core'
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
  const until = isAtEnd ? null : (frame?.at ?? tape.start)
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

/** One call after the other: a node makes two statistics at a time, for everybody. `until`: the moment that is looked at. */
function deskAsk(client: DeskClient, until: string | null): Ask {
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
function capped(request: StatisticsRequest, until: string | null): StatisticsRequest {
  if (until === null) return request
  const behind = new Date(Date.parse(until) + 1).toISOString()
  return request.to !== undefined && request.to < behind.slice(0, 10) ? request : { ...request, to: behind }
}

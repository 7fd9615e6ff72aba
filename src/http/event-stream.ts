// The blocks of one client's stream, made as the client takes them: the loop stands still while the socket is full, so a
// slow client costs its place in the log and one page, nothing more.
import { eventId } from '../desk/event-id.js'
import type { FeedBatch, FeedReader } from '../desk/feed.js'
import { type EventFilter, isWanted, type LiveEvent, liveEvents } from '../desk/live-event.js'
import { sleepUntil } from '../desk/sleep-until.js'
import type { Clock } from '../ports/clock.js'
import type { LogPlace } from '../ports/service-store.js'
import { sseBlock } from './sse.js'
import type { StreamEvent } from './wire/events.js'

/** Proxies and browsers give up on what is silent for longer, commonly after 30 to 60 s. */
const HEARTBEAT_MS = 15_000
const RETRY_MS = 2_000

export interface EventStream {
  readonly workspace: string
  readonly reader: FeedReader
  readonly clock: Clock
  readonly filter: EventFilter
  /** Where the stream begins: id of the last event that the client had, or the place of now. */
  readonly from: string
  readonly rest: readonly LiveEvent[]
  /** What was between `from` and `rest` is lost. */
  readonly isGap: boolean
  readonly ending: AbortSignal
}

/** Ends when the reader does. Throws nothing but what is a fault of ours. */
export async function* eventBlocks(stream: EventStream): AsyncGenerator<string> {
  const { workspace, reader, clock, filter, from, rest, ending } = stream
  yield sseBlock({
    retry: RETRY_MS,
    id: from,
    event: 'ready',
    data: JSON.stringify({ id: from, type: 'ready', workspace }),
  })
  if (stream.isGap) yield gapBlock(workspace, from)
  for (const event of rest) if (isWanted(event, filter)) yield eventBlock(event)
  let told = from
  let seen = from
  let mayTellGap = !stream.isGap
  let reading = reader.read()
  while (true) {
    const arrived = new AbortController()
    const tick = sleepUntil(clock, HEARTBEAT_MS, [arrived.signal, ending]).then(() => 'nothing' as const)
    const batch: FeedBatch | 'nothing' | null = await Promise.race([reading, tick])
    arrived.abort()
    if (batch === null || ending.aborted) return
    if (batch === 'nothing') {
      // A client whose filter let nothing through for long comes back to where it stands, not to its last event.
      yield sseBlock({ comment: 'still here', ...(seen === told ? {} : { id: seen }) })
      told = seen
      continue
    }
    if (batch.isGap && mayTellGap) yield gapBlock(workspace, seen)
    mayTellGap = true
    for (const entry of batch.entries) {
      for (const event of liveEvents(workspace, entry)) {
        if (!isWanted(event, filter)) continue
        yield eventBlock(event)
        told = event.id
      }
      seen = entry.events.length === 0 ? entry.place : eventId(entry.place, entry.events.length)
    }
    reading = reader.read()
  }
}

function eventBlock(event: StreamEvent): string {
  return sseBlock({ id: event.id, event: event.type, data: JSON.stringify(event) })
}

function gapBlock(workspace: string, after: LogPlace): string {
  return sseBlock({ event: 'gap', data: JSON.stringify({ type: 'gap', workspace, after }) })
}

import { createParser } from 'eventsource-parser'
import type { DeskClient } from './desk-client.js'
import { DeskFault } from './desk-fault.js'

export interface StreamHooks {
  /** Behind this event or place. */
  readonly after: string
  /** It stands, and says so at once: whoever waited can read on. */
  readonly onOpen: () => void
  /** Something has happened. */
  readonly onEvent: () => void
  /** Nothing has happened for a while, and it is still there. */
  readonly onBeat: () => void
  readonly signal: AbortSignal
}

/** The desk says something every 15 s; one that is silent for longer is gone, though the connection may look well. */
const SILENT_MS = 40_000

/** Listens until `signal`; rejects with `DeskFault` when the desk no longer speaks. A page's own EventSource can't send a key. */
export async function followEvents(
  client: DeskClient,
  { after, onOpen, onEvent, onBeat, signal }: StreamHooks,
): Promise<void> {
  const ended = new AbortController()
  const end = () => ended.abort()
  signal.addEventListener('abort', end)
  let timer = setTimeout(end, SILENT_MS)
  try {
    const { body } = await client.open(`v1/events?after=${encodeURIComponent(after)}`, ended.signal)
    if (body === null) throw new DeskFault('foreign', 'The stream has no body')
    const parser = createParser({
      onEvent: ({ event }) => (event === 'ready' ? onOpen() : onEvent()),
      onComment: onBeat,
    })
    const reader = body.pipeThrough(new TextDecoderStream()).getReader()
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      clearTimeout(timer)
      timer = setTimeout(end, SILENT_MS)
      parser.feed(part.value)
    }
  } catch (error) {
    if (error instanceof DeskFault) throw error
    throw new DeskFault('unreachable', error instanceof Error ? error.message : String(error))
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', end)
    ended.abort()
  }
  throw new DeskFault('unreachable', 'The desk has ended the stream')
}

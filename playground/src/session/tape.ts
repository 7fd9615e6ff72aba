// All frames of a run, with what is needed to show the world after any of them at once. Frames are only ever added at the
// end or cut off there, so earlier cursors stay right.
import type { Message } from 'caseline/core'
import type { NewFrame } from './engine.js'
import type { Frame, ThreadState } from './frame.js'
import type { RuleText } from './session.js'

/** A message as it was from a frame on; -1: from before the first. */
interface Written {
  readonly frame: number
  readonly message: Message
}

/** What frames said of one thread. */
export interface Track {
  readonly key: string
  /** The thread before the first of its frames; `null`: it began with them, as all do that run in the page. */
  readonly base: ThreadState | null
  /** Indexes of the frames that changed the thread, rising. */
  readonly frames: readonly number[]
  readonly written: readonly Written[]
}

export interface Tape {
  /** Before the first frame. */
  readonly start: string
  readonly frames: readonly Frame[]
  readonly tracks: ReadonlyMap<string, Track>
  /** The frame that brought each message. */
  readonly frameOfMessage: ReadonlyMap<string, number>
  /** Of a running desk: the rules by the version that traces name. */
  readonly rulings?: ReadonlyMap<string, readonly RuleText[]>
}

export function emptyTape(start: string): Tape {
  return { start, frames: [], tracks: new Map(), frameOfMessage: new Map() }
}

interface GrowingTrack extends Track {
  base: ThreadState | null
  readonly frames: number[]
  readonly written: Written[]
}

/** A tape that grows in place; `tape()` shows it as it is now, and what was shown before stays readable. */
export interface GrowingTape {
  readonly add: (frames: readonly NewFrame[]) => void
  /** What is known of a thread from before its first frame. Messages that a frame has brought are left out. */
  readonly found: (key: string, base: ThreadState | null, messages: readonly Message[]) => void
  readonly tape: () => Tape
}

/** Goes on from the first `length` frames of a tape. */
export function growingTape(from: Tape, length = from.frames.length): GrowingTape {
  const frames = from.frames.slice(0, length)
  const tracks = new Map<string, GrowingTrack>()
  const frameOfMessage = new Map<string, number>()
  for (const frame of frames) track(tracks, frameOfMessage, frame)
  return {
    add: (made) => {
      for (const one of made) {
        const frame: Frame = { ...one, index: frames.length }
        frames.push(frame)
        track(tracks, frameOfMessage, frame)
      }
    },
    found: (key, base, messages) => {
      const found = trackOf(tracks, key)
      if (base !== null) found.base = base
      const known = new Set(found.written.map(({ message }) => message.id))
      const fresh = messages.filter(({ id }) => !known.has(id))
      found.written.unshift(...fresh.map((message) => ({ frame: -1, message })))
    },
    tape: () => ({ start: from.start, frames, tracks, frameOfMessage }),
  }
}

function trackOf(tracks: Map<string, GrowingTrack>, key: string): GrowingTrack {
  const found = tracks.get(key) ?? { key, base: null, frames: [], written: [] }
  tracks.set(key, found)
  return found
}

function track(tracks: Map<string, GrowingTrack>, frameOfMessage: Map<string, number>, frame: Frame): void {
  const { thread: key, index, messages } = frame
  if (key === null || frame.outcome === 'refused') return
  const found = trackOf(tracks, key)
  found.frames.push(index)
  for (const message of messages) {
    found.written.push({ frame: index, message })
    if (!frameOfMessage.has(message.id)) frameOfMessage.set(message.id, index)
  }
}

/** The world's time after a frame. */
export function timeAt({ start, frames }: Tape, cursor: number): string {
  return frames[Math.min(cursor, frames.length - 1)]?.at ?? start
}

/** A thread after a frame; `null` before it began. */
export function threadAt({ tracks, frames }: Tape, key: string, cursor: number): ThreadState | null {
  const found = tracks.get(key)
  const index = found === undefined ? -1 : lastUpTo(found.frames, cursor)
  return frames[index]?.state ?? found?.base ?? null
}

/** The largest of rising numbers that is not above `most`; -1 when there is none. */
export function lastUpTo(rising: readonly number[], most: number): number {
  let [low, high] = [0, rising.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((rising[middle] ?? 0) <= most) low = middle + 1
    else high = middle
  }
  return rising[low - 1] ?? -1
}

import type { ChatView } from 'caseline'
import type { ArmedTimer, Message } from 'caseline/core'
import type { ThreadState } from './frame.js'
import { lastUpTo, type Tape, threadAt } from './tape.js'

/** Everything that is to be seen after one frame. */
export interface World {
  readonly threads: readonly ThreadState[]
  /** Chats by number, tombstones included. */
  readonly chats: ReadonlyMap<number, ChatPlace>
  /** By due moment. */
  readonly timers: readonly ArmedTimer[]
}

export interface ChatPlace {
  readonly view: ChatView
  readonly thread: ThreadState
}

export function worldAt(tape: Tape, cursor: number): World {
  const threads: ThreadState[] = []
  for (const key of tape.tracks.keys()) {
    const state = threadAt(tape, key, cursor)
    if (state !== null) threads.push(state)
  }
  const chats = new Map<number, ChatPlace>()
  for (const thread of threads) for (const view of thread.chats) chats.set(view.number, { view, thread })
  const timers = threads
    .flatMap((thread) => thread.timers)
    .sort((one, other) => (one.due < other.due ? -1 : one.due > other.due ? 1 : one.chat - other.chat))
  return { threads, chats, timers }
}

/** A message with the chat that it belongs to after a frame. */
export interface PlacedMessage {
  readonly message: Message
  readonly chat: number
  /** The frame that brought it. */
  readonly frame: number
}

/** A thread's messages and notes after a frame, in order. */
export function messagesAt(tape: Tape, state: ThreadState, cursor: number): readonly PlacedMessage[] {
  const written = tape.tracks.get(state.key)?.written ?? []
  const bySeq: PlacedMessage[] = []
  for (const { frame, message } of written) {
    if (frame > cursor) break
    bySeq[message.seq - 1] = { message, chat: 0, frame: bySeq[message.seq - 1]?.frame ?? frame }
  }
  const firsts = state.borders.map((border) => border.fromSeq)
  return bySeq
    .filter((one) => one !== undefined)
    .map(({ message, frame }) => ({ message, frame, chat: chatOf(state, message, firsts) }))
}

/** The chat that holds a message: notes on older chats carry its number, all else is placed by seq. */
export function chatOf(state: ThreadState, message: Message, firsts: readonly number[]): number {
  if (message.chat !== undefined) return survivorOf(state, message.chat)
  const first = lastUpTo(firsts, message.seq)
  return state.borders[first === -1 ? 0 : firsts.lastIndexOf(first)]?.chat ?? 0
}

/** The chat that lives on under a number. */
export function survivorOf(state: ThreadState, number: number): number {
  return state.chats.find((chat) => chat.number === number)?.mergedInto ?? number
}

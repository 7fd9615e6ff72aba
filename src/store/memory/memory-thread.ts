// One thread. Commands get a window on its chain, never all of it: a customer with 10,000 finished chats costs what a new one does.
import type { Chat } from '../../core/chat/chat.js'
import type { Message } from '../../core/thread/message.js'
import type { Thread } from '../../core/thread/thread.js'
import type { JournalEntry, ThreadRef } from '../../ports/store.js'

export interface MemoryThread {
  readonly ref: ThreadRef
  head: Omit<Thread, 'chats'>
  lastCommand: string | null
  /** In order of the chain: chats are only ever added at its end. */
  readonly chats: Chat[]
  /** Where in `chats` a number is. */
  readonly places: Map<number, number>
  /** By seq, from 1; pruned ones leave a hole. */
  readonly messages: Message[]
  readonly seqOf: Map<string, number>
  journal: JournalEntry[]
  readonly journalOf: Map<string, JournalEntry>
}

export function newThread(thread: Thread): MemoryThread {
  const { chats: _, ...head } = thread
  const { key, channel, customer, root } = thread
  const ref = { key, channel, customer, ...(root === undefined ? {} : { root }) }
  return {
    ref,
    head,
    lastCommand: null,
    chats: [],
    places: new Map(),
    messages: [],
    seqOf: new Map(),
    journal: [],
    journalOf: new Map(),
  }
}

/** Takes over a committed window. */
export function putThread(entry: MemoryThread, thread: Thread): void {
  const { chats, ...head } = thread
  entry.head = head
  for (const chat of chats) {
    const place = entry.places.get(chat.number) ?? entry.chats.length
    entry.places.set(chat.number, place)
    entry.chats[place] = chat
  }
}

/** The thread with every chat of its chain. */
export function wholeThread(entry: MemoryThread): Thread {
  return { ...entry.head, chats: [...entry.chats] }
}

/**
 * The current chat, the one before it, the tombstones merged into the current one, and the same of the chat that is
 * named and of the one that it lives on in.
 */
export function windowOn(entry: MemoryThread, named: number | null): Thread {
  const places = new Set<number>()
  const add = (number: number | null): Chat | undefined => {
    const place = number === null ? undefined : entry.places.get(number)
    if (place === undefined) return undefined
    places.add(place)
    return entry.chats[place]
  }
  const addWithKin = (number: number | null): void => {
    for (let chat = add(number); chat !== undefined; chat = add(chat.merge?.into ?? null)) {
      add(chat.previous)
      for (const absorbed of chat.absorbed) add(absorbed)
    }
  }
  addWithKin(entry.head.current)
  if (named !== entry.head.current) addWithKin(named)
  const inOrder = [...places].sort((left, right) => left - right)
  return { ...entry.head, chats: inOrder.flatMap((place) => entry.chats[place] ?? []) }
}

/** The chat that holds a stored message: the one it was written on, or the last that begins at or before it. */
export function chatHolding(entry: MemoryThread, message: Message): number | null {
  if (message.chat !== undefined) return message.chat
  const holder = entry.chats.findLast((chat) => chat.merge === null && chat.firstSeq <= message.seq)
  return holder?.number ?? null
}

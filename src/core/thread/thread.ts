import type { Chat } from '../chat/chat.js'

/**
 * Everything between one customer and one channel (e-mail: one correspondence). The unit of consistency.
 * `chats` is a window on the chain, in order: at least the current chat, the one before it, the tombstones merged
 * into the current one, and the chat that the command names. A store may give more.
 */
export interface Thread {
  readonly key: string
  readonly channel: string
  readonly customer: string
  /** E-mail: the root letter's message id. */
  readonly root?: string
  /** 0 before the first commit, +1 at each. */
  readonly version: number
  /** The last seq given out; 0 when nothing was said. */
  readonly lastSeq: number
  /** Number of the current chat: the last of the chain that is not a tombstone. */
  readonly current: number | null
  readonly chats: readonly Chat[]
  /** When automation spoke last, newest last, at most as many as the storm guard looks at. */
  readonly automatedAt: readonly string[]
}

export function threadKey(channel: string, customer: string, root?: string): string {
  const parts = root === undefined ? [channel, customer] : [channel, customer, root]
  return parts.map(encodeURIComponent).join(':')
}

export function emptyThread(channel: string, customer: string, root?: string): Thread {
  return {
    key: threadKey(channel, customer, root),
    channel,
    customer,
    ...(root === undefined ? {} : { root }),
    version: 0,
    lastSeq: 0,
    current: null,
    chats: [],
    automatedAt: [],
  }
}

export function chatOf(thread: Thread, number: number | null): Chat | null {
  if (number === null) return null
  return thread.chats.find((chat) => chat.number === number) ?? null
}

export function currentChat(thread: Thread): Chat | null {
  return chatOf(thread, thread.current)
}

/** Follows merges to the chat that lives on. */
export function survivorOf(thread: Thread, chat: Chat): Chat {
  let survivor = chat
  while (survivor.merge !== null) {
    const next = chatOf(thread, survivor.merge.into)
    if (next === null) return survivor
    survivor = next
  }
  return survivor
}

export function withChat(thread: Thread, chat: Chat): Thread {
  const at = thread.chats.findIndex((one) => one.number === chat.number)
  if (at === -1) return { ...thread, chats: [...thread.chats, chat] }
  return { ...thread, chats: thread.chats.with(at, chat) }
}

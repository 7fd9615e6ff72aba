// What this node last knew of threads and customers, so that a message costs no read. It may be behind: other nodes write
// too. That shows when a decision commits, and a decision that doesn't commit is made again on what is stored.
import { LRUCache } from 'lru-cache'
import type { Contact } from '../../core/thread/contact.js'
import { chatOf, type Thread } from '../../core/thread/thread.js'
import type { Commit, Loaded, LoadRequest } from '../../ports/store.js'

export interface ThreadCache {
  /** The thread and the customer, unless one isn't known or the request needs more than what is. */
  readonly recall: (request: LoadRequest) => Loaded | null
  readonly learn: (request: LoadRequest, loaded: Loaded) => void
  readonly committed: (commit: Commit) => void
  readonly forget: (commit: Commit) => void
}

interface Known {
  readonly thread: Thread
  readonly lastCommand: string | null
}

/** `size`: threads that are remembered, about 5 kB each; 0 remembers nothing. */
export function threadCache(size: number): ThreadCache {
  if (size === 0) return { recall: () => null, learn: () => {}, committed: () => {}, forget: () => {} }
  const threads = new LRUCache<string, Known>({ max: size })
  const contacts = new LRUCache<string, Contact>({ max: size })
  const contactKey = (channel: string, id: string): string => JSON.stringify([channel, id])

  return {
    recall: ({ key, channel, customer, chat, namedMessage, isFresh }) => {
      if (isFresh || namedMessage !== undefined) return null
      const known = threads.get(key)
      const contact = contacts.get(contactKey(channel, customer))
      if (known === undefined || contact === undefined) return null
      // A chat's kin is in the window of the current chat only.
      if (chat !== undefined && chat !== known.thread.current) return null
      return { ...known, contact, duplicateSeq: null, isRemembered: true }
    },
    learn: ({ key, channel, customer }, { thread, contact, lastCommand }) => {
      const kept = thread === null ? null : windowOf(thread)
      if (kept === null || contact === null) return
      threads.set(key, { thread: kept, lastCommand })
      contacts.set(contactKey(channel, customer), contact)
    },
    committed: ({ thread, contact, command }) => {
      const kept = windowOf(thread)
      if (kept === null) threads.delete(thread.key)
      else threads.set(thread.key, { thread: kept, lastCommand: command })
      contacts.set(contactKey(contact.channel, contact.id), contact)
    },
    forget: ({ thread, contact }) => {
      threads.delete(thread.key)
      contacts.delete(contactKey(contact.channel, contact.id))
    },
  }
}

/** The current chat with its kin and nothing else; `null` when kin is missing, as after a merge into a chat whose own kin was not read. */
function windowOf(thread: Thread): Thread | null {
  const current = chatOf(thread, thread.current)
  if (current === null) return null
  const numbers = [current.number, ...(current.previous === null ? [] : [current.previous]), ...current.absorbed]
  const wanted = new Set(numbers)
  const chats = thread.chats.filter((chat) => wanted.has(chat.number))
  if (chats.length < wanted.size) return null
  return chats.length === thread.chats.length ? thread : { ...thread, chats }
}

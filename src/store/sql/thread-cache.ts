// What this node last knew of threads and customers, so that a message costs no read. It may be behind: other nodes write
// too. That shows when a decision commits, and a decision that doesn't commit is made again on what is stored.
import { LRUCache } from 'lru-cache'
import type { Contact } from '../../core/thread/contact.js'
import { chatOf, type Thread } from '../../core/thread/thread.js'
import type { Commit, Loaded, LoadRequest } from '../../ports/store.js'

export interface ThreadCache {
  /** The thread and the customer, unless one isn't known or the request needs more than what is. */
  readonly recall: (workspace: string, request: LoadRequest) => Loaded | null
  readonly learn: (workspace: string, request: LoadRequest, loaded: Loaded) => void
  readonly committed: (workspace: string, commit: Commit) => void
  readonly forget: (workspace: string, commit: Commit) => void
  readonly clear: () => void
}

interface Known {
  readonly thread: Thread
  readonly lastCommand: string | null
}

/** `size`: threads that are remembered, about 5 kB each; 0 remembers nothing. */
export function threadCache(size: number): ThreadCache {
  if (size === 0) return { recall: () => null, learn: () => {}, committed: () => {}, forget: () => {}, clear: () => {} }
  const threads = new LRUCache<string, Known>({ max: size })
  const contacts = new LRUCache<string, Contact>({ max: size })
  // Ids hold no NUL.
  const keyOf = (...parts: readonly string[]): string => parts.join('\0')

  return {
    recall: (workspace, { key, channel, customer, chat, namedMessage, isFresh }) => {
      if (isFresh || namedMessage !== undefined) return null
      const known = threads.get(keyOf(workspace, key))
      const contact = contacts.get(keyOf(workspace, channel, customer))
      if (known === undefined || contact === undefined) return null
      // A chat's kin is in the window of the current chat only.
      if (chat !== undefined && chat !== known.thread.current) return null
      return { ...known, contact, duplicateSeq: null, isRemembered: true }
    },
    learn: (workspace, { key, channel, customer }, { thread, contact, lastCommand }) => {
      const kept = thread === null ? null : windowOf(thread)
      if (kept === null || contact === null) return
      threads.set(keyOf(workspace, key), { thread: kept, lastCommand })
      contacts.set(keyOf(workspace, channel, customer), contact)
    },
    committed: (workspace, { thread, contact, command }) => {
      const kept = windowOf(thread)
      if (kept === null) threads.delete(keyOf(workspace, thread.key))
      else threads.set(keyOf(workspace, thread.key), { thread: kept, lastCommand: command })
      contacts.set(keyOf(workspace, contact.channel, contact.id), contact)
    },
    forget: (workspace, { thread, contact }) => {
      threads.delete(keyOf(workspace, thread.key))
      contacts.delete(keyOf(workspace, contact.channel, contact.id))
    },
    clear: () => {
      threads.clear()
      contacts.clear()
    },
  }
}

/** The current chat with its kin and nothing else; `null` when kin is missing, as after a merge into a chat whose own kin was not read. */
function windowOf(thread: Thread): Thread | null {
  const current = chatOf(thread, thread.current)
  if (current === null) return null
  if (thread.chats.length === 1 && current.previous === null && current.absorbed.length === 0) return thread
  const numbers = [current.number, ...(current.previous === null ? [] : [current.previous]), ...current.absorbed]
  const wanted = new Set(numbers)
  const chats = thread.chats.filter((chat) => wanted.has(chat.number))
  if (chats.length < wanted.size) return null
  return chats.length === thread.chats.length ? thread : { ...thread, chats }
}

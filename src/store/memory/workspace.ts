import type { Contact } from '../../core/thread/contact.js'
import type { OutboxEntry, ThreadRef } from '../../ports/store.js'
import { type DueQueue, dueQueue } from './due-queue.js'
import type { MemoryThread } from './memory-thread.js'

export interface Workspace {
  lastNumber: number
  readonly threads: Map<string, MemoryThread>
  readonly contacts: Map<string, Contact>
  readonly chatThreads: Map<number, string>
  readonly messageThreads: Map<string, readonly ThreadRef[]>
  readonly timers: DueQueue
  /** By thread, in order. */
  readonly outbox: Map<string, readonly OutboxEntry[]>
}

export function newWorkspace(): Workspace {
  return {
    lastNumber: 0,
    threads: new Map(),
    contacts: new Map(),
    chatThreads: new Map(),
    messageThreads: new Map(),
    timers: dueQueue(),
    outbox: new Map(),
  }
}

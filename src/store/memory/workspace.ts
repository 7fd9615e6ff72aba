import type { Contact } from '../../core/thread/contact.js'
import type { Timer } from '../../core/thread/timers.js'
import type { ThreadRef } from '../../ports/store.js'
import { type DueQueue, dueQueue } from './due-queue.js'
import type { MemoryThread } from './memory-thread.js'
import { type Outbox, outbox } from './outbox.js'

export interface Workspace {
  lastNumber: number
  readonly threads: Map<string, MemoryThread>
  readonly contacts: Map<string, Contact>
  readonly chatThreads: Map<number, string>
  readonly messageThreads: Map<string, readonly ThreadRef[]>
  readonly timers: DueQueue<Timer>
  readonly outbox: Outbox
}

export function newWorkspace(): Workspace {
  return {
    lastNumber: 0,
    threads: new Map(),
    contacts: new Map(),
    chatThreads: new Map(),
    messageThreads: new Map(),
    timers: dueQueue(),
    outbox: outbox(),
  }
}

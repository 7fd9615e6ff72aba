import type { Contact } from '../../core/thread/contact.js'
import type { ThreadRef } from '../../ports/store.js'
import type { MemoryThread } from './memory-thread.js'
import { type NumberBook, numberBook } from './number-book.js'
import { type Outbox, outbox } from './outbox.js'
import { type EventLog, eventLog } from './service/event-log.js'
import { type ThreadTimers, threadTimers } from './thread-timers.js'

export interface Workspace {
  readonly numbers: NumberBook
  readonly threads: Map<string, MemoryThread>
  readonly contacts: Map<string, Contact>
  readonly chatThreads: Map<number, string>
  readonly messageThreads: Map<string, readonly ThreadRef[]>
  readonly timers: ThreadTimers
  readonly outbox: Outbox
  readonly log: EventLog
}

/** `era`: see the log. */
export function newWorkspace(era: number): Workspace {
  return {
    numbers: numberBook(),
    threads: new Map(),
    contacts: new Map(),
    chatThreads: new Map(),
    messageThreads: new Map(),
    timers: threadTimers(),
    outbox: outbox(),
    log: eventLog(era),
  }
}

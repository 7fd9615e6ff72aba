// Everything of one thread as it is copied from desk to desk: what a file of a whole desk holds, and what an import writes.
import type { Contact } from '../../core/thread/contact.js'
import type { Message } from '../../core/thread/message.js'
import type { Thread } from '../../core/thread/thread.js'
import type { JournalEntry } from '../../ports/store.js'

export interface CopiedThread {
  /** With its whole chain. */
  readonly thread: Thread
  readonly contact: Contact
  /** By seq. */
  readonly messages: readonly Message[]
  /** In order; the beginning may have been pruned. */
  readonly journal: readonly JournalEntry[]
}

/** One line of a desk's file. Messages and journal entries are of the thread before them. */
export type CopyLine =
  | { readonly desk: { readonly format: typeof COPY_FORMAT } }
  | { readonly thread: Thread; readonly contact: Contact }
  | { readonly message: Message }
  | { readonly entry: JournalEntry }
  /** The last line: a file without it was cut off. */
  | { readonly end: { readonly threads: number } }

/** Grows when a file can no longer be read by those before. */
export const COPY_FORMAT = 1

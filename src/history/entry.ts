import type { Status } from '../core/chat/lifecycle.js'
import type { CallOutcome, Changes } from '../core/thread/command.js'
import type { CustomerInput } from '../core/thread/contact.js'
import type { Attachment } from '../core/thread/message.js'

/** Where an entry was read: the file's name and the line (JSON Lines) or the record's number (CSV, Telegram), from 1. */
export interface Place {
  readonly source: string
  readonly line: number
}

interface EntryBase {
  /** ISO 8601 UTC with milliseconds. */
  readonly at: string
  readonly place?: Place
  /** When it came in, where that was later than `at`; without, it is late if something later came before it. */
  readonly arrivedAt?: string
  /** The case that the entry truly belongs to, where somebody marked it (`--truth`). */
  readonly truth?: string
}

/** A chat is named by its number, or by its customer: then the customer's current chat is meant. */
export type Target =
  | { readonly chat: number }
  | { readonly channel: string; readonly customer: CustomerInput; readonly chat?: never }

/** One thing that happened, in the vocabulary of our JSON Lines. */
export type HistoryEntry =
  | (EntryBase & {
      readonly type: 'customer.message'
      readonly channel: string
      readonly customer: CustomerInput
      readonly id?: string
      readonly text: string
      readonly attachments?: readonly Attachment[]
      readonly sentAt?: string
      readonly automated?: boolean
      readonly language?: string
    })
  | (EntryBase & {
      readonly type: 'agent.message' | 'start'
      readonly channel: string
      readonly customer: CustomerInput
      readonly agent: string
      readonly id?: string
      readonly text: string
      readonly attachments?: readonly Attachment[]
    })
  | (EntryBase & {
      readonly type: 'note'
      readonly target: Target
      readonly agent: string
      readonly text: string
      readonly attachments?: readonly Attachment[]
    })
  | (EntryBase & {
      readonly type: 'finish'
      readonly target: Target
      readonly agent: string
      readonly status: Status
    })
  | (EntryBase & {
      readonly type: 'split'
      readonly target: Target
      readonly agent: string
      /** Message id as in the history; e-mail only. */
      readonly from?: string
    })
  | (EntryBase & { readonly type: 'merge' | 'unmerge'; readonly target: Target; readonly agent: string })
  | (EntryBase & { readonly type: 'postpone'; readonly target: Target; readonly agent?: string })
  | (EntryBase & {
      readonly type: 'update'
      readonly target: Target
      readonly agent?: string
      readonly changes: Changes
      readonly status?: Status
    })
  | (EntryBase & {
      readonly type: 'workflow.start'
      readonly target: Target
      /** Its id. */
      readonly workflow: string
      readonly agent?: string
    })
  | (EntryBase & { readonly type: 'workflow.cancel'; readonly target: Target; readonly agent?: string })
  /** Of the function that the chat's workflow waits for. */
  | (EntryBase & { readonly type: 'call.outcome'; readonly target: Target; readonly outcome: CallOutcome })
  | (EntryBase & { readonly type: 'edit'; readonly id: string; readonly text?: string; readonly deleted?: true })

export type EntryType = HistoryEntry['type']

export const ENTRY_TYPES: readonly EntryType[] = [
  'customer.message',
  'agent.message',
  'start',
  'note',
  'finish',
  'split',
  'merge',
  'unmerge',
  'postpone',
  'update',
  'edit',
  'workflow.start',
  'workflow.cancel',
  'call.outcome',
]

/** Entries that say something to or by the customer; these are what borders are drawn between. */
export type MessageEntry = Extract<HistoryEntry, { type: 'customer.message' | 'agent.message' | 'start' }>

export function isMessageEntry(entry: HistoryEntry): entry is MessageEntry {
  return entry.type === 'customer.message' || entry.type === 'agent.message' || entry.type === 'start'
}

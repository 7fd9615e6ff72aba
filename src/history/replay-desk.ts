// What a replay needs of a desk and its clock. `createDesk` over a memory store and `manualClock` fit; the command line
// puts them together, for this folder knows nothing but the core.

import type { Status } from '../core/chat/lifecycle.js'
import type { ChatView } from '../core/chat/view.js'
import type { Effect } from '../core/effect/effect.js'
import type { Verdict } from '../core/rules/verdict.js'
import type { CallOutcome, Changes } from '../core/thread/command.js'
import type { CustomerInput } from '../core/thread/contact.js'
import type { DomainEvent } from '../core/thread/event.js'
import type { Attachment, Message } from '../core/thread/message.js'

/** What the desk says to one command. */
export interface Answer {
  readonly chat: ChatView
  readonly outcome: string | null
  readonly events: readonly DomainEvent[]
  readonly effects: readonly Effect[]
  readonly verdicts: readonly Verdict[]
}

export interface ReplayClock {
  readonly now: () => string
  readonly set: (at: string) => void
}

interface Said {
  readonly agent: string
  readonly id?: string
  readonly text: string
  readonly attachments?: readonly Attachment[]
}

export interface ReplayDesk {
  readonly receive: (message: {
    readonly channel: string
    readonly customer: CustomerInput
    readonly id?: string
    readonly text: string
    readonly attachments?: readonly Attachment[]
    readonly sentAt?: string
    readonly automated?: boolean
    readonly language?: string
  }) => Promise<Answer>
  readonly start: (message: Said & { readonly channel: string; readonly customer: CustomerInput }) => Promise<Answer>
  readonly reply: (chat: number, message: Said) => Promise<Answer>
  readonly note: (chat: number, note: Omit<Said, 'id'>) => Promise<Answer>
  readonly finish: (chat: number, how: { readonly agent: string; readonly status: Status }) => Promise<Answer>
  readonly postpone: (chat: number, how: { readonly agent?: string }) => Promise<Answer>
  readonly split: (chat: number, how: { readonly agent: string; readonly from?: string }) => Promise<Answer>
  readonly merge: (chat: number, how: { readonly agent: string }) => Promise<Answer>
  readonly unmerge: (chat: number, how: { readonly agent: string }) => Promise<Answer>
  readonly setStatus: (chat: number, how: { readonly agent: string; readonly status: Status }) => Promise<Answer>
  readonly update: (
    chat: number,
    how: Changes & { readonly agent?: string; readonly status?: Status },
  ) => Promise<Answer>
  readonly edit: (message: string, how: { readonly text: string } | { readonly deleted: true }) => Promise<Answer>
  readonly startWorkflow: (chat: number, how: { readonly workflow: string; readonly agent?: string }) => Promise<Answer>
  readonly cancelWorkflow: (chat: number, how: { readonly agent?: string }) => Promise<Answer>
  /** The function returned that the chat's workflow waits for, whatever it is. */
  readonly called: (chat: number, outcome: CallOutcome) => Promise<Answer>
  readonly chat: (number: number) => Promise<ChatView>
  /** Messages and notes of one chat, in order. */
  readonly messages: (number: number) => Promise<readonly Message[]>
  readonly runDue: () => Promise<readonly Answer[]>
  readonly nextDue: () => Promise<string | null>
}

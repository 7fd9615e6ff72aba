import type { Presence } from '../core/automation/context.js'
import type { Status } from '../core/chat/lifecycle.js'
import type { ChatView } from '../core/chat/view.js'
import type { CheckOptions } from '../core/rules/check-rule-set.js'
import type { Statistics, StatisticsRequest } from '../core/statistics/count-statistics.js'
import type { CallOutcome, Changes } from '../core/thread/command.js'
import type { CustomerInput } from '../core/thread/contact.js'
import type { Attachment, Delivery, DeliveryFailure } from '../core/thread/message.js'
import type { ChatFilter, OutboxEntry, OutboxState, Pruned, PruneRequest, QueueHealth } from '../ports/store.js'
import type { Answer } from './answer.js'
import type { ExplainOptions, Explanation } from './explain-message.js'
import type { ExportedChat, ExportRequest } from './export-chats.js'
import type { ChannelOptions, DeskRules } from './options.js'
import type { MessagesOptions, MessageView, ThreadView } from './queries.js'
import type { DueRun } from './run-due.js'
import type { RunningWorkflow, WorkflowFilter } from './running-workflows.js'
import type { ReadingOptions } from './statistics.js'

/** Names a command, so that it can be given again: what was done under this id on the chat's thread isn't done twice. */
export interface Recallable {
  /** At most 512 characters. Left out: every call is a new command. */
  readonly commandId?: string
}

export interface CustomerMessage extends Recallable {
  readonly channel: string
  readonly customer: CustomerInput
  /** The provider's id: unique on the channel, the same at every redelivery. Left out: every call is a new message. */
  readonly id?: string
  readonly text: string
  readonly attachments?: readonly Attachment[]
  /** The provider's date, ISO 8601 with zone. */
  readonly sentAt?: string
  /** A robot wrote it; automation won't answer. */
  readonly automated?: boolean
  /** BCP 47. */
  readonly language?: string
  /** Who of a group wrote it; shown with the message. At most 512 characters. */
  readonly authorName?: string
  /** Of the button that was pressed: the `payload` of an option that a question was sent with. */
  readonly payload?: string
  /** E-mail: message ids that it answers (`In-Reply-To`, then `References` from right to left), or our token. */
  readonly inReplyTo?: string | readonly string[]
}

export interface AgentMessage extends Recallable {
  readonly agent: string
  readonly text: string
  readonly attachments?: readonly Attachment[]
  readonly id?: string
  /** Typed in the provider's own inbox: recorded, not sent again. */
  readonly echo?: boolean
}

/** An agent writes first. */
export interface FirstMessage extends AgentMessage {
  readonly channel: string
  readonly customer: CustomerInput
}

/** Two things of one name (spec 5.1): an agent writes first; without a message, the worker that runs what is due begins. */
export interface Start {
  (message: FirstMessage): Promise<Answer>
  (): void
}

export interface ByAgent extends Recallable {
  readonly agent: string
}

export interface RuleRollout {
  readonly rules: DeskRules
  /** Percent of the threads, from 0 to 100. */
  readonly share: number
}

export interface OutboxFilter {
  readonly state?: OutboxState
  /** Default 100. */
  readonly limit?: number
}

/** A helpdesk's cases. Commands answer after the commit and throw `RefusedError` when they changed nothing. */
export interface Desk {
  readonly receive: (message: CustomerMessage) => Promise<Answer>
  readonly start: Start
  readonly reply: (chat: number, message: AgentMessage) => Promise<Answer>
  readonly note: (chat: number, note: Omit<AgentMessage, 'id' | 'echo'>) => Promise<Answer>
  readonly finish: (chat: number, how: ByAgent & { readonly status: Status }) => Promise<Answer>
  readonly postpone: (chat: number, how?: Recallable & { readonly agent?: string }) => Promise<Answer>
  /** `from`: e-mail only, the letter from which on the rest leaves. Answers with the new chat. */
  readonly split: (chat: number, how: ByAgent & { readonly from?: string }) => Promise<Answer>
  /** Joins the current chat into the one before it. Answers with the survivor. */
  readonly merge: (chat: number, how: ByAgent) => Promise<Answer>
  /** Undoes the survivor's last merge. Answers with the chat that lives again. */
  readonly unmerge: (chat: number, how: ByAgent) => Promise<Answer>
  readonly setStatus: (chat: number, how: ByAgent & { readonly status: Status }) => Promise<Answer>
  /** `ifVersion`: refused `conflict` when the chat is at another version. `customer`: what was learned of the chat's customer. */
  readonly update: (
    chat: number,
    changes: Changes &
      Recallable & {
        readonly agent?: string
        readonly status?: Status
        readonly ifVersion?: number
        readonly customer?: Omit<CustomerInput, 'id'>
      },
  ) => Promise<Answer>
  /** A customer's edit or deletion of a message, wherever it now lives. */
  readonly edit: (
    messageId: string,
    change: Recallable & { readonly channel?: string } & ({ readonly text: string } | { readonly deleted: true }),
  ) => Promise<Answer>
  /** What became of an outgoing message that the embedder delivers himself. `failure`: why it failed, or may have. */
  readonly delivered: (
    messageId: string,
    delivery: Delivery,
    channel?: string,
    how?: Recallable & { readonly failure?: DeliveryFailure },
  ) => Promise<Answer>
  /** Starts one of the rule set's workflows in a chat where none runs. */
  readonly startWorkflow: (
    chat: number,
    how: Recallable & { readonly workflow: string; readonly agent?: string },
  ) => Promise<Answer>
  /** Ends the workflow that runs in the chat; nothing is said to the customer. */
  readonly cancelWorkflow: (chat: number, how?: Recallable & { readonly agent?: string }) => Promise<Answer>
  /** Workflows that run, newest chat first, and where each stands. */
  readonly workflows: (filter?: WorkflowFilter) => Promise<readonly RunningWorkflow[]>
  /** What a function returned that a workflow waits for; for embedders who call their functions themselves. `call`: the effect's id. */
  readonly called: (chat: number, call: string, outcome: CallOutcome, how?: Recallable) => Promise<Answer>
  /** What a command of that id brought about on the chat's thread, told with the chat as it is now; `null`: it wasn't done. */
  readonly recall: (chat: number, commandId: string) => Promise<Answer | null>
  readonly setAgentStatus: (agent: string, status: string) => void
  /** What is known of agents from elsewhere, all of it; it stands before what `setAgentStatus` said of the same agents. */
  readonly setPresence: (statuses: Presence['statuses']) => void
  readonly agents: () => Presence
  /**
   * Takes what the option `rules` takes; decisions that begin from now on use it. `rollout`: other rules for a share of the
   * threads, always the same ones; a greater share later has these and more. Throws `RuleSetError`, and nothing changes.
   */
  readonly setRules: (rules: DeskRules | undefined, rollout?: RuleRollout) => void
  /** Takes what the option `channels` takes: those that aren't named are no longer connected. Throws `TypeError`, and nothing changes. */
  readonly setChannels: (channels: readonly ChannelOptions[]) => void
  /** What rules may name beside what is ours. */
  readonly ruleOptions: () => CheckOptions

  readonly chat: (number: number) => Promise<ChatView>
  /** Newest first. */
  readonly chats: (filter?: ChatFilter) => Promise<readonly ChatView[]>
  readonly messages: (chat: number, options?: MessagesOptions) => Promise<readonly MessageView[]>
  readonly thread: (chat: number) => Promise<ThreadView>
  /** Why the desk did what it did with a message; with `rule`, also what any rule has to say about it. */
  readonly explain: (messageId: string, options?: ExplainOptions) => Promise<Explanation>

  /** Figures of a period. Of stores that keep no figures every thread that moved since it began is read, with its journal. */
  readonly stats: (request?: StatisticsRequest, reading?: ReadingOptions) => Promise<Statistics>
  /** Chats, newest number first, in pages that are read when they are asked for. */
  readonly export: (request?: ExportRequest, reading?: ReadingOptions) => AsyncIterable<readonly ExportedChat[]>

  /** Does everything that is due by the desk's clock: timers in due order, then outgoing messages. */
  readonly runDue: () => Promise<DueRun>
  /** What waits to go out and what was given up: `failed` and `maybe-sent` are dead letters that wait for a decision. */
  readonly outbox: (filter?: OutboxFilter) => Promise<readonly OutboxEntry[]>
  /** Sends a dead letter again, at the end of its thread's line. */
  readonly resend: (effectId: string) => Promise<void>
  /** Forgets a dead letter; its message keeps its `delivery`. */
  readonly discard: (effectId: string) => Promise<void>
  /** Queue and timers as numbers. */
  readonly health: () => Promise<QueueHealth>
  /** Takes away one batch of what is older; call until it answers only zeros. */
  readonly prune: (request: PruneRequest) => Promise<Pruned>
  /** When the next timer fires or message may go out; `null`: nothing waits. A timer may only look and wait on. */
  readonly nextDue: () => Promise<string | null>
  /** Told after each commit. Returns how to stop. */
  readonly subscribe: (listener: (answer: Answer) => unknown) => () => void
  /** Ends the worker when what is under way is done. */
  readonly stop: () => Promise<void>
}

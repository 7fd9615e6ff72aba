// Source of schemas/scenario.schema.json. Plain JSON interfaces only, doc comments on lines of their own:
// typescript-json-schema drops same-line comments and turns Record<> into a schema that rejects everything.
import type { ExpectedChat } from './expected-chat.js'
import type { ExpectedWorkflow } from './expected-workflow.js'
import type { Fields, GivenAssignee } from './scenario-values.js'

/** A conversation with what is expected of it: what `caseline test` runs. */
export interface Scenario {
  /** Where the schema is, so that editors complete and explain. */
  $schema?: string
  /** What the scenario shows, as a sentence. */
  name: string
  /** Why it matters. */
  description?: string
  /** Rule-set files or folders, relative to this file. Left out: the ones given to the runner. */
  rules?: string | string[]
  /** The state of things before the first step. */
  given?: Given
  /** What happens, in order. */
  steps: Step[]
}

/** The state of things before the first step. */
export interface Given {
  /** The moment it begins: ISO 8601 with an offset (`2026-03-02T21:40:00+03:00`), or without one if `zone` is given. Default: 2026-03-02T09:00:00Z, a Monday. */
  now?: string
  /** IANA zone in which times without an offset are read, such as `Europe/Moscow`. */
  zone?: string
  /** The channel. Default: a Telegram bot with the id `tg`. */
  channel?: GivenChannel
  /** Several channels; the first one is meant where a step names none. */
  channels?: GivenChannel[]
  /** The customer whom steps mean. Default: id `42`. */
  customer?: GivenCustomer
  /** More customers, for steps with `as`. */
  customers?: GivenCustomer[]
  /** Agents and whether they are there: `{ "olga": "online" }`. */
  agents?: Presence
  /** Facts of your own, with their values. */
  facts?: Facts
  /** Limits of the desk that differ from the default. */
  settings?: Settings
}

/** One connected account. */
export interface GivenChannel {
  /** Its id. */
  id: string
  /** What it is: telegram, vk, viber, facebook, slack, skype, chatra, email, or a kind of your own. */
  kind: string
  /** What agents call it. */
  name?: string
  /** Never offers the status `closed`. */
  endless?: boolean
  /** The automatic finish; `null` switches it off. */
  autoFinish?: GivenAutoFinish | null
}

/** When silence finishes a chat. ISO 8601 durations. */
export interface GivenAutoFinish {
  /** Silence of both sides. Default `PT10M`; `null` switches it off. */
  after?: string | null
  /** How long before it agents are told. Default `PT1M`. */
  warnBefore?: string
  /** How much `postpones` adds. Default `PT5M`. */
  postpone?: string
}

/** A customer, as the channel introduces them with each message. */
export interface GivenCustomer {
  /** Id on the channel. */
  id: string
  /** Name. */
  name?: string
  /** E-mail address. */
  email?: string
  /** Phone number. */
  phone?: string
  /** Language, such as `ru`; chooses among texts by language. */
  language?: string
  /** Tags of the customer. */
  tags?: string[]
  /** Extra fields. */
  fields?: Fields
}

/** Values of facts by name. */
export interface Facts {
  [fact: string]: unknown
}

/** Agents by id. */
export interface Presence {
  [agent: string]: 'online' | 'away' | 'offline'
}

/** Limits of the desk. */
export interface Settings {
  /** How many automated messages a thread may get. */
  storm?: StormSettings
}

/** The storm guard. */
export interface StormSettings {
  /**
   * At most this many automated messages in 10 minutes. Default 5.
   * @minimum 0
   * @TJS-type integer
   */
  per10Minutes?: number
  /**
   * At most this many automated messages in 24 hours. Default 20.
   * @minimum 0
   * @TJS-type integer
   */
  perDay?: number
}

export type Step =
  | CustomerStep
  | AgentStep
  | WaitStep
  | UntilStep
  | AgentIsStep
  | EditStep
  | DeleteStep
  | ReturnStep
  | PressStep
  | FailStep

/** A customer writes. */
export interface CustomerStep {
  /** What the customer writes. */
  customer: string
  /** Id of the customer who writes, if not the given one. */
  as?: string
  /** Id of the channel, if not the first one. */
  channel?: string
  /** The provider's id of the message; the same id again is a duplicate. Default: one of its own per step. */
  id?: string
  /** A robot wrote it: automation doesn't answer. */
  automated?: boolean
  /** The provider's date, ISO 8601. */
  sentAt?: string
  /** Language of the message. */
  language?: string
  /** E-mail: id of the message that it answers. */
  inReplyTo?: string
  /** A note for readers. */
  comment?: string
  /** What must be so afterwards. */
  expect?: Expectation
}

/** An agent does one thing: exactly one of the verbs is given. */
export interface AgentStep {
  /** Id of the agent. */
  agent: string
  /** Writes to the customer. */
  says?: string
  /** Writes a note that only agents see. */
  notes?: string
  /** Finishes the chat with a status. */
  finishes?: 'open' | 'pending' | 'closed'
  /** Splits the new messages off, or (e-mail) everything from one message on. */
  splits?: true | SplitFrom
  /** Merges the chat with the one before it. */
  merges?: true
  /** Undoes the last merge. */
  unmerges?: true
  /** Puts the automatic finish off. */
  postpones?: true
  /** Changes details of the chat. */
  sets?: ChangedDetails
  /** Writes first. */
  starts?: StartedChat
  /** Starts a workflow: its id. */
  startsWorkflow?: string
  /** Ends the workflow that runs. */
  cancelsWorkflow?: true
  /**
   * Number of the chat. Default: the current chat of the customer.
   * @minimum 1
   * @TJS-type integer
   */
  chat?: number
  /** Id of the customer whose current chat is meant, if not the given one. */
  as?: string
  /** Id of the channel, if not the first one. */
  channel?: string
  /** A note for readers. */
  comment?: string
  /** What must be so afterwards. */
  expect?: Expectation
}

/** Where a split begins. */
export interface SplitFrom {
  /** Id of the first message that leaves. */
  from: string
}

/** Details of a chat that an agent changes. */
export interface ChangedDetails {
  /** The subject; `null` takes it back. */
  subject?: string | null
  /** All tags the chat has from now on. */
  tags?: string[]
  /** Fields to set; `null` removes one. */
  fields?: Fields
  /** Priority. */
  priority?: 'low' | 'normal' | 'high' | 'urgent'
  /** Who has the chat; `null` is nobody. */
  assignee?: GivenAssignee | null
  /** The status of a finished chat. */
  status?: 'open' | 'pending' | 'closed'
}

/** An agent's first message. */
export interface StartedChat {
  /** Id of the customer, if not the given one. */
  customer?: string
  /** What the agent writes. */
  text: string
}

/** Time passes; everything that falls due is done at its own moment. */
export interface WaitStep {
  /** How long, an ISO 8601 duration such as `PT10M`. */
  wait: string
  /** A note for readers. */
  comment?: string
  /** What must be so afterwards. */
  expect?: Expectation
}

/** Time passes until a moment; everything that falls due is done at its own moment. */
export interface UntilStep {
  /** ISO 8601, with an offset or in the given zone. */
  until: string
  /** A note for readers. */
  comment?: string
  /** What must be so afterwards. */
  expect?: Expectation
}

/** Agents come and go. */
export interface AgentIsStep {
  /** Agents whose presence changes. */
  agentIs: Presence
  /** A note for readers. */
  comment?: string
  /** What must be so afterwards. */
  expect?: Expectation
}

/** The customer corrects a message. */
export interface EditStep {
  /** Id of the message. */
  edits: string
  /** Its new text. */
  text: string
  /** A note for readers. */
  comment?: string
  /** What must be so afterwards. */
  expect?: Expectation
}

/** The customer takes a message back. */
export interface DeleteStep {
  /** Id of the message. */
  deletes: string
  /** A note for readers. */
  comment?: string
  /** What must be so afterwards. */
  expect?: Expectation
}

/** A customer presses a button of a question. */
export interface PressStep {
  /** What stands on it: a button of the newest question that has one like it, also of one that is over. */
  presses: string
  /** Id of the customer who presses, if not the given one. */
  as?: string
  /** Id of the channel, if not the first one. */
  channel?: string
  /** A note for readers. */
  comment?: string
  /** What must be so afterwards. */
  expect?: Expectation
}

/** The function returns that the workflow of the customer's current chat waits for. */
export interface ReturnStep {
  /** What it returns: any JSON. */
  returns: unknown
  /** Id of the customer, if not the given one. */
  as?: string
  /** Id of the channel, if not the first one. */
  channel?: string
  /** A note for readers. */
  comment?: string
  /** What must be so afterwards. */
  expect?: Expectation
}

/** The function fails that the workflow of the customer's current chat waits for. */
export interface FailStep {
  /** The error's message. */
  fails: string
  /** Id of the customer, if not the given one. */
  as?: string
  /** Id of the channel, if not the first one. */
  channel?: string
  /** A note for readers. */
  comment?: string
  /** What must be so afterwards. */
  expect?: Expectation
}

/** What must be so after a step. What isn't named may be anything. */
export interface Expectation {
  /** How a message was taken: started, appended, reopened, resumed, duplicate. */
  outcome?: 'started' | 'appended' | 'reopened' | 'resumed' | 'duplicate'
  /** The code with which the step is refused. Without it a refusal is a failure. */
  refused?: string
  /** The customer's current chat, or the one that the step names. */
  chat?: ExpectedChat
  /** Every chat of the customer on the channel, oldest first, tombstones included. */
  chats?: ExpectedChat[]
  /** What automation wrote to customers in this step: all of it, in order. `[]` is nothing. */
  messages?: ExpectedText[]
  /** The notes that automation wrote in this step: all of them, in order. */
  notes?: ExpectedText[]
  /** What else was asked of the outside world in this step (notify, send-email, webhook, start-workflow, call): all of it, in order, each with at least these properties. */
  effects?: ExpectedEffect[]
  /** What happened, by type (`chat.finished`): these, in this order, perhaps with others between. */
  events?: string[]
  /** What became of rules: `matched`, `failed`, `ruled-out`, `disabled`, `withheld`, `withheld: once`, `stopped`, `error`, or `not-judged`. */
  verdicts?: ExpectedVerdicts
  /** The workflow of the customer's current chat, or of the one that the step names; `null`: none runs. */
  workflow?: ExpectedWorkflow | null
  /** The steps of workflows that were come to or taken up again: these, in this order, perhaps with others between. */
  walked?: string[]
  /** Codes of warnings, such as `customer-waiting`: all of them. */
  warnings?: string[]
}

/** A whole text, or a part of it. */
export type ExpectedText = string | TextPart

/** A part of a text. */
export interface TextPart {
  /** What the text contains, letter by letter. */
  contains: string
}

/** An effect's type and any of its properties. */
export interface ExpectedEffect {
  /** Such as `notify`. */
  type: string
  [property: string]: unknown
}

/** Rules by id. */
export interface ExpectedVerdicts {
  [rule: string]: string
}

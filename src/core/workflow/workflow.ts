// Source of schemas/workflow.schema.json, and of `workflows` in schemas/rule-set.schema.json. Plain JSON interfaces only,
// doc comments on lines of their own, as in rules/rule-set.ts.
import type { TopLevelCondition } from '../rules/condition.js'
import type { Call, RuleAction, Text } from '../rules/rule-action.js'

/** A conversation with a customer, step by step: it runs in one chat, waits for answers and survives restarts. */
export interface Workflow {
  /** Where the schema is, so that editors complete and explain. */
  $schema?: string
  /**
   * Unique in the whole set; what `start-workflow` names.
   * @pattern ^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$
   */
  id: string
  /** What people call the workflow. */
  name?: string
  /** Why the workflow exists. */
  description?: string
  /** The step that it begins with. */
  start: string
  /** The steps by name; names are letters of any script, digits, `_` and `-`. */
  steps: WorkflowSteps
  /** Where chats go on that wait in a step of an older version: the step there and the step here. Steps that aren't named finish on the version they started with. */
  migrate?: MigratedSteps
}

export interface WorkflowSteps {
  [step: string]: WorkflowStep
}

export interface MigratedSteps {
  [step: string]: string
}

export type WorkflowStep =
  | SendStep
  | AskStep
  | MenuStep
  | ChooseStep
  | WaitStep
  | DoStep
  | CallStep
  | RunStep
  | HandoffStep
  | EndStep

interface AnyStep {
  /** What the step is for. */
  description?: string
  /**
   * How often the step may be entered in one run; after that `else` comes instead.
   * @minimum 1
   * @maximum 1000
   * @TJS-type integer
   */
  atMost?: number
  /** The step that comes instead when `atMost` is used up. Left out: the chat is handed over to agents. */
  else?: string
}

interface WaitingStep extends AnyStep {
  /** What ends the waiting. Default: an agent's message and a finish that somebody decided. A merge always does. */
  interruptedBy?: Interruption[]
  /** The step that comes then. Left out: the workflow ends and the chat is the agents', after `customer` the step `next` comes. */
  interrupted?: string
}

/** `agent`: an agent writes. `finish`: an agent or a rule finishes the chat. `silence`: the automatic finish. `customer`: the customer writes (`wait` and `call` only). */
export type Interruption = 'agent' | 'finish' | 'silence' | 'customer'

/** What comes when nothing comes. */
export interface StepTimeout {
  /** How long, an ISO 8601 duration such as `PT1H`. */
  after: string
  /** Count only the open hours of this schedule. */
  businessHours?: string
  /** The step that comes then. */
  next: string
}

/** Says something to the customer. */
export interface SendStep extends AnyStep {
  /** What is said. */
  send: SendContent
  /** The step that comes next. */
  next: string
}

export interface SendContent {
  /** What to say. */
  text: Text
}

/** Asks the customer something and waits for the answer. */
export interface AskStep extends WaitingStep {
  /** The question. */
  ask: Question
  /** The step that comes when the answer is understood. */
  next: string
  /** What comes when the customer doesn't answer. */
  timeout?: StepTimeout
  /** The step that comes when no answer was understood. Left out: the chat is handed over to agents. */
  gaveUp?: string
}

export interface Question {
  /** What is asked. */
  text: Text
  /** What counts as an answer. `contact` is an e-mail address or a phone number, kept as the customer's. */
  as: 'text' | 'email' | 'phone' | 'contact' | 'number' | 'date' | 'one-of' | 'regex'
  /** Where the answer is kept: `customer.email`, `customer.phone`, `customer.name`, `customer.language`, `customer.fields.<name>`, `chat.fields.<name>` or `chat.subject`. */
  into?: string
  /**
   * How often the customer is asked again after an answer that isn't understood. Default 2.
   * @minimum 0
   * @maximum 20
   * @TJS-type integer
   */
  retries?: number
  /** What is said after an answer that isn't understood. Left out: the question again. */
  invalid?: Text
  /** `one-of`: the answers to choose from. */
  options?: AnswerOption[]
  /** `regex`: an RE2 pattern that occurs in the answer; its first group, or all of the match, is the value. */
  pattern?: string
  /** `number`: the least. */
  min?: number
  /** `number`: the most. */
  max?: number
  /** `number`: without a fraction. */
  whole?: boolean
  /** `phone`, `contact`: the country whose numbers may be given without their prefix, such as `RU`. Left out: that of the customer's language. */
  country?: string
  /** `date`: only days and times to come, or gone by. Left out: both; a day without a year is the next one. */
  only?: 'future' | 'past'
  /** `date`: the IANA zone in which days and hours are meant, such as `Europe/Moscow`. Default: UTC. */
  zone?: string
  /** In a finished chat: an answer that is understood doesn't reopen it; with false. Default true. */
  reopens?: boolean
}

export interface AnswerOption {
  /** What the customer sees: on a button, or in a numbered list. */
  label: Text
  /** What is kept of it. Left out: the label. */
  value?: string | number | boolean
}

/** Lets the customer choose how to go on. */
export interface MenuStep extends WaitingStep {
  /** What there is to choose from. */
  menu: Menu
  /** What comes when the customer doesn't choose. */
  timeout?: StepTimeout
  /** The step that comes when no choice was understood. Left out: the chat is handed over to agents. */
  gaveUp?: string
}

export interface Menu {
  /** What is asked. */
  text: Text
  /** What there is to choose from, at most 30. */
  options: MenuOption[]
  /** Where the choice is kept, as with `ask`. */
  into?: string
  /**
   * How often the customer is asked again after an answer that isn't understood. Default 2.
   * @minimum 0
   * @maximum 20
   * @TJS-type integer
   */
  retries?: number
  /** What is said after an answer that isn't understood. Left out: the menu again. */
  invalid?: Text
  /** In a finished chat: an answer that is understood doesn't reopen it; with false. Default true. */
  reopens?: boolean
}

export interface MenuOption extends AnswerOption {
  /** The step that comes when this is chosen. */
  next: string
}

/** Goes on by conditions, without a word to the customer. */
export interface ChooseStep extends AnyStep {
  /** The first whose condition holds. */
  choose: Choice[]
  /** The step that comes when none holds. */
  otherwise: string
}

export interface Choice {
  /** The condition, as in rules; the fact `workflow` has the answers given so far. */
  when: TopLevelCondition
  /** The step that comes when it holds. */
  next: string
}

/** Waits for time to pass. */
export interface WaitStep extends WaitingStep {
  /** How long or until when. */
  wait: Waiting
  /** The step that comes then. */
  next: string
}

export type Waiting = WaitDuration | WaitUntil | WaitUntilOpen

export interface WaitDuration {
  /** How long, an ISO 8601 duration such as `P1D`. */
  for: string
  /** Count only the open hours of this schedule. */
  businessHours?: string
}

export interface WaitUntil {
  /** ISO 8601 moment or day, a template such as `{{ chat.fields.appointment }}`. One that has gone by isn't waited for. */
  until: string
  /** So much earlier, an ISO 8601 duration. */
  minus?: string
  /** The IANA zone of a day or time without an offset. Default: UTC. */
  zone?: string
  /** The step that comes when it is no moment. Left out: the chat is handed over to agents. */
  unknown?: string
}

export interface WaitUntilOpen {
  /** The schedule; while it is open nothing is waited for. */
  untilOpen: string
}

/** Does what rules do. */
export interface DoStep extends AnyStep {
  /** The actions, in order. */
  do: RuleAction[]
  /** The step that comes next. */
  next: string
}

/** Calls a function that the embedder registered and waits for what it returns. */
export interface CallStep extends WaitingStep {
  /** The function. */
  call: CalledFunction
  /** The step that comes next. */
  next: string
  /** Tried again when it fails. Left out: not at all. */
  retry?: Retry
  /** The step that comes when it failed for good. Left out: the chat is handed over to agents. */
  catch?: string
  /** What comes when there is no outcome. */
  timeout?: StepTimeout
}

export interface CalledFunction {
  /** Its name. */
  name: Call['name']
  /** Its arguments; texts inside are templates. */
  args?: unknown
  /** Where what it returns is kept, as with `ask`. */
  into?: string
}

export interface Retry {
  /**
   * How often.
   * @minimum 1
   * @maximum 20
   * @TJS-type integer
   */
  times: number
  /** How long before the first one, an ISO 8601 duration; each pause is twice the one before. Default `PT10S`. */
  backoff?: string
}

/** Runs another workflow and goes on when that has ended. */
export interface RunStep extends AnyStep {
  /** Its id. */
  run: string
  /** The step that comes next. */
  next: string
}

/** Ends the workflow and leaves the chat to agents. */
export interface HandoffStep {
  /** What the step is for. */
  description?: string
  /** For whom, and what they should know. */
  handoff: Handoff
}

export interface Handoff {
  /** A note that only agents see. */
  note?: Text
  /** Who gets the chat: a group. */
  group?: string
  /** Who gets the chat: an agent. */
  agent?: string
}

/** Ends the workflow. */
export interface EndStep {
  /** What the step is for. */
  description?: string
  /** Nothing is said about it. */
  end: NoContent
}

export interface NoContent {
  /** For remarks. */
  description?: string
}

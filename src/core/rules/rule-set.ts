// Source of schemas/rule-set.schema.json. Plain JSON interfaces only, doc comments on lines of their own:
// typescript-json-schema drops same-line comments and turns Record<> into a schema that rejects everything.

import type { RuleLint } from './rule-lint.js'

/** A set of rules, the schedules and named conditions that they use. */
export interface RuleSet {
  /** Where the schema is, so that editors complete and explain. */
  $schema?: string
  /** What the set is called in lists and traces. */
  name?: string
  /** Business hours by name. */
  schedules?: Schedules
  /** Conditions by name, used in rules as `{ "condition": "name" }`. */
  conditions?: NamedConditions
  /** Tags, groups and fields that rules may use. Where a list is given, anything else is reported as unknown. */
  vocabulary?: Vocabulary
  /** The rules, judged by priority and then in this order. */
  rules?: Rule[]
}

export interface Schedules {
  [name: string]: ScheduleDefinition
}

export interface NamedConditions {
  [name: string]: TopLevelCondition
}

/** What is known outside the rule set, for finding typing mistakes. */
export interface Vocabulary {
  /** Known tags. */
  tags?: string[]
  /** Known groups of agents. */
  groups?: string[]
  /** Known extra fields of chats and customers. */
  fields?: string[]
}

/** Business hours in one time zone. */
export interface ScheduleDefinition {
  /** IANA time zone, such as `Europe/Moscow`. */
  zone: string
  /** Stretches of open hours by weekday or range of weekdays: `{ "mon-fri": ["09:00-13:00", "14:00-18:00"], "sat": ["22:00-02:00"] }`. A stretch that ends at or before its start runs overnight. `00:00-24:00` is a whole day. */
  week: WeekHours
  /** Days that differ from the week. */
  holidays?: Holiday[]
}

export interface WeekHours {
  /** Stretches of a day, each `HH:MM-HH:MM`, the end not included. */
  [days: string]: string[]
}

/** A day that differs from the week: closed, or open at other hours. */
export interface Holiday {
  /** The day in the schedule's zone, `YYYY-MM-DD`, or `MM-DD` for every year. */
  date: string
  /** What the day is called. */
  name?: string
  /** Open hours of a short day. Left out: closed all day. */
  hours?: string[]
}

/** One rule: when one of the triggers happens and the condition holds, the actions are done. */
export interface Rule {
  /**
   * Unique in the whole set; part of once-marks and effect ids, so keep it when the text changes.
   * @pattern ^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$
   */
  id: string
  /** What people call the rule. */
  name?: string
  /** Why the rule exists. */
  description?: string
  /** Set to false to keep the rule without judging it. */
  enabled?: boolean
  /**
   * Higher is judged first; rules of one priority in file order. Default 1.
   * @minimum 1
   * @maximum 1000000
   * @TJS-type integer
   */
  priority?: number
  /** What makes the rule be judged. */
  on: Trigger | Trigger[]
  /** Which channels (ids or kinds) the rule is for. Left out: all. */
  channels?: string[]
  /** The condition. Left out: always. */
  when?: TopLevelCondition
  /** What is done, in order. */
  then: RuleAction[]
  /** Ends the pass after this rule matched. */
  stop?: boolean
  /** What the lint would say of this rule, and is meant so. */
  lint?: RuleLint
}

export type Trigger = EventTrigger | TimeTrigger

/** An event that makes rules be judged. */
export type EventTrigger =
  | 'chat.started'
  | 'chat.started-by-agent'
  | 'chat.split-off'
  | 'chat.reopened'
  | 'chat.resumed'
  | 'message.received'
  | 'message.sent'
  | 'chat.finished'
  | 'chat.merged'
  | 'chat.unmerged'
  | 'chat.updated'
  | 'note.added'

/** A moment some time after an event, unless something happened in between. */
export interface TimeTrigger {
  /** How long after the event, an ISO 8601 duration such as `PT2H` or `P1D`. */
  after: string
  /** The event that it counts from; a later event of the kind starts the count anew. */
  since: 'message.received' | 'message.sent' | 'chat.started' | 'chat.reopened' | 'chat.finished'
  /** Count only the open hours of this schedule. */
  businessHours?: string
  /** Events that call it off. Default: the other side wrote, or the chat was finished or reopened. */
  unless?: DisarmingEvent[]
}

export type DisarmingEvent =
  | 'message.received'
  | 'message.sent'
  | 'chat.finished'
  | 'chat.reopened'
  | 'chat.resumed'
  | 'chat.updated'
  | 'note.added'

// ---- conditions: json-rules-engine's, unchanged ----

/** A condition at the root of a rule or of a named condition. */
export type TopLevelCondition = AllCondition | AnyCondition | NotCondition | ConditionReference

export type Condition = TopLevelCondition | FactCondition

/** True when every one holds (and when the list is empty). */
export interface AllCondition {
  /** The conditions that must all hold. */
  all: Condition[]
  /** A name for the trace. */
  name?: string
  /** Higher is evaluated first. */
  priority?: number
}

/** True when at least one holds (and when the list is empty). */
export interface AnyCondition {
  /** The conditions of which one must hold. */
  any: Condition[]
  /** A name for the trace. */
  name?: string
  /** Higher is evaluated first. */
  priority?: number
}

/** True when the one inside doesn't hold. */
export interface NotCondition {
  /** The condition that must not hold. */
  not: Condition
  /** A name for the trace. */
  name?: string
  /** Higher is evaluated first. */
  priority?: number
}

/** The named condition of the set. */
export interface ConditionReference {
  /** Its name under `conditions`. */
  condition: string
  /** A name for the trace. */
  name?: string
  /** Higher is evaluated first. */
  priority?: number
}

/** Compares a fact with a value. */
export interface FactCondition {
  /** The fact: event, message, chat, before, customer, channel, agents, schedule, now, or one of your own. */
  fact: string
  /** Where in the fact: `$.name`, `$['name']`, `$[0]` steps only. */
  path?: string
  /** Parameters of the fact (`name` of a schedule, `id` of an agent) or of the operator (`exact` for text). */
  params?: Params
  /** How to compare: an operator, with decorators in front if need be (`not:equal`, `someFact:containsText`). */
  operator: string
  /** What to compare with, or `{ "fact": … }` for another fact. */
  value: unknown
  /** A name for the trace. */
  name?: string
  /** Higher is evaluated first. */
  priority?: number
}

export interface Params {
  [name: string]: unknown
}

// ---- actions ----

export type RuleAction =
  | SendMessage
  | SendEmail
  | AddNote
  | SetSubject
  | SetPriority
  | AddTags
  | RemoveTags
  | SetField
  | Assign
  | FinishChat
  | Notify
  | Webhook
  | StartWorkflow
  | Call

/** A Liquid template, or one per language with `default` or the first as the fallback. */
export type Text = string | TextByLanguage

export interface TextByLanguage {
  [language: string]: string
}

/** How often the action may be done. */
export type Once =
  | 'message'
  | 'activation'
  | 'chat'
  | 'customer-channel'
  | 'customer'
  | 'never-limit'
  | OncePerAbsence
  | OncePerDuration

/** Once in each closed stretch of a schedule. */
export interface OncePerAbsence {
  /** The closed stretch. */
  per: 'absence'
  /** The schedule. */
  schedule: string
}

/** Once in a stretch of time. */
export interface OncePerDuration {
  /**
   * ISO 8601 duration such as `PT12H`.
   * @pattern ^P(?!$)
   */
  per: string
  /** Counted for this chat, this customer on this channel, or this customer. */
  of: 'chat' | 'customer-channel' | 'customer'
}

interface Limits {
  /** How often it may be done. */
  once?: Once
}

/** Says something to the customer in the chat. */
export interface SendMessage extends Limits {
  do: 'send-message'
  /** What to say. */
  text: Text
  /** Only in the customer's first chat on this channel. Default: true under `chat.started`, else false. */
  onlyFirstChatOnChannel?: boolean
  /** Say it this much later (ISO 8601 duration) unless an agent has written meanwhile. */
  delay?: string
}

/** Writes an e-mail to the customer or to agents. */
export interface SendEmail extends Limits {
  do: 'send-email'
  /** To whom: the customer's address, agents by id, or a group. */
  to: 'customer' | ToAgents | ToGroup
  /** Subject line. */
  subject: Text
  /** Body; values are escaped for HTML. */
  text: Text
  /** Only in the customer's first chat on this channel. Default: false. */
  onlyFirstChatOnChannel?: boolean
}

export interface ToAgents {
  /** Agents' ids. */
  agents: string[]
}

export interface ToGroup {
  /** The group of agents. */
  group: string
}

/** Writes a note that only agents see. */
export interface AddNote extends Limits {
  do: 'add-note'
  /** The note. */
  text: Text
}

/** Sets the subject. */
export interface SetSubject extends Limits {
  do: 'set-subject'
  /** The subject. */
  subject: Text
}

/** Sets the priority. */
export interface SetPriority extends Limits {
  do: 'set-priority'
  /** The priority. */
  priority: 'low' | 'normal' | 'high' | 'urgent'
}

/** Adds tags that the chat doesn't have. */
export interface AddTags extends Limits {
  do: 'add-tags'
  /** The tags. */
  tags: string[]
}

/** Takes tags away. */
export interface RemoveTags extends Limits {
  do: 'remove-tags'
  /** The tags. */
  tags: string[]
}

/** Sets a field of the chat or of the customer. */
export interface SetField extends Limits {
  do: 'set-field'
  /** `chat` or `customer`. */
  of: 'chat' | 'customer'
  /** The field's name; for customers also `name`, `email`, `phone`, `language`. */
  field: string
  /** The value; texts are templates. `null` removes it. */
  value: string | number | boolean | null
}

/** Gives the chat to an agent or a group, or to nobody. */
export interface Assign extends Limits {
  do: 'assign'
  /** The agent's id. */
  agent?: string
  /** The group. */
  group?: string
  /** Nobody. */
  none?: true
}

/** Finishes the chat. Only an agent closes. */
export interface FinishChat extends Limits {
  do: 'finish'
  /** The status it gets. */
  status: 'open' | 'pending'
}

/** Tells agents. */
export interface Notify extends Limits {
  do: 'notify'
  /** Whom. */
  to: ToAgents | ToGroup
  /** What. */
  text: Text
}

/** Calls an address with JSON, signed with HMAC-SHA256. */
export interface Webhook extends Limits {
  do: 'webhook'
  /** The address. Private and link-local ones are refused unless the desk allows them. */
  url: string
  /** Name of the desk's secret to sign with. */
  secret?: string
  /** What to send; texts inside are templates. Left out: event and chat. */
  body?: unknown
}

/** Starts a workflow in the chat. */
export interface StartWorkflow extends Limits {
  do: 'start-workflow'
  /** The workflow's id. */
  workflow: string
}

/** Calls a function that the embedder registered. */
export interface Call extends Limits {
  do: 'call'
  /** Its name. */
  name: string
  /** Its arguments; texts inside are templates. */
  args?: unknown
}

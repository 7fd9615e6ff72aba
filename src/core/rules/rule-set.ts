// Source of schemas/rule-set.schema.json. Plain JSON interfaces only, doc comments on lines of their own:
// typescript-json-schema drops same-line comments and turns Record<> into a schema that rejects everything.
import type { Workflow } from '../workflow/workflow.js'
import type { TopLevelCondition } from './condition.js'
import type { RuleAction } from './rule-action.js'
import type { RuleLint } from './rule-lint.js'

export type {
  Condition,
  FactCondition,
  Params,
  TopLevelCondition,
} from './condition.js'
export type {
  Once,
  RuleAction,
  SendMessage,
  Text,
  Webhook,
} from './rule-action.js'

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
  /** Conversations step by step, started by rules; they may also stand in files of their own, `*.workflow.json`. */
  workflows?: Workflow[]
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

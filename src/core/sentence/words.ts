// What a language needs to say rules in: one table each, all typed, so that the compiler finds a missing one; that every
// fact, operator and value of the catalogue has words is held by a test.
import type { DisarmingEvent, EventTrigger, RuleAction, TimeTrigger } from '../rules/rule-set.js'

export type SentenceLanguage = 'en' | 'ru'

/** A fact at a path. In templates `{name}` is the schedule's, `{id}` the agent's. */
export interface FactWords {
  readonly noun: string
  /** Russian genitive; English needs none. */
  readonly of?: string
  readonly plural?: true
  /** What stands for it when the path goes on into what nobody knows, such as fields. */
  readonly inside?: string
  /** Whole clauses, for facts that are true or false. */
  readonly yes?: string
  readonly no?: string
  /** Whole clauses for "there is nothing" and "there is something". */
  readonly blank?: string
  readonly filled?: string
  /** What "is" and "is one of" say of it, where the general words are clumsy; `none` has a list as `{value}`. */
  readonly equal?: { readonly yes: string; readonly no: string; readonly none: string }
}

/**
 * `yes` and `no` are clauses: `{fact}`, `{of}` (genitive), `{value}`, `{valueOf}` (genitive), lists as `{any}`, `{every}`, `{none}`, `{low}` and
 * `{high}`, `{span}`. `[is|are]` takes the second form for plurals. `plural` replaces `yes` and `no` for lists.
 */
export interface OperatorWords {
  /** What a list of operators calls it. */
  readonly label: string
  readonly yes: string
  readonly no: string
  readonly plural?: { readonly yes: string; readonly no: string }
}

export interface WordTable<T> {
  readonly [name: string]: T
}

type ActionName = RuleAction['do']

export interface Words {
  readonly language: SentenceLanguage
  /** By dotted path: `chat.state`. */
  readonly facts: WordTable<FactWords>
  readonly operators: WordTable<OperatorWords>
  /** Values that the catalogue knows, as the sentence says them. */
  readonly values: WordTable<string>
  readonly triggers: { readonly [trigger in EventTrigger]: string }
  readonly since: { readonly [event in TimeTrigger['since']]: string }
  readonly disarmed: { readonly [event in DisarmingEvent]: string }
  /** What a list of actions calls each. */
  readonly actionLabels: { readonly [action in ActionName]: string }
  readonly actions: { readonly [action in Exclude<ActionName, 'assign' | 'set-field'>]: string } & {
    readonly 'assign-agent': string
    readonly 'assign-group': string
    readonly 'assign-none': string
    readonly 'set-field-chat': string
    readonly 'set-field-customer': string
    readonly 'clear-field-chat': string
    readonly 'clear-field-customer': string
  }
  readonly to: { readonly customer: string; readonly agents: string; readonly group: string }
  readonly once: {
    readonly message: string
    readonly activation: string
    readonly chat: string
    readonly 'customer-channel': string
    readonly customer: string
    readonly 'never-limit': string
    readonly absence: string
    readonly span: {
      readonly chat: string
      readonly 'customer-channel': string
      readonly customer: string
    }
  }
  readonly firstChatOnly: string
  readonly alsoLaterChats: string
  readonly delay: string
  readonly when: string
  readonly timeTrigger: string
  readonly openTimeTrigger: string
  readonly unless: string
  readonly onChannels: string
  readonly condition: string
  readonly always: string
  readonly nothingToDo: string
  readonly off: string
  readonly stop: string
  readonly named: string
  readonly notNamed: string
  readonly before: string
  readonly unknownOperator: { readonly yes: string; readonly no: string }
  readonly exact: string
  readonly each: string
  readonly someOf: string
  readonly count: string
  readonly inside: string
  readonly nothing: string
  readonly more: string
  readonly and: string
  readonly or: string
  /** Of two or more. */
  readonly neither: (items: readonly string[]) => string
  readonly quote: (text: string) => string
  /** A length of time, after "in" and before "ago". Open hours have no days: `isOpenTime`. */
  readonly span: (months: number, ms: number, isOpenTime: boolean) => string
}

import { hasSoundShape } from '../rules/check/shape.js'
import type { TopLevelCondition } from '../rules/condition.js'
import { ruleSetFaults } from '../rules/generated/rule-set-validator.js'
import type { Rule, TimeTrigger, Trigger } from '../rules/rule-set.js'
import { actionClause } from './action-clause.js'
import { conditionClause } from './condition-clause.js'
import { ENGLISH } from './english.js'
import { fill } from './fill.js'
import { quoted } from './quoted.js'
import { RUSSIAN } from './russian.js'
import { itemsOf, joined, spanPhrase } from './value-phrase.js'
import type { SentenceLanguage, Words } from './words.js'

export interface SentenceOptions {
  readonly language: SentenceLanguage
  /** The set's named conditions, so that they are explained where they stand. */
  readonly conditions?: { readonly [name: string]: unknown }
}

export function wordsOf(language: SentenceLanguage): Words {
  return language === 'ru' ? RUSSIAN : ENGLISH
}

/**
 * A rule as a sentence for people who don't read JSON: when, under which condition, what is done and how often. Long texts
 * and lists are cut. `null` for anything that the schema doesn't take as a rule. References are not looked up.
 */
export function ruleSentence(rule: unknown, { language, conditions = {} }: SentenceOptions): string | null {
  if (!isRule(rule)) return null
  const named = new Map<string, TopLevelCondition>()
  for (const [name, condition] of Object.entries(conditions)) if (isCondition(condition)) named.set(name, condition)
  return sentenceOf(rule, wordsOf(language), named)
}

function sentenceOf(rule: Rule, words: Words, named: ReadonlyMap<string, TopLevelCondition>): string {
  const { on, channels, when, then, stop, enabled } = rule
  const clause = when === undefined ? null : conditionClause(when, words, named)
  const deeds = then.map((action) => actionClause(action, rule, words))
  const text = [
    triggerClause(Array.isArray(on) ? on : [on], words),
    channels === undefined ? '' : fill(words.onChannels, { channels: joined(itemsOf(channels, words), words.or) }),
    clause === null ? '' : fill(words.condition, { condition: clause }),
    `: ${deeds.length === 0 ? words.nothingToDo : deeds.join('; ')}.`,
    stop === true ? words.stop : '',
  ].join('')
  const sentence = `${text.charAt(0).toUpperCase()}${text.slice(1)}`
  return enabled === false ? fill(words.off, { sentence }) : sentence
}

function triggerClause(triggers: readonly Trigger[], words: Words): string {
  const events = triggers.flatMap((one) => (typeof one === 'string' ? [words.triggers[one]] : []))
  const times = triggers.flatMap((one) => (typeof one === 'string' ? [] : [timeClause(one, words)]))
  const when = events.length === 0 ? [] : [fill(words.when, { triggers: joined(events, words.or) })]
  return joined([...when, ...times], words.or)
}

function timeClause({ after, since, businessHours, unless }: TimeTrigger, words: Words): string {
  const fillings = {
    span: spanPhrase(after, words, businessHours !== undefined),
    since: words.since[since],
    schedule: businessHours === undefined ? '' : quoted(businessHours, words),
  }
  const clause = fill(businessHours === undefined ? words.timeTrigger : words.openTimeTrigger, fillings)
  if (unless === undefined || unless.length === 0) return clause
  const events = unless.map((event) => words.disarmed[event])
  return `${clause}${fill(words.unless, { events: joined(events, words.or) })}`
}

function isRule(value: unknown): value is Rule {
  return isSound({ rules: [value] })
}

function isCondition(value: unknown): value is TopLevelCondition {
  return isSound({ conditions: { one: value } })
}

function isSound(set: unknown): boolean {
  const report = { error: () => {}, warning: () => {} }
  return hasSoundShape(set, report) && ruleSetFaults(set).length === 0
}

import { readRuleText } from '../../session/rule-file.js'
import type { RuleText } from '../../session/session.js'

/** What rules of all files may name, so that a form offers it. */
export interface RuleNames {
  readonly conditions: { readonly [name: string]: unknown }
  readonly byField: { readonly [field: string]: readonly string[] }
}

export function ruleNames(texts: readonly RuleText[], agents: readonly string[]): RuleNames {
  const read = texts.flatMap(({ text }) => readRuleText(text) ?? [])
  const schedules = read.flatMap((one) => one.schedules)
  const listed = (kind: string) => [...new Set(read.flatMap((one) => one.vocabulary[kind] ?? []))]
  return {
    conditions: Object.assign({}, ...read.map((one) => one.conditions)),
    byField: {
      schedule: schedules,
      businessHours: schedules,
      workflow: read.flatMap((one) => one.workflows),
      tags: listed('tags'),
      group: listed('groups'),
      field: listed('fields'),
      agent: agents,
      agents,
    },
  }
}

// What changed in one rule, in sentences that go on from "the rule …".
import type { Json } from '../../json.js'
import { canonicalJson } from '../canonical-json.js'
import { isRecord } from '../record.js'
import type { Rule } from '../rule-set.js'
import { conditionChanges } from './condition-changes.js'
import { fieldChanges } from './field-changes.js'
import { quoted, type RuleChange, step } from './rule-change.js'

export function ruleChanges(before: Rule, after: Rule): readonly RuleChange[] {
  const { id: _, on, when, then, enabled = true, ...old } = before
  const { id: __, on: freshOn, when: freshWhen, then: freshThen, enabled: freshEnabled = true, ...fresh } = after
  const names = [...new Set([...Object.keys(old), ...Object.keys(fresh)])]
  const fields = (from: object): { readonly [name: string]: unknown } => ({ ...from })
  return [
    ...switched(enabled, freshEnabled),
    ...triggerChanges(on, freshOn),
    ...conditionChanges(when, freshWhen, '/when'),
    ...actionChanges(then, freshThen),
    ...names.flatMap((name) => fieldChanges(fields(old)[name], fields(fresh)[name], step(name), `\`${name}\``)),
  ]
}

function switched(before: boolean, after: boolean): readonly RuleChange[] {
  if (before === after) return []
  return [{ pointer: '/enabled', before, after, sentence: after ? 'it is switched on' : 'it is switched off' }]
}

/** A trigger alone and a list of it are the same; order means nothing. */
function triggerChanges(before: Rule['on'], after: Rule['on']): readonly RuleChange[] {
  const [old, fresh] = [[before].flat(), [after].flat()].map(
    (all) => new Map(all.map((one) => [canonicalJson(one), one] as const)),
  )
  const change = (sentence: string, one: unknown, isNew: boolean): RuleChange => ({
    pointer: '/on',
    before: isNew ? undefined : (one as Json),
    after: isNew ? (one as Json) : undefined,
    sentence,
  })
  return [
    ...[...(old ?? [])]
      .filter(([key]) => !fresh?.has(key))
      .map(([, one]) => change(`it is no longer judged on ${triggerText(one)}`, one, false)),
    ...[...(fresh ?? [])]
      .filter(([key]) => !old?.has(key))
      .map(([, one]) => change(`it is now also judged on ${triggerText(one)}`, one, true)),
  ]
}

function triggerText(trigger: unknown): string {
  if (!isRecord(trigger)) return `\`${String(trigger)}\``
  const { after, since, ...more } = trigger
  const rest = Object.keys(more).length === 0 ? '' : ` ${quoted(more)}`
  return `${String(after)} after \`${String(since)}\`${rest}`
}

/** Equal actions are partners wherever they stand, then those that do the same, in order. */
function actionChanges(before: Rule['then'], after: Rule['then']): readonly RuleChange[] {
  const left = before.map((action, index) => ({ action, index, key: canonicalJson(action) }))
  const placed: { readonly from: number; readonly to: number }[] = []
  const partners = (fits: (one: (typeof left)[number], action: Rule['then'][number]) => boolean) => {
    for (const [to, action] of after.entries()) {
      if (placed.some((one) => one.to === to)) continue
      const found = left.findIndex((one) => fits(one, action))
      const [partner] = found < 0 ? [] : left.splice(found, 1)
      if (partner !== undefined) placed.push({ from: partner.index, to })
    }
  }
  partners((one, action) => one.key === canonicalJson(action))
  partners((one, action) => one.action.do === action.do)
  const order = placed.toSorted((one, other) => one.to - other.to)
  const isMoved = order.some(({ from }, index) => from < (order[index - 1]?.from ?? -1))
  const changes = after.flatMap((action, to): readonly RuleChange[] => {
    const pointer = `/then${step(to)}`
    const from = placed.find((one) => one.to === to)?.from
    if (from === undefined)
      return [{ pointer, before: undefined, after: json(action), sentence: `it now also does ${actionText(action)}` }]
    return fieldChanges(before[from], action, pointer, `\`${action.do}\``)
  })
  return [
    ...left.map(
      ({ action, index }): RuleChange => ({
        pointer: `/then${step(index)}`,
        before: json(action),
        after: undefined,
        sentence: `it no longer does ${actionText(action)}`,
      }),
    ),
    ...changes,
    ...(isMoved
      ? [{ pointer: '/then', before: json(before), after: json(after), sentence: 'its actions stand in another order' }]
      : []),
  ]
}

function actionText({ do: name, ...rest }: Rule['then'][number]): string {
  return Object.keys(rest).length === 0 ? `\`${name}\`` : `\`${name}\` ${quoted(rest)}`
}

function json(value: unknown): Json {
  return value as Json
}

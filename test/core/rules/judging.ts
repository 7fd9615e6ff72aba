import { expect } from 'chai'
import type { CompiledRules } from '../../../src/core/rules/compiled-rules.js'
import { type Judged, judgeRule } from '../../../src/core/rules/judge.js'
import { type LoadOptions, loadRuleSet } from '../../../src/core/rules/load-rule-set.js'
import { type FactSource, newSnapshot } from '../../../src/core/rules/snapshot.js'

/** Loads rules that have to be right, and judges the rule `r` on facts. */
export async function judged(ruleSet: unknown, facts: FactSource, options: LoadOptions = {}): Promise<Judged> {
  const rules = loaded(ruleSet, options)
  const rule = rules.byId.get('r')
  if (rule === undefined) throw new Error('there is no rule `r`')
  const said = await judgeRule(rule, newSnapshot(rules, facts))
  // json-rules-engine judges what has to be waited for; facts at hand are judged without it, and alike.
  const waitedFor = Object.entries(facts).map(([name, value]) => [
    name,
    typeof value === 'function' ? value : () => value,
  ])
  expect(await judgeRule(rule, newSnapshot(rules, Object.fromEntries(waitedFor)))).to.deep.equal(said)
  return said
}

export function loaded(ruleSet: unknown, options: LoadOptions = {}): CompiledRules {
  const result = loadRuleSet(ruleSet, options)
  if (!result.ok) throw new Error(result.diagnostics.map(({ pointer, message }) => `${pointer}: ${message}`).join('\n'))
  return result.rules
}

/** A set with one rule, `r`, under the condition. */
export function under(when: unknown, rest: object = {}): unknown {
  return { ...rest, rules: [{ id: 'r', on: 'message.received', when, then: [{ do: 'add-tags', tags: ['t'] }] }] }
}

/** What a single comparison says of an embedder's fact `x`, which may be anything. */
export function compare(x: unknown, operator: string, value: unknown, rest: object = {}): Promise<Judged> {
  const facts = { x, now: '2026-03-02T09:00:00.000Z' }
  return judged(under({ all: [{ fact: 'x', operator, value, ...rest }] }), facts, { facts: ['x'] })
}

export async function holds(x: unknown, operator: string, value: unknown, rest: object = {}): Promise<boolean> {
  return (await compare(x, operator, value, rest)).kind === 'matched'
}

export async function reason(x: unknown, operator: string, value: unknown): Promise<string | undefined> {
  const result = await compare(x, operator, value)
  return result.kind === 'failed' ? result.finding.reason : undefined
}

/** What it says with another fact's value, which no check has seen: the verdict, or the reason for being false. */
export async function asked(x: unknown, operator: string, y: unknown): Promise<string | undefined> {
  const facts = { x, y, now: '2026-03-02T09:00:00.000Z' }
  const set = under({ all: [{ fact: 'x', operator, value: { fact: 'y' } }] })
  const result = await judged(set, facts, { facts: ['x', 'y'] })
  return result.kind === 'failed' ? result.finding.reason : result.kind
}

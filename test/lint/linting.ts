import { expect } from 'chai'
import type { Rule, RuleSet } from '../../src/core/rules/rule-set.js'
import type { LintFinding } from '../../src/lint/finding.js'
import { type LintOptions, lintRules } from '../../src/lint/lint-rules.js'
import { runScenario } from '../../src/testing/run-scenario.js'

// Rule sets to lint, what is found in them, and whether its witnesses tell the truth.

export const OFFICE: NonNullable<RuleSet['schedules']> = {
  office: { zone: 'Europe/Moscow', week: { 'mon-fri': ['09:00-18:00'] } },
}
export const says = (text = 'Hello') => ({ do: 'send-message', text }) as const
export const leaf = (fact: string, path: string, operator: string, value: unknown) => ({ fact, path, operator, value })
export const text = (operator: string, value: unknown) => leaf('message', '$.text', operator, value)

export function setOf(rules: readonly (Partial<Rule> & { readonly id: string })[], rest: RuleSet = {}): RuleSet {
  const whole = rules.map(
    (rule): Rule => ({ on: 'message.received', then: [{ do: 'add-tags', tags: [rule.id] }], ...rule }),
  )
  return { schedules: OFFICE, ...rest, rules: whole }
}

/** Warnings and errors; remarks with `info`. */
export async function lint(set: RuleSet | readonly RuleSet[], options?: LintOptions): Promise<readonly LintFinding[]> {
  const found = await lintRules(set, options)
  return found.filter(({ severity }) => severity !== 'info')
}

export async function codes(set: RuleSet | readonly RuleSet[], options?: LintOptions): Promise<readonly string[]> {
  return (await lint(set, options)).map(({ code, pointer }) => `${code} ${pointer}`)
}

/** The only finding, whose witness has been played by the scenario runner. */
export async function shown(set: RuleSet): Promise<LintFinding> {
  const found = await lint(set)
  expect(found, JSON.stringify(found)).to.have.length(1)
  const [only] = found
  if (only === undefined) throw new Error('Nothing was found')
  expect(only.witness, only.message).to.be.an('object')
  await playsOut(only, set)
  return only
}

export async function playsOut({ witness, message }: LintFinding, set: RuleSet | readonly RuleSet[]): Promise<void> {
  if (witness === null || witness === undefined) return
  const result = await runScenario(witness.scenario, { rules: set })
  expect(result.differences, `${message}\n${witness.story}\n${JSON.stringify(witness.scenario)}`).to.deep.equal([])
}

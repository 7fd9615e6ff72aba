import { expect } from 'chai'
import { type CheckOptions, checkRuleSet } from '../../../src/core/rules/check-rule-set.js'
import type { Diagnostic } from '../../../src/core/rules/diagnostic.js'

// Sets that are right but for one thing, and what is found in them.

export const SCHEDULES = { support: { zone: 'Europe/Moscow', week: { 'mon-fri': ['09:00-18:00'] } } }
export const TAG = { do: 'add-tags', tags: ['t'] }

export const set = (rule: object, rest: object = {}): object => ({
  schedules: SCHEDULES,
  ...rest,
  rules: [{ id: 'r', on: 'message.received', then: [TAG], ...rule }],
})
export const withLeaf = (leaf: object, rest: object = {}): object => set({ when: { all: [leaf] } }, rest)
export const withAction = (action: object, rest: object = {}): object => set({ then: [action] }, rest)
export const codes = (input: unknown, options?: CheckOptions): string[] =>
  checkRuleSet(input, options).map(({ code, pointer }) => `${code} ${pointer}`)
export const only = (input: unknown, options?: CheckOptions): Diagnostic => {
  const found = checkRuleSet(input, options)
  expect(found, JSON.stringify(found)).to.have.length(1)
  return found[0] ?? { severity: 'error', code: 'not-json', message: '', pointer: '' }
}
export const LEAF = '/rules/0/when/all/0'
export const THEN = '/rules/0/then/0'

/** What the fix writes; `undefined` when there is none, or another kind of fix. */
export const fixedTo = ({ fix }: Diagnostic): unknown => (fix !== undefined && 'value' in fix ? fix.value : undefined)

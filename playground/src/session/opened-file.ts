// What a file from outside is: a saved session, a scenario, rules or a workflow; or what is wrong with it, and where.
import { parseRuleFile } from 'caseline/lint'
import { readScenario, type Scenario, ScenarioError } from 'caseline/testing'
import { readSession } from './read-session.js'
import type { RuleText, Session } from './session.js'

export interface FileFault {
  readonly name: string
  readonly message: string
  readonly line: number
  readonly column: number
}

export interface ScenarioFile {
  readonly name: string
  readonly scenario: Scenario
}

export type OpenedFile =
  | { readonly kind: 'session'; readonly session: Session }
  | ({ readonly kind: 'scenario' } & ScenarioFile)
  | ({ readonly kind: 'rules' } & RuleText)
  | ({ readonly kind: 'fault' } & FileFault)

/** Rule files are taken as they are: what is wrong in them, the editor shows. */
export function readOpened(name: string, text: string): OpenedFile {
  const parsed = parseRuleFile(text, name)
  const fault = (message: string, pointer: string): OpenedFile => {
    const { line, column } = parsed.placed({ code: 'wrong-value', pointer })
    return { kind: 'fault', name, message, line, column }
  }
  const { value } = parsed
  if (isObject(value) && RULE_KEYS.some((key) => Object.hasOwn(value, key)) && !Array.isArray(value.steps))
    return { kind: 'rules', name, text }
  const [unreadable] = parsed.diagnostics
  if (unreadable !== undefined)
    return { kind: 'fault', name, message: unreadable.message, line: unreadable.line, column: unreadable.column }
  if (isObject(value) && Array.isArray(value.acts)) {
    const read = readSession(value)
    return read.ok
      ? { kind: 'session', session: read.session }
      : fault('This is not what a session says here', read.pointer)
  }
  if (isObject(value) && Array.isArray(value.steps)) {
    try {
      return { kind: 'scenario', name, scenario: readScenario(value) }
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error
      const [first] = error.faults
      return fault(first?.message ?? error.message, first?.pointer ?? '')
    }
  }
  return fault('This is neither rules nor a workflow, a scenario or a session', '')
}

const RULE_KEYS = ['rules', 'schedules', 'conditions', 'vocabulary', 'workflows', 'steps'] as const

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

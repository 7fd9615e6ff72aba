import type { Diagnostic, RuleFiles } from 'caseline'
import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser'
import type { RuleText } from './session.js'

/** Rules by id that were switched on or off by hand. */
export type Switches = ReadonlyMap<string, boolean>

export type ReadRules =
  | { readonly ok: true; readonly rules: RuleFiles }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] }

/** Texts as the engine takes them; whether the rules in them are right is looked at by the desk. */
export function readRules(texts: readonly RuleText[], switches: Switches = new Map()): ReadRules {
  const diagnostics: Diagnostic[] = []
  const sources = texts.map(({ name, text }) => {
    const errors: ParseError[] = []
    const value: unknown = plainJson(text) ?? parse(text, errors, { allowTrailingComma: true, disallowComments: false })
    for (const { error, offset } of errors.slice(0, 1))
      diagnostics.push({
        code: 'syntax-error',
        severity: 'error',
        message: `This is not JSON: ${printParseErrorCode(error)} at character ${offset + 1}`,
        pointer: '',
        source: name,
      })
    return { name, value: switched(value, switches) }
  })
  return diagnostics.length > 0 ? { ok: false, diagnostics } : { ok: true, rules: { kind: 'rule-files', sources } }
}

/** Most files have no comments, and of 100,000 rules the browser's own reader is forty times as quick. */
function plainJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function switched(set: unknown, switches: Switches): unknown {
  if (switches.size === 0 || !isObject(set) || !Array.isArray(set.rules)) return set
  return { ...set, rules: set.rules.map((rule: unknown) => switchedRule(rule, switches)) }
}

function switchedRule(rule: unknown, switches: Switches): unknown {
  if (!isObject(rule) || typeof rule.id !== 'string') return rule
  const isOn = switches.get(rule.id)
  return isOn === undefined ? rule : { ...rule, enabled: isOn }
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

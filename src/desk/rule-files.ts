import type { RuleSetSource } from '../core/rules/check-rule-set.js'
import type { CompiledRules } from '../core/rules/compiled-rules.js'
import type { Diagnostic } from '../core/rules/diagnostic.js'
import { loadRuleSet } from '../core/rules/load-rule-set.js'
import type { RuleSet } from '../core/rules/rule-set.js'

/** What `loadRules` read: one rule set from one or more files. */
export interface RuleFiles {
  readonly kind: 'rule-files'
  readonly sources: readonly RuleSetSource[]
}

/** A rule set with errors; `diagnostics` has all of them at once. */
export class RuleSetError extends Error {
  override readonly name = 'RuleSetError'
  readonly code = 'faulty-rules'
  readonly diagnostics: readonly Diagnostic[]

  constructor(diagnostics: readonly Diagnostic[]) {
    const lines = diagnostics.map((one) => `  ${one.source ?? ''}${one.pointer}: ${one.message} (${one.code})`)
    super(`The rules have ${diagnostics.length} ${diagnostics.length === 1 ? 'fault' : 'faults'}:\n${lines.join('\n')}`)
    this.diagnostics = diagnostics
  }
}

/**
 * Reads rule files (`*.json`, comments allowed) and folders of them. Throws `RuleSetError` for files that aren't JSON;
 * whether the rules are right is looked at by `createDesk`. Node only.
 */
export async function loadRules(...paths: readonly string[]): Promise<RuleFiles> {
  const { readRuleFiles } = await import('#files')
  const read = await readRuleFiles(paths)
  if (read.diagnostics.length > 0) throw new RuleSetError(read.diagnostics)
  return { kind: 'rule-files', sources: read.sources }
}

/** Compiles what `createDesk` was given; throws `RuleSetError` with every fault. */
export function compileRules(
  rules: RuleSet | readonly RuleSet[] | RuleFiles,
  known: NonNullable<Parameters<typeof loadRuleSet>[1]>,
): CompiledRules {
  const loaded = loadRuleSet(sourcesOf(rules), known)
  if (!loaded.ok) throw new RuleSetError(loaded.diagnostics)
  return loaded.rules
}

export function sourcesOf(rules: RuleSet | readonly RuleSet[] | RuleFiles): readonly RuleSetSource[] {
  if ('kind' in rules && rules.kind === 'rule-files') return rules.sources
  const sets: readonly unknown[] = Array.isArray(rules) ? rules : [rules]
  return sets.map((value, index) => ({ name: sets.length === 1 ? 'rules' : `rules[${index}]`, value }))
}

import type { CheckOptions } from '../core/rules/check-rule-set.js'
import { DIAGNOSTIC_CODES, type Diagnostic } from '../core/rules/diagnostic.js'
import { setName } from '../desk/check-rules.js'
import { documented, type LintFinding } from '../lint/finding.js'
import { lintRules } from '../lint/lint-rules.js'
import { fail } from './problem.js'
import type { RuleDiagnostic } from './wire/rules.js'

/** Findings about `sets` of a body. */
export function toldDiagnostics(diagnostics: readonly LintFinding[], sets: number): readonly RuleDiagnostic[] {
  const names = new Map(Array.from({ length: sets }, (_, index) => [setName(index), index]))
  return diagnostics.map(({ severity, code, message, pointer, source, docs, fix, witness, noWitness }) => ({
    severity,
    code,
    message,
    means: DIAGNOSTIC_CODES[code],
    set: names.get(source ?? '') ?? null,
    pointer,
    docs,
    ...(witness === undefined ? {} : { witness }),
    ...(noWitness === undefined ? {} : { noWitness }),
    ...(fix === undefined ? {} : { fix }),
  }))
}

/** Every fault at once. */
export function refuseRules(diagnostics: readonly Diagnostic[], sets: number): never {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length
  return fail('invalid-rules', `The rules have ${errors} ${errors === 1 ? 'fault' : 'faults'}; nothing was changed`, {
    diagnostics: toldDiagnostics(diagnostics.map(documented), sets),
  })
}

/** What the lint says of sets that a body named, without keeping other requests waiting. */
export function lintSets(sets: readonly unknown[], known: CheckOptions): Promise<readonly LintFinding[]> {
  const sources = sets.map((value, index) => ({ name: setName(index), value }))
  return lintRules(sources, { ...known, pause: () => new Promise((resolve) => setImmediate(resolve)) })
}

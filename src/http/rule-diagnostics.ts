import { DIAGNOSTIC_CODES, type Diagnostic } from '../core/rules/diagnostic.js'
import { setName } from '../desk/check-rules.js'
import { fail } from './problem.js'
import type { RuleDiagnostic } from './wire/rules.js'

/** Findings about `sets` of a body. */
export function toldDiagnostics(diagnostics: readonly Diagnostic[], sets: number): readonly RuleDiagnostic[] {
  const names = new Map(Array.from({ length: sets }, (_, index) => [setName(index), index]))
  return diagnostics.map(({ severity, code, message, pointer, source, fix }) => ({
    severity,
    code,
    message,
    means: DIAGNOSTIC_CODES[code],
    set: names.get(source ?? '') ?? null,
    pointer,
    ...(fix === undefined ? {} : { fix }),
  }))
}

/** Every fault at once. */
export function refuseRules(diagnostics: readonly Diagnostic[], sets: number): never {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length
  return fail('invalid-rules', `The rules have ${errors} ${errors === 1 ? 'fault' : 'faults'}; nothing was changed`, {
    diagnostics: toldDiagnostics(diagnostics, sets),
  })
}

import { type Diagnostic, RuleSetError } from 'caseline'
import type { FrameRefusal } from './frame.js'

/** Rules that the engine doesn't take, with everything that is wrong with them. */
export interface RulesFault {
  readonly refusal: FrameRefusal
  readonly diagnostics: readonly Diagnostic[]
}

/** Of findings, or of what `setRules` threw; anything but faulty rules is thrown on. */
export function faultyRules(found: unknown): RulesFault {
  const diagnostics = Array.isArray(found) ? found : found instanceof RuleSetError ? found.diagnostics : null
  if (diagnostics === null) throw found
  const [first] = diagnostics
  const message = first === undefined ? 'The rules have faults' : `${first.source ?? ''} ${first.message}`.trim()
  return { refusal: { code: 'faulty-rules', message }, diagnostics }
}

import type { CompiledRules } from '../rules/compiled-rules.js'
import { type Frame, topOf, type WorkflowInstance } from './instance.js'

/**
 * The run in the workflow's present version where its `migrate` map names the step that it waits in (spec W5); the same
 * object otherwise: it then finishes on the version that it started with.
 */
export function migrated(instance: WorkflowInstance, rules: CompiledRules): WorkflowInstance {
  const top = topOf(instance)
  const current = rules.workflows.get(top.definition.id)
  if (current === undefined || current.version === top.version) return instance
  const { migrate = {} } = current.definition
  const step = Object.hasOwn(migrate, top.step) ? migrate[top.step] : undefined
  if (step === undefined) return instance
  const frame: Frame = { ...top, definition: current.definition, version: current.version, step }
  return { ...instance, stack: instance.stack.with(-1, frame) }
}

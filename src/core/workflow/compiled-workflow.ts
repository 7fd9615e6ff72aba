import type { RE2JS } from 're2js'
import type { AnyStateMachine } from 'xstate'
import type { CompiledAction, CompiledRule } from '../rules/compiled-action.js'
import type { CompiledJson } from '../template/compile-json.js'
import type { CompiledText } from '../template/compile-text.js'
import type { Workflow, WorkflowStep } from './workflow.js'

/** A checked workflow, ready to run; immutable. */
export interface CompiledWorkflow {
  readonly definition: Workflow
  /** Names what the definition says. */
  readonly version: string
  readonly steps: ReadonlyMap<string, CompiledStep>
  /** Facts that its conditions read. */
  readonly facts: ReadonlySet<string>
  /** Made when it is first asked for. */
  readonly machine: () => AnyStateMachine
  /** The machine's answer: where an event leads from a step; `null`: the step knows no such event. */
  readonly target: (step: string, event: string) => string | null
}

/** A step with its templates, conditions and pattern compiled; pointers lead into the step. */
export interface CompiledStep {
  readonly name: string
  readonly step: WorkflowStep
  readonly texts: ReadonlyMap<string, CompiledText>
  readonly bodies: ReadonlyMap<string, CompiledJson>
  /** Fact paths that its texts and bodies read. */
  readonly variables: readonly string[]
  /** `do`: its actions. */
  readonly actions: readonly CompiledAction[]
  /** `choose`: its conditions, each as a rule; `null`: it names a condition that is gone. */
  readonly choices: readonly (CompiledRule | null)[]
  /** `ask` as `regex`. */
  readonly pattern: RE2JS | null
}

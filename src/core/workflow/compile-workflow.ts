import type { AnyStateMachine } from 'xstate'
import { compileActions, compiledBody, compiledTexts } from '../rules/compile-actions.js'
import { factsOf } from '../rules/compile-condition.js'
import type { CompiledRule } from '../rules/compiled-action.js'
import { type CompiledCondition, compileCondition, type NamedConditions } from '../rules/index/compiled-condition.js'
import type { PredicateTable } from '../rules/index/predicate-table.js'
import type { OperatorTable } from '../rules/operators/engine-operators.js'
import { compilePattern } from '../rules/operators/pattern.js'
import type { Text, TopLevelCondition } from '../rules/rule-set.js'
import { contentVersion } from '../rules/rule-set-version.js'
import type { CompiledStep, CompiledWorkflow } from './compiled-workflow.js'
import { machineOf, type Targets, targetsIn } from './machine.js'
import type { Workflow, WorkflowStep } from './workflow.js'

/** What a workflow uses of the rule set around it. */
export interface WorkflowPlace {
  readonly operators: OperatorTable
  readonly named: NamedConditions
  readonly predicates: PredicateTable
}

/** Names what runs: start and steps. */
export function workflowVersion({ id, start, steps }: Workflow): string {
  return contentVersion({ id, start, steps })
}

/** Readies a workflow that has been checked. */
export function compileWorkflow(
  definition: Workflow,
  place: WorkflowPlace,
  version: string = workflowVersion(definition),
): CompiledWorkflow {
  const steps = Object.entries(definition.steps).map(
    ([name, step]) => [name, compileStep(name, step, `${definition.id}@${version}`, place)] as const,
  )
  const choices = steps.flatMap(([, step]) => step.choices)
  let machine: AnyStateMachine | null = null
  let targets: Targets | null = null
  const made = (): AnyStateMachine => {
    machine ??= machineOf(definition)
    return machine
  }
  return {
    definition,
    version,
    steps: new Map(steps),
    facts: new Set(choices.flatMap((choice) => [...(choice?.facts ?? [])])),
    machine: made,
    target: (step, event) => {
      targets ??= targetsIn(made())
      return targets.get(step)?.get(event) ?? null
    },
  }
}

/** Compiles on demand and keeps the last few: chats wait in old versions for days. */
export function workflowKeeper(place: WorkflowPlace): (definition: Workflow, version: string) => CompiledWorkflow {
  const kept = new Map<string, CompiledWorkflow>()
  return (definition, version) => {
    const key = `${definition.id} ${version}`
    const known = kept.get(key)
    if (known !== undefined) return known
    const compiled = compileWorkflow(definition, place, version)
    if (kept.size >= MOST_KEPT) kept.clear()
    kept.set(key, compiled)
    return compiled
  }
}

const MOST_KEPT = 500

function compileStep(name: string, step: WorkflowStep, workflow: string, place: WorkflowPlace): CompiledStep {
  const texts = compiledTexts(textsOf(step))
  const bodies = 'call' in step ? compiledBody('/call/args', step.call.args) : new Map()
  const variables = [...texts.values(), ...bodies.values()].flatMap((one) => one.variables)
  const pattern = 'ask' in step && step.ask.pattern !== undefined ? compilePattern(step.ask.pattern) : null
  return {
    name,
    step,
    texts,
    bodies,
    variables: [...new Set(variables)],
    actions: 'do' in step ? compileActions(step.do) : [],
    choices:
      'choose' in step
        ? step.choose.map(({ when }, index) => choiceOf(`${workflow}/${name}/${index}`, when, place))
        : [],
    pattern: typeof pattern === 'string' ? null : pattern,
  }
}

/** Every text of a step that is a template, by its pointer. */
export function textsOf(step: WorkflowStep): readonly (readonly [pointer: string, text: Text])[] {
  const some = (pointer: string, text: Text | undefined) => (text === undefined ? [] : [[pointer, text] as const])
  if ('send' in step) return some('/send/text', step.send.text)
  if ('ask' in step) return questionTexts('/ask', step.ask)
  if ('menu' in step) return questionTexts('/menu', step.menu)
  if ('wait' in step) return 'until' in step.wait ? some('/wait/until', step.wait.until) : []
  if ('handoff' in step) return some('/handoff/note', step.handoff.note)
  return []
}

interface Asking {
  readonly text: Text
  readonly invalid?: Text
  readonly options?: readonly { readonly label: Text }[]
}

function questionTexts(pointer: string, { text, invalid, options = [] }: Asking) {
  return [
    [`${pointer}/text`, text] as const,
    ...(invalid === undefined ? [] : [[`${pointer}/invalid`, invalid] as const]),
    ...options.map(({ label }, index) => [`${pointer}/options/${index}/label`, label] as const),
  ]
}

/** `null`: a former version names a condition that is gone. */
function choiceOf(id: string, when: TopLevelCondition, place: WorkflowPlace): CompiledRule | null {
  const { named, operators, predicates } = place
  const condition = conditionOf(when, named, predicates)
  if (condition === null) return null
  const facts = factsOf(when, named.definitions, operators)
  return { rule: { id, on: [], when, then: [] }, order: 0, timeTriggers: [], actions: [], condition, facts }
}

function conditionOf(
  when: TopLevelCondition,
  named: NamedConditions,
  predicates: PredicateTable,
): CompiledCondition | null {
  try {
    return compileCondition(when, named, predicates)
  } catch {
    return null
  }
}

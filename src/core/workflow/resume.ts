// Something from outside reaches a run that waits: a message, its timer, what a function returned. What is of another wait,
// or of another kind than what is waited for, changes nothing.
import type { Context } from '../automation/context.js'
import type { PassFacts } from '../automation/facts.js'
import { delayedUntil } from '../automation/time-rules.js'
import type { Json } from '../json.js'
import type { CompiledRules } from '../rules/compiled-rules.js'
import type { CallOutcome, Command } from '../thread/command.js'
import type { Draft } from '../thread/draft.js'
import type { Attachment } from '../thread/message.js'
import { chatOf } from '../thread/thread.js'
import { choiceIn } from './answer/choice-in.js'
import { MOST_READ, understood } from './answer/understand.js'
import { withTrace } from './begin.js'
import { callFunction } from './call-function.js'
import type { CompiledStep } from './compiled-workflow.js'
import { question } from './enter.js'
import type { Entered } from './entered.js'
import { MOST_RESUMES, topOf, type WorkflowInstance } from './instance.js'
import { isInterruptedBy } from './interrupt.js'
import { keepAnswer } from './keep-answer.js'
import { migrated } from './migrate.js'
import { goOn, handedOver, type Moved, runOn, workflowOf } from './run-on.js'
import { languageOf, type Run, type Running, valuesFor } from './running.js'
import { labelsOf, pressedOption } from './say.js'
import { waitKey } from './wait-key.js'
import { kindOf } from './ways.js'
import type { AnswerOption, CallStep } from './workflow.js'
import type { WorkflowCause } from './workflow-trace.js'

export type Input =
  | {
      readonly kind: 'message'
      readonly message: string
      readonly text: string
      readonly attachments: readonly Attachment[]
      readonly payload: string | undefined
    }
  | { readonly kind: 'timer' }
  | { readonly kind: 'outcome'; readonly call: string; readonly outcome: CallOutcome }

export interface Resumed {
  readonly draft: Draft
  /** The run took the input: a message is an answer to its question. */
  readonly isTaken: boolean
}

export async function resume(
  draft: Draft,
  number: number,
  input: Input,
  command: Command,
  facts: PassFacts,
  rules: CompiledRules,
  context: Context,
): Promise<Resumed> {
  const stored = chatOf(draft.thread, number)?.workflow
  if (stored === undefined) return { draft, isTaken: false }
  const instance = migrated(stored, rules)
  const isMoved = instance !== stored
  const frame = topOf(instance)
  const compiled = workflowOf(frame, { rules }).steps.get(frame.step)
  const running: Running = { context, rules, command, chat: number, facts, isAnswer: false }
  const next: WorkflowInstance = { ...instance, resumes: instance.resumes + 1 }
  const run: Run = { draft, instance: next, steps: [], said: 0 }
  const because = causeOf(input, stored)
  const told = (moved: Moved) => withTrace(moved, running, stored, because, ...(isMoved ? [frame.version] : []))

  if (stored.resumes >= MOST_RESUMES) return taken(told(handedOver(run, running, 'too-many-resumes')))
  if (!rules.workflows.has(stored.workflow)) return taken(told(handedOver(run, running, 'missing-workflow')))
  if (compiled === undefined) return taken(told(handedOver(run, running, 'missing-step')))
  // Another kind of step than the one it waited in: it is done from its beginning.
  if (isMoved && kindOf({ ...compiled.step }) !== kindIn(stored)) return taken(told(await runOn(run, running)))

  const reaction = await react(run, running, compiled, input, stored)
  if (reaction === null) return { draft, isTaken: false }
  const { entered, isUnderstood } = reaction
  const going = { ...running, isAnswer: isUnderstood }
  const first = goOn(entered, going)
  return taken(told('now' in first ? first : await runOn(first.run, going)))
}

function taken(draft: Draft): Resumed {
  return { draft, isTaken: true }
}

function kindIn(instance: WorkflowInstance) {
  const { definition, step } = topOf(instance)
  const found = Object.hasOwn(definition.steps, step) ? definition.steps[step] : undefined
  return found === undefined ? undefined : kindOf({ ...found })
}

function causeOf(input: Input, stored: WorkflowInstance): WorkflowCause {
  switch (input.kind) {
    case 'message': {
      const pressed = pressedOption(input.payload, stored)
      return { kind: 'message', message: input.message, ...(pressed === null ? {} : { pressed }) }
    }
    case 'timer':
      return { kind: 'timer' }
    case 'outcome':
      return {
        kind: 'outcome',
        call: input.call,
        ...(input.outcome.ok ? {} : { failure: input.outcome.message }),
      }
    default:
      return input satisfies never
  }
}

interface Reaction {
  readonly entered: Entered
  readonly isUnderstood: boolean
}

/** `null`: it isn't for this wait. */
async function react(
  run: Run,
  running: Running,
  compiled: CompiledStep,
  input: Input,
  { wait, ...stored }: WorkflowInstance,
): Promise<Reaction | null> {
  const plain = (entered: Entered): Reaction => ({ entered, isUnderstood: false })
  const go = (event: 'timeout' | 'due' | 'customer wrote'): Reaction => plain({ run, told: {}, go: event })
  switch (input.kind) {
    case 'message':
      if (wait.for === 'answer') return hear(run, running, compiled, input, { ...stored, wait }, wait.left)
      return isInterruptedBy(compiled.step, 'customer') ? go('customer wrote') : null
    case 'timer':
      if (wait.for === 'time') return go('due')
      if (wait.for !== 'retry') return go('timeout')
      if (wait.until !== null && Date.parse(wait.until) <= Date.parse(running.command.at)) return go('timeout')
      return plain(await callFunction(run, running, compiled, wait.attempt, wait.until))
    case 'outcome':
      if (wait.for !== 'outcome' || wait.call !== input.call || !('call' in compiled.step)) return null
      return plain(returned(run, running, compiled.step, input.outcome, wait.attempt, wait.due))
    default:
      return input satisfies never
  }
}

/** An answer is kept where the step wants it; one that isn't understood is asked for again, so many times. */
async function hear(
  run: Run,
  running: Running,
  compiled: CompiledStep,
  input: Extract<Input, { kind: 'message' }>,
  stored: WorkflowInstance,
  left: number,
): Promise<Reaction | null> {
  const { step } = compiled
  if (!('ask' in step) && !('menu' in step)) return null
  const asking = 'ask' in step ? step.ask : step.menu
  const options: readonly AnswerOption[] = asking.options ?? []
  const pointer = 'ask' in step ? '/ask' : '/menu'
  const language = languageOf(run.draft, running)
  const labels = labelsOf(compiled, `${pointer}/options`, await valuesFor(run, running, compiled), language)
  const pressed = pressedOption(input.payload, stored)
  const said = { ...input, at: running.command.at, language, pressed }
  const answer =
    'ask' in step
      ? understood(step.ask, said, labels, compiled.pattern)
      : (pressed ?? choiceIn(input.text.slice(0, MOST_READ), labels))
  if (answer === null) {
    // A button of another question isn't a wrong answer to this one.
    if (pressed === null && isButton(input.payload)) return null
    const again = asking.invalid === undefined ? `${pointer}/text` : `${pointer}/invalid`
    if (left <= 0) return { entered: { run, told: {}, go: 'gave up' }, isUnderstood: false }
    const shown = labels.length === 0 ? null : `${pointer}/options`
    return { entered: await question(run, running, compiled, again, shown, left - 1), isUnderstood: false }
  }
  const chosen = typeof answer === 'number' && labels.length > 0 ? answer : null
  const value: Json = chosen === null ? answer : (options[chosen]?.value ?? labels[chosen] ?? null)
  const draft = keepAnswer(run.draft, running.chat, asking.into, value, running.command.at)
  const go = 'ask' in step || chosen === null ? 'answered' : (`choice ${chosen + 1}` as const)
  return { entered: { run: { ...run, draft }, told: { answer: value }, go, answer: value }, isUnderstood: true }
}

/** What `say.ts` gives buttons. */
function isButton(payload: string | undefined): boolean {
  return payload !== undefined && /^[0-9a-f]{16}\.\d+\.\d+$/u.test(payload)
}

const BACKOFF = 'PT10S'

function returned(
  run: Run,
  { chat, command }: Running,
  step: CallStep,
  outcome: CallOutcome,
  attempt: number,
  until: string | null,
): Entered {
  if (outcome.ok) {
    const { value } = outcome
    const draft = keepAnswer(run.draft, chat, step.call.into, value, command.at)
    return { run: { ...run, draft }, told: { answer: value }, go: 'returned', answer: value }
  }
  const told = { problem: outcome.message }
  if (attempt > (step.retry?.times ?? 0)) return { run, told, go: 'failed' }
  const pause = Date.parse(delayedUntil(command.at, step.retry?.backoff ?? BACKOFF)) - Date.parse(command.at)
  const again = new Date(Date.parse(command.at) + pause * 2 ** (attempt - 1)).toISOString()
  const due = until !== null && until < again ? until : again
  return { run, told, wait: { for: 'retry', attempt: attempt + 1, due, until } }
}

/** Whether a timer is that of the present wait, and its time has come. */
export function isDue(instance: WorkflowInstance, key: string, at: string): boolean {
  const { due } = instance.wait
  return due !== null && waitKey(instance) === key && Date.parse(due) <= Date.parse(at)
}

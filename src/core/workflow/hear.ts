// A customer's message as the answer to the question that a run waits in.
import type { Json } from '../json.js'
import { bare, choiceIn } from './answer/choice-in.js'
import { MOST_READ, understood } from './answer/understand.js'
import type { CompiledStep } from './compiled-workflow.js'
import { question } from './enter.js'
import type { Entered } from './entered.js'
import type { Input } from './input.js'
import type { WorkflowInstance } from './instance.js'
import { keepAnswer } from './keep-answer.js'
import { languageOf, type Run, type Running, valuesFor } from './running.js'
import { labelsOf, pressedOption } from './say.js'
import type { WayEvent } from './ways.js'

export interface Heard {
  readonly entered: Entered
  readonly isUnderstood: boolean
}

type Message = Extract<Input, { kind: 'message' }>

/** An answer is kept where the step wants it; one that isn't understood is asked for again, `left` times. `null`: it is about something else. */
export async function hear(
  run: Run,
  running: Running,
  compiled: CompiledStep,
  input: Message,
  stored: WorkflowInstance,
  left: number,
): Promise<Heard | null> {
  const asking = askingOf(compiled)
  if (asking === null) return null
  const { pointer, into, invalid } = asking
  const answer = await answerIn(run, running, compiled, input, stored)
  if (answer === null) {
    // A button of another question isn't a wrong answer to this one.
    if (isButton(input.payload) && pressedOption(input.payload, stored) === null) return null
    if (left <= 0) return { entered: { run, told: {}, go: 'gave up' }, isUnderstood: false }
    const again = invalid === undefined ? `${pointer}/text` : `${pointer}/invalid`
    const shown = asking.options === undefined ? null : `${pointer}/options`
    return { entered: await question(run, running, compiled, again, shown, left - 1), isUnderstood: false }
  }
  const { value, go } = answer
  const field = isContact(compiled) ? (String(value).includes('@') ? 'customer.email' : 'customer.phone') : into
  const draft = keepAnswer(run.draft, running.chat, field, value, running.command.at)
  return { entered: { run: { ...run, draft }, told: { answer: value }, go, answer: value }, isUnderstood: true }
}

/** The answer as it is kept, and where it leads; `null`: it isn't understood. */
export async function answerIn(
  run: Run,
  running: Running,
  compiled: CompiledStep,
  input: Message,
  stored: WorkflowInstance,
): Promise<{ readonly value: Json; readonly go: WayEvent; readonly isAll: boolean } | null> {
  const { step } = compiled
  const asking = askingOf(compiled)
  if (asking === null) return null
  const language = languageOf(run.draft, running)
  const labels =
    asking.options === undefined
      ? []
      : labelsOf(compiled, `${asking.pointer}/options`, await valuesFor(run, running, compiled), language)
  const pressed = pressedOption(input.payload, stored)
  const said = { ...input, at: running.command.at, language, pressed }
  const answer =
    'ask' in step
      ? await understood(step.ask, said, labels, compiled.pattern)
      : (pressed ?? choiceIn(input.text.slice(0, MOST_READ), labels))
  if (answer === null) return null
  const isAll = pressed !== null || isAllOf(compiled, input, labels)
  if (typeof answer !== 'number' || labels.length === 0) return { value: answer, go: 'answered', isAll }
  const value = asking.options?.[answer]?.value ?? labels[answer]
  // A button may name an option that a new version no longer has.
  if (value === undefined) return null
  return { value, go: 'ask' in step ? 'answered' : `choice ${answer + 1}`, isAll }
}

const MOST_WORDS = 2

/** The message is the answer and hardly more: `5`, `5, thanks`, a label; not a question that has a number in it. */
function isAllOf({ step }: CompiledStep, { text, attachments }: Message, labels: readonly string[]): boolean {
  if (attachments.length > 0 || text.includes('?')) return false
  if ('ask' in step && (step.ask.as === 'text' || step.ask.as === 'regex')) return true
  // Figures, addresses and signs are the answer's own.
  const words = text.split(/\s+/u).filter((word) => /\p{L}/u.test(word) && !word.includes('@'))
  return words.length <= MOST_WORDS || labels.some((label) => bare(label) === bare(text))
}

function isContact({ step }: CompiledStep): boolean {
  return 'ask' in step && step.ask.as === 'contact'
}

export function askingOf({ step }: CompiledStep) {
  if ('ask' in step) return { pointer: '/ask', ...step.ask }
  return 'menu' in step ? { pointer: '/menu', ...step.menu } : null
}

/** What `say.ts` gives buttons. */
function isButton(payload: string | undefined): boolean {
  return payload !== undefined && /^[0-9a-f]{16}\.\d+\.\d+$/u.test(payload)
}

// What a workflow says: a text, or a question with answers to choose from.
import { sayAutomatically } from '../automation/say.js'
import { isStorm } from '../automation/withhold.js'
import type { Choices } from '../effect/effect.js'
import type { WithheldBy } from '../rules/verdict.js'
import type { TemplateFacts } from '../template/template.js'
import type { CompiledStep } from './compiled-workflow.js'
import { authorOf, languageOf, nextId, type Run, type Running, valuesFor } from './running.js'
import { waitKey } from './wait-key.js'

export type Saying =
  | { readonly run: Run; readonly message: string; readonly withheld?: never; readonly problem?: never }
  | { readonly run: Run; readonly withheld: WithheldBy; readonly problem?: never }
  | { readonly run: Run; readonly problem: string; readonly withheld?: never }

/** Says the text at `pointer`; `choices`: the pointer of the options that follow it as a numbered list or as buttons. */
export async function say(
  run: Run,
  running: Running,
  step: CompiledStep,
  pointer: string,
  choices: string | null = null,
): Promise<Saying> {
  const { context, chat, command, isAnswer } = running
  const values = await valuesFor(run, running, step)
  const language = languageOf(run.draft, running)
  const rendered = textAt(step, pointer, values, language)
  if ('problem' in rendered) return { run, problem: rendered.problem }
  const labels = choices === null ? [] : labelsOf(step, choices, values, language)
  const text = withList(rendered.text, labels)
  if (text.trim() === '') return { run, problem: 'The text came out empty' }
  if (run.draft.thread.current !== chat) return { run, withheld: 'not-current' }
  if (!isAnswer && isStorm(run.draft.thread, command.at, context.storm)) return { run, withheld: 'storm' }
  const id = nextId(run, running)
  const said = {
    chat,
    at: command.at,
    rule: authorOf(run.instance),
    id,
    text,
    isAnswer,
    ...(labels.length === 0 ? {} : { choices: buttonsOf(rendered.text, labels, run) }),
  }
  const draft = sayAutomatically(run.draft, said, context.storm)
  return { run: { ...run, draft, said: run.said + 1 }, message: id }
}

type Made = { readonly text: string } | { readonly problem: string }

function textAt(step: CompiledStep, pointer: string, values: TemplateFacts, language: string | null): Made {
  const compiled = step.texts.get(pointer)
  if (compiled === undefined) return { problem: `There is no text at ${pointer}` }
  const rendering = compiled.render(values, { language })
  return rendering.ok ? { text: rendering.text } : { problem: rendering.message }
}

/** The labels of a step's options in the customer's language; one that can't be made stands as its number. */
export function labelsOf(
  step: CompiledStep,
  pointer: string,
  values: TemplateFacts,
  language: string | null,
): readonly string[] {
  const labels: string[] = []
  for (let index = 0; step.texts.has(`${pointer}/${index}/label`); index += 1) {
    const made = textAt(step, `${pointer}/${index}/label`, values, language)
    const label = 'text' in made ? made.text.replace(/\s+/gu, ' ').trim() : ''
    labels.push(label === '' ? String(index + 1) : label)
  }
  return labels
}

/** Every channel can show it, with buttons or without. */
function withList(text: string, labels: readonly string[]): string {
  return [text, ...labels.map((label, index) => `${index + 1}. ${label}`)].join('\n')
}

/** Buttons are of the wait that comes next: pressed later, they are known as old ones. */
function buttonsOf(text: string, labels: readonly string[], { instance }: Run): Choices {
  const options = labels.map((label, index) => ({ label, payload: `${waitKey(instance)}.${index + 1}` }))
  return { text, options }
}

/** Which option of what a run waits for now a button stands for, from 0 on; `null`: another one's. */
export function pressedOption(payload: string | undefined, run: Pick<Run, 'instance'>['instance']): number | null {
  const key = `${waitKey(run)}.`
  if (payload === undefined || !payload.startsWith(key)) return null
  const option = /^\d{1,3}$/u.exec(payload.slice(key.length))?.[0]
  return option === undefined ? null : Number(option) - 1
}

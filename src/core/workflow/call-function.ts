import type { CompiledStep } from './compiled-workflow.js'
import type { Entered } from './entered.js'
import { authorOf, languageOf, nextId, type Run, type Running, valuesFor } from './running.js'

/** Asks for one attempt of a function; what it returns comes back as the command `call-outcome`. `due`: when the step times out. */
export async function callFunction(
  run: Run,
  running: Running,
  compiled: CompiledStep,
  attempt: number,
  due: string | null,
): Promise<Entered> {
  const { step } = compiled
  if (!('call' in step)) throw new TypeError('Only a step `call` calls')
  const body = compiled.bodies.get('/call/args')
  const values = await valuesFor(run, running, compiled)
  const rendered = body?.render(values, { language: languageOf(run.draft, running) })
  if (rendered?.ok === false) return { run, told: { problem: rendered.message }, go: 'failed' }
  const id = nextId(run, running)
  const { chat, command } = running
  const effect = {
    type: 'call' as const,
    id,
    chat,
    at: command.at,
    rule: authorOf(run.instance),
    name: step.call.name,
    args: rendered === undefined ? null : rendered.value,
    isAwaited: true as const,
  }
  const draft = { ...run.draft, effects: [...run.draft.effects, effect] }
  return { run: { ...run, draft, said: run.said + 1 }, told: {}, wait: { for: 'outcome', call: id, attempt, due } }
}

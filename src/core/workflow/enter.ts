// What a step does when a run comes to it. Each does its deed on the draft and says how to go on; none chooses the next step.

import { delayedUntil } from '../automation/time-rules.js'
import { addOpenTime } from '../schedule/open-time.js'
import { callFunction } from './call-function.js'
import { judgeChoices } from './choose.js'
import type { CompiledStep } from './compiled-workflow.js'
import { doActions } from './do-actions.js'
import type { Entered } from './entered.js'
import { handOverIn } from './hand-over.js'
import { type Run, type Running, valuesFor } from './running.js'
import { say } from './say.js'
import { waitMoment } from './wait-moment.js'
import type { StepTimeout } from './workflow.js'

export async function enter(run: Run, running: Running, compiled: CompiledStep): Promise<Entered> {
  const { step } = compiled
  if ('send' in step) {
    const { run: said, ...told } = await say(run, running, compiled, '/send/text')
    return { run: said, told, go: 'next' }
  }
  if ('ask' in step) {
    const options = step.ask.as === 'one-of' ? '/ask/options' : null
    return question(run, running, compiled, '/ask/text', options, step.ask.retries ?? DEFAULT_RETRIES)
  }
  if ('menu' in step) {
    const left = step.menu.retries ?? DEFAULT_RETRIES
    return question(run, running, compiled, '/menu/text', '/menu/options', left)
  }
  if ('choose' in step) return judgeChoices(run, running, compiled)
  if ('wait' in step) return waitFor(run, running, compiled)
  if ('do' in step) return doActions(run, running, compiled)
  if ('call' in step) return callFunction(run, running, compiled, 1, dueOf(step.timeout, running))
  if ('run' in step) return { run, told: {}, into: step.run }
  if ('handoff' in step) return handOverIn(run, running, compiled)
  return { run, told: {}, over: 'ended' }
}

const DEFAULT_RETRIES = 2

/** Asks, and waits for the answer; `left`: how often it may be asked again. */
export async function question(
  run: Run,
  running: Running,
  compiled: CompiledStep,
  pointer: string,
  options: string | null,
  left: number,
): Promise<Entered> {
  const { run: said, ...told } = await say(run, running, compiled, pointer, options)
  // Nobody would know what is waited for.
  if (told.withheld === 'storm' || told.withheld === 'not-current')
    return { run: said, told, over: 'handed-over', reason: told.withheld }
  if (told.problem !== undefined) return { run: said, told, over: 'handed-over', reason: 'template-failed' }
  const { step } = compiled
  const timeout = 'timeout' in step ? step.timeout : undefined
  return { run: said, told, wait: { for: 'answer', left, due: dueOf(timeout, running) } }
}

/** A schedule that never opens for long enough never lets it time out. */
export function dueOf(timeout: StepTimeout | undefined, { rules, command }: Running): string | null {
  if (timeout === undefined) return null
  if (timeout.businessHours === undefined) return delayedUntil(command.at, timeout.after)
  const schedule = rules.schedules.get(timeout.businessHours)
  return schedule === undefined ? null : addOpenTime(schedule, command.at, timeout.after)
}

async function waitFor(run: Run, running: Running, compiled: CompiledStep): Promise<Entered> {
  const until = 'wait' in compiled.step && 'until' in compiled.step.wait ? compiled.texts.get('/wait/until') : undefined
  const rendered = until?.render(await valuesFor(run, running, compiled), { language: null })
  const moment = waitMoment(compiled, rendered?.ok === true ? rendered.text : '', running)
  switch (moment.kind) {
    case 'unknown':
      return { run, told: { problem: moment.problem }, go: 'unknown' }
    case 'never':
      return { run, told: {}, over: 'handed-over', reason: 'never-opens' }
    case 'at':
      if (Date.parse(moment.at) <= Date.parse(running.command.at)) return { run, told: {}, go: 'due' }
      return { run, told: {}, wait: { for: 'time', due: moment.at } }
    default:
      return moment satisfies never
  }
}

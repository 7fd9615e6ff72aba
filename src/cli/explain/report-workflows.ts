// What workflows did with one command, for people: why they went on, each step with what it did, where they wait now.
import type { ActionTrace } from '../../core/rules/verdict.js'
import type { StepTrace, WorkflowCause, WorkflowTrace } from '../../core/workflow/workflow-trace.js'
import { formatTime, harmless, shorten } from '../format.js'
import type { Colours } from '../terminal.js'
import { findingLine } from './tree-lines.js'

const MOST = 60

export function workflowLines(
  { workflow, chat, version, because, migratedTo, steps, now }: WorkflowTrace,
  actionLine: (action: ActionTrace) => string,
  colours: Colours,
): readonly string[] {
  const moved = migratedTo === undefined ? '' : `, moved to version ${migratedTo}`
  const running = steps.map(({ workflow: id }) => id).some((id) => id !== workflow)
  return [
    `${colours.bold(`workflow ${harmless(workflow)}`)}, chat #${chat}: ${harmless(causeOf(because))} ${colours.dim(`(version ${version}${moved})`)}`,
    ...steps.flatMap((step) => stepLines(step, running, actionLine, colours)),
    `  ${nowOf(now)}`,
  ]
}

function causeOf(because: WorkflowCause): string {
  switch (because.kind) {
    case 'started':
      return because.rule === undefined
        ? `started by ${because.agent ?? 'hand'}`
        : `started by the rule ${because.rule}`
    case 'message':
      return because.pressed === undefined ? 'the customer wrote' : `the customer pressed button ${because.pressed + 1}`
    case 'timer':
      return 'its time had come'
    case 'outcome':
      return because.failure === undefined ? 'the function returned' : `the function failed: ${because.failure}`
    case 'interrupted':
      return `interrupted by ${because.by === 'agent' ? 'an agent' : because.by}`
    case 'cancelled':
      return `cancelled by ${because.agent ?? 'hand'}`
    default:
      return because satisfies never
  }
}

function stepLines(
  { workflow, step, event, to, message, withheld, answer, failed = [], actions = [], problem }: StepTrace,
  isNested: boolean,
  actionLine: (action: ActionTrace) => string,
  colours: Colours,
): readonly string[] {
  const name = isNested ? `${workflow}/${step}` : step
  const way = to === null ? event : `${event} → ${to}`
  const told = [
    ...(answer === undefined ? [] : [`took ${shorten(JSON.stringify(answer), MOST)}`]),
    ...(message === undefined ? [] : [`said ${message}`]),
    ...(withheld === undefined ? [] : [`withheld: ${withheld}`]),
  ]
  return [
    `  ${colours.bold(harmless(name))}: ${harmless([way, ...told].join('; '))}`,
    ...failed.map((finding, index) => {
      const why = finding === null ? 'could not be judged' : findingLine(finding)
      return `      case ${index + 1} ${colours.red('✖')} ${why}`
    }),
    ...actions.map(actionLine),
    ...(problem === undefined ? [] : [`      ${colours.red('!')} ${harmless(problem)}`]),
  ]
}

function nowOf(now: WorkflowTrace['now']): string {
  if (now.state !== 'waiting') return harmless(`${now.state}${now.reason === undefined ? '' : `: ${now.reason}`}`)
  const until = now.until === null ? '' : `, until ${formatTime(now.until)} at most`
  return harmless(`waits at ${now.step}${until}`)
}

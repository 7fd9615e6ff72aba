import { append, chatIn, type Draft, withEvents } from '../thread/draft.js'
import { changeChat } from '../thread/update.js'
import type { CompiledStep } from './compiled-workflow.js'
import type { Entered } from './entered.js'
import { topOf } from './instance.js'
import { authorOf, languageOf, nextId, type Run, type Running, valuesFor } from './running.js'
import { HANDOVER_REASONS } from './workflow-end.js'

/** The step `handoff`: its note, and who gets the chat. */
export async function handOverIn(run: Run, running: Running, compiled: CompiledStep): Promise<Entered> {
  const { step } = compiled
  if (!('handoff' in step)) throw new TypeError('Only a step `handoff` hands over')
  const { agent, group } = step.handoff
  const template = compiled.texts.get('/handoff/note')
  const values = await valuesFor(run, running, compiled)
  const rendering = template?.render(values, { language: languageOf(run.draft, running) })
  const noted = rendering?.ok === true && rendering.text.trim() !== '' ? withNote(run, running, rendering.text) : run
  const problem = rendering?.ok === false ? { problem: rendering.message } : {}
  const assignee =
    agent !== undefined ? { agent, ...(group === undefined ? {} : { group }) } : group === undefined ? null : { group }
  const over = { over: 'handed-over' as const, reason: 'step' as const }
  if (assignee === null) return { run: noted, told: problem, ...over }
  const how = { changes: { assignee }, at: running.command.at, by: 'automation' as const, closedIsOffered: false }
  const decision = changeChat(noted.draft, chatIn(noted.draft, running.chat), how)
  if (decision.refused !== null) return { run: noted, told: { problem: decision.refused.message }, ...over }
  const { outcome, chat } = noted.draft
  return { run: { ...noted, draft: { ...decision.draft, outcome, chat } }, told: problem, ...over }
}

/** Nobody foresaw it, so the agents are told: the customer must not wait for a robot that has left. */
export function withReason(
  run: Run,
  running: Pick<Running, 'chat' | 'command'>,
  reason: keyof typeof HANDOVER_REASONS,
): Run {
  const { definition, step } = topOf(run.instance)
  const name = definition.name ?? definition.id
  return withNote(run, running, `Workflow “${name}” stopped at “${step}”: ${HANDOVER_REASONS[reason]}.`)
}

function withNote(run: Run, running: Pick<Running, 'chat' | 'command'>, text: string): Run {
  const id = nextId(run, running)
  const { chat, command } = running
  const note = {
    id,
    author: 'automation' as const,
    rule: authorOf(run.instance),
    kind: 'note' as const,
    text,
    attachments: [],
    at: command.at,
  }
  const draft: Draft = withEvents(append(run.draft, chat, note), {
    type: 'note.added',
    chat,
    at: command.at,
    message: id,
  })
  return { ...run, draft, said: run.said + 1 }
}

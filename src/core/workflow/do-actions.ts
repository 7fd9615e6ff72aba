import { act } from '../automation/act.js'
import { refreshedFacts } from '../automation/facts.js'
import type { Trigger } from '../automation/trigger.js'
import { withMark } from '../automation/with-mark.js'
import { holding, markOf } from '../automation/withhold.js'
import type { CompiledRule } from '../rules/compiled-action.js'
import type { ActionOutcome, ActionTrace } from '../rules/verdict.js'
import type { Draft } from '../thread/draft.js'
import { chatOf } from '../thread/thread.js'
import type { CompiledStep } from './compiled-workflow.js'
import type { Entered } from './entered.js'
import { authorOf, nextId, type Run, type Running } from './running.js'

/** The actions of rules, done as a rule would. Only those that say `once` are limited. */
export async function doActions(start: Run, running: Running, compiled: CompiledStep): Promise<Entered> {
  const { chat, command, context } = running
  const rule = ruleFor(authorOf(start.instance))
  const actions: ActionTrace[] = []
  let run = start
  for (const one of compiled.actions) {
    const here = chatOf(run.draft.thread, chat)
    if (here === null) break
    const place = `${rule.rule.id}/${compiled.name}`
    const mark = one.action.once === undefined ? null : markOf(place, one.index, one.action, here, command.at, context)
    const storm = running.isAnswer ? [] : context.storm
    const held = holding(run.draft, here, one.action, mark, timeTrigger(running), command.at, false, storm)
    const told = (outcome: ActionOutcome) => actions.push({ index: one.index, do: one.action.do, outcome })
    if (held !== null) {
      told({ kind: 'withheld', ...held })
      continue
    }
    const facts = refreshedFacts(running.facts, run.draft, context)
    const acting = { rule, compiled: one, chat, at: command.at, id: nextId(run, running), facts, context }
    const acted = await act(run.draft, { ...acting, start: isBusy, finished: async (draft) => draft })
    told(acted.outcome)
    const isDone = acted.outcome.kind === 'done' || acted.outcome.kind === 'delayed'
    const draft = isDone && mark !== null ? withMark(acted.draft, chat, mark) : acted.draft
    run = { ...run, draft, said: run.said + 1 }
  }
  return { run, told: { actions }, go: 'next' }
}

/** One workflow a chat at a time (spec W1), and one runs here. */
async function isBusy(draft: Draft) {
  return { draft, outcome: { kind: 'withheld' as const, by: 'busy' as const } }
}

function ruleFor(id: string): CompiledRule {
  return {
    rule: { id, on: [], then: [] },
    order: 0,
    timeTriggers: [],
    actions: [],
    condition: null,
    facts: new Set(),
  }
}

/** What limits messages to first chats is the rules' that start workflows, not the steps'. */
function timeTrigger({ chat, command }: Running): Trigger {
  const time = { after: 'PT0S', since: 'message.received' as const }
  return { kind: 'time', time, rule: '', anchor: command.at, chat }
}

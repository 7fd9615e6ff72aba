// One pass: the rules of one trigger judged together on one snapshot, then what they do, in order (spec 2.6).
import type { ChatView } from '../chat/view.js'
import type { CompiledRule, CompiledRules } from '../rules/compiled-rules.js'
import { newSnapshot } from '../rules/snapshot.js'
import { NO_RULES, type TriggerRules, triggerRules } from '../rules/trigger-rules.js'
import type { ActionTrace, Verdict, VerdictCounts } from '../rules/verdict.js'
import type { Command } from '../thread/command.js'
import type { Draft } from '../thread/draft.js'
import { chatOf } from '../thread/thread.js'
import { beginByRule } from '../workflow/begin.js'
import { interrupt } from '../workflow/interrupt.js'
import { type Acted, act } from './act.js'
import type { Context } from './context.js'
import { conditionFacts, type PassFacts, passFacts } from './facts.js'
import { judgeRules } from './judge-rules.js'
import { isByRobot } from './time-rules.js'
import type { Trigger } from './trigger.js'
import { withMark } from './with-mark.js'
import { holding, markOf } from './withhold.js'

export interface PassResult {
  readonly draft: Draft
  readonly facts: PassFacts | null
  readonly verdicts: readonly Verdict[]
  /** Rules that have no verdict. */
  readonly unlisted: VerdictCounts
}

/** `done`: ids of rules that this command already carried out; a rule is carried out once (spec 2.6). */
export async function runPass(
  draft: Draft,
  trigger: Trigger,
  command: Command,
  before: ChatView | null,
  context: Context,
  done: Set<string>,
): Promise<PassResult> {
  const { rules } = context
  const ofTrigger = rules === null ? NO_RULES : rulesOf(trigger, rules)
  const nothing = { draft, facts: null, verdicts: [], unlisted: {} }
  if (rules === null || ofTrigger.rules.length === 0) return nothing
  const facts = passFacts(draft, trigger, command, before, context)
  if (facts === null) return nothing
  const snapshot = newSnapshot(rules, conditionFacts(facts, context))
  const { verdicts, matched, unlisted } = await judgeRules(ofTrigger, snapshot, context, done)
  const carriedOut = await carryOut(draft, matched, trigger, command, facts, context, done)
  return {
    draft: carriedOut.draft,
    facts,
    unlisted,
    verdicts: verdicts.map((verdict) =>
      verdict.kind === 'matched' ? (carriedOut.verdicts.get(verdict.rule) ?? verdict) : verdict,
    ),
  }
}

function rulesOf(trigger: Trigger, rules: CompiledRules): TriggerRules {
  if (trigger.kind === 'event') return rules.ofTrigger(trigger.type)
  const rule = rules.byId.get(trigger.rule)
  return rule === undefined ? NO_RULES : triggerRules([rule], rules.predicates)
}

async function carryOut(
  draft: Draft,
  rules: readonly CompiledRule[],
  trigger: Trigger,
  command: Command,
  facts: PassFacts,
  context: Context,
  done: Set<string>,
): Promise<{ readonly draft: Draft; readonly verdicts: ReadonlyMap<string, Verdict> }> {
  const verdicts = new Map<string, Verdict>()
  const answersRobot = isByRobot(command) || (trigger.kind === 'time' && trigger.automated === true)
  let next = draft
  for (const rule of rules) {
    done.add(rule.rule.id)
    const actions: ActionTrace[] = []
    for (const compiled of rule.actions) {
      const chat = chatOf(next.thread, trigger.chat)
      if (chat === null) break
      const mark = markOf(rule.rule.id, compiled.index, compiled.action, chat, command.at, context)
      const held = holding(next, chat, compiled.action, mark, trigger, command.at, answersRobot, context.storm)
      const trace = (outcome: ActionTrace['outcome']) =>
        actions.push({ index: compiled.index, do: compiled.action.do, outcome })
      if (held !== null) {
        trace({ kind: 'withheld', ...held })
        continue
      }
      const id = `${command.id}:${rule.rule.id}:${context.rules?.version ?? ''}:${compiled.index}`
      const acting = { rule, compiled, chat: trigger.chat, at: command.at, id, facts, context, start: beginByRule }
      const finished = (after: Draft) => interrupt(after, trigger.chat, 'finish', command, context)
      const acted: Acted = await act(next, { ...acting, finished })
      trace(acted.outcome)
      next = isCarriedOut(acted) && mark !== null ? withMark(acted.draft, trigger.chat, mark) : acted.draft
    }
    verdicts.set(rule.rule.id, verdictOf(rule.rule.id, actions))
  }
  return { draft: next, verdicts }
}

function isCarriedOut(acted: Acted): boolean {
  const { kind } = acted.outcome
  return kind === 'done' || kind === 'delayed'
}

/** A rule whose every action was held back is `withheld`; one with nothing but errors is an `error`. */
function verdictOf(rule: string, actions: readonly ActionTrace[]): Verdict {
  const first = actions[0]?.outcome
  if (first?.kind === 'withheld' && actions.every((one) => one.outcome.kind === 'withheld')) {
    return { kind: 'withheld', rule, by: first.by, ...(first.mark === undefined ? {} : { mark: first.mark }), actions }
  }
  if (first?.kind === 'error' && actions.every((one) => one.outcome.kind === 'error')) {
    return { kind: 'error', rule, code: first.code, message: first.message, actions }
  }
  return { kind: 'matched', rule, actions }
}

// Timers that fired: a time rule is looked at, a delayed message goes out. Silence is the lifecycle's own business.
import type { Chat } from '../chat/chat.js'
import { sumParts } from '../chat/part.js'
import type { Verdict, WithheldBy } from '../rules/verdict.js'
import type { Command } from '../thread/command.js'
import type { Draft } from '../thread/draft.js'
import { chatOf, withChat } from '../thread/thread.js'
import type { PassTrace } from '../trace.js'
import type { Context } from './context.js'
import { passTrace } from './pass-trace.js'
import { sayAutomatically } from './say.js'
import { timeTriggerOf, waitDue } from './time-rules.js'
import type { Trigger } from './trigger.js'
import { isStorm } from './withhold.js'

export interface Woken {
  readonly draft: Draft
  readonly triggers: readonly Trigger[]
  readonly passes: readonly PassTrace[]
}

/** A time rule or a delayed message whose timer fired; silence was decided already. */
export function wake(draft: Draft, command: Extract<Command, { type: 'timer' }>, context: Context): Woken {
  const chat = chatOf(draft.thread, command.chat)
  if (chat === null || command.kind === 'silence' || command.kind === 'workflow')
    return { draft, triggers: [], passes: [] }
  return command.kind === 'rule' ? wakeRule(draft, chat, command, context) : wakeDelayed(draft, chat, command, context)
}

function wakeRule(draft: Draft, chat: Chat, command: Extract<Command, { type: 'timer' }>, context: Context): Woken {
  const { [command.key]: wait, ...waits } = chat.waits
  const quiet = { triggers: [], passes: [] }
  if (wait === undefined) return { draft, ...quiet }
  const disarmed = { ...draft, thread: withChat(draft.thread, { ...chat, waits }) }
  const named = timeTriggerOf(context.rules, command.key)
  if (named === null || context.rules === null) return { draft: disarmed, ...quiet }
  const due = waitDue(named.time, wait.anchor, context.rules)
  if (due === null) return { draft: disarmed, ...quiet }
  if (Date.parse(due) > Date.parse(command.at)) {
    const later = { ...chat, waits: { ...waits, [command.key]: { ...wait, timerAt: due } } }
    return { draft: { ...draft, thread: withChat(draft.thread, later) }, ...quiet }
  }
  const trigger: Trigger = {
    kind: 'time',
    time: named.time,
    rule: named.rule.rule.id,
    anchor: wait.anchor,
    chat: chat.number,
    ...(wait.automated ? { automated: true as const } : {}),
  }
  return { draft: disarmed, triggers: [trigger], passes: [] }
}

function wakeDelayed(draft: Draft, chat: Chat, command: Extract<Command, { type: 'timer' }>, context: Context): Woken {
  const { [command.key]: delayed, ...rest } = chat.delayed
  if (delayed === undefined) return { draft, triggers: [], passes: [] }
  const taken = { ...draft, thread: withChat(draft.thread, { ...chat, delayed: rest }) }
  const trigger: Trigger = {
    kind: 'time',
    time: { after: 'PT0S', since: 'message.received' },
    rule: delayed.rule,
    anchor: command.at,
    chat: chat.number,
  }
  const traced = (verdict: Verdict) => [passTrace(trigger, [verdict], null)]
  const held = holdsBackDelayed(taken, chat, delayed.agentMessages, command.at, context)
  if (held !== null) {
    return {
      draft: taken,
      triggers: [],
      passes: traced({ kind: 'withheld', rule: delayed.rule, by: held, actions: [] }),
    }
  }
  const { rule, effect: id, text } = delayed
  const said = sayAutomatically(taken, { chat: chat.number, at: command.at, rule, id, text }, context.storm)
  const action = { index: 0, do: 'send-message', outcome: { kind: 'done' as const, effect: id, message: id } }
  return { draft: said, triggers: [], passes: traced({ kind: 'matched', rule, actions: [action] }) }
}

function holdsBackDelayed(
  draft: Draft,
  chat: Chat,
  agentMessages: number,
  at: string,
  context: Context,
): WithheldBy | null {
  if (draft.thread.current !== chat.number) return 'not-current'
  if (sumParts(chat.parts).counts.agent > agentMessages) return 'agent-answered'
  return isStorm(draft.thread, at, context.storm) ? 'storm' : null
}

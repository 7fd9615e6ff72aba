// One command, run to completion: decide, then rules and what they cause until nothing more happens. Bounded: what rules
// change is judged at most MAX_CASCADES changes deep, each rule at most once. Pure: the same input gives byte-equal output.
import type { Context } from './automation/context.js'
import { LISTED_RULES } from './automation/judge-rules.js'
import { runPass } from './automation/pass.js'
import { passTrace } from './automation/pass-trace.js'
import { armTimeRules } from './automation/time-rules.js'
import { type Trigger, triggersOf } from './automation/trigger.js'
import { wake } from './automation/wake.js'
import type { ChatView } from './chat/view.js'
import type { Effect } from './effect/effect.js'
import type { Verdict } from './rules/verdict.js'
import { chatView } from './thread/chat-view.js'
import type { Command } from './thread/command.js'
import type { Contact } from './thread/contact.js'
import { decideThread } from './thread/decide.js'
import type { Draft, Outcome } from './thread/draft.js'
import type { DomainEvent } from './thread/event.js'
import type { Message } from './thread/message.js'
import type { Refusal } from './thread/refusal.js'
import { chatOf, currentChat, type Thread } from './thread/thread.js'
import { armSilence, type TimerChanges, timerChanges, timerId } from './thread/timers.js'
import { atDepth, type PassTrace, sumCounts, type Trace } from './trace.js'
import { moveWorkflows, workflowRefusal } from './workflow/move-workflows.js'
import { isQuietAnswer } from './workflow/quiet-answer.js'

/** How far changes that rules cause by each other's changes are followed (spec 2.6); twenty changes of one pass are one step. */
export const MAX_CASCADES = 10

export interface Handled {
  readonly refused: null
  readonly thread: Thread
  readonly contact: Contact
  /** New and changed messages. */
  readonly messages: readonly Message[]
  readonly events: readonly DomainEvent[]
  readonly effects: readonly Effect[]
  readonly timers: TimerChanges
  readonly warnings: readonly string[]
  readonly outcome: Outcome
  /** The chat that the command ended up in. */
  readonly chat: number
  readonly trace: Trace | null
}

export interface RefusedResult {
  readonly refused: Refusal
  readonly trace: Trace | null
}

export async function handle(thread: Thread, command: Command, context: Context): Promise<Handled | RefusedResult> {
  const { contact } = context
  const isSeen = context.rules !== null || context.trace !== 'off'
  const before = isSeen ? viewBefore(thread, command, context) : null
  const isQuiet =
    thread.chats.some((chat) => chat.workflow !== undefined) && (await isQuietAnswer(thread, command, context))
  const decision = decideThread(thread, contact, command, isQuiet ? { ...context, isQuietAnswer: true } : context)
  if (decision.refused !== null) return refusedResult(decision.refused, before, command, context)
  const refused = workflowRefusal(thread, command, context)
  if (refused !== null) return refusedResult(refused, before, command, context)
  const woken =
    command.type === 'timer'
      ? wake(decision.draft, command, context)
      : { draft: decision.draft, triggers: [], passes: [] }
  const moved = await moveWorkflows(woken.draft, command, before, context)
  const told = woken.draft.events.length
  const first = [...woken.triggers, ...answering(triggersOf(woken.draft.events, false), moved.answered)]
  const caused = triggersOf(moved.draft.events.slice(told), true)
  const settled = await settle(moved.draft, first, caused, command, before, context)
  const armed = armSilence(armTimeRules(settled.draft, command, context), context.channel)
  const changed = hasChanged(thread, armed.thread)
  const version = thread.version + 1
  const next = changed ? stamped(thread, armed.thread, version, hasHappened(armed.events)) : armed.thread
  const fired = command.type === 'timer' ? timerId(command.chat, command.kind, command.key) : null
  const after = chatOf(next, armed.chat)
  const trace = traceOf(command, context, () => ({
    outcome: armed.outcome,
    before,
    after: after === null ? null : chatView(next, after, context.channel),
    passes: [...woken.passes, ...settled.passes],
    ...(armed.workflows === undefined ? {} : { workflows: armed.workflows }),
  }))
  return {
    refused: null,
    thread: next,
    contact: armed.contact === contact ? contact : { ...armed.contact, version: contact.version + 1 },
    messages: armed.messages,
    events: armed.events,
    effects: armed.effects,
    timers: timerChanges(thread, next, fired),
    warnings: armed.warnings,
    outcome: armed.outcome,
    chat: armed.chat,
    trace,
  }
}

function refusedResult(refused: Refusal, before: ChatView | null, command: Command, context: Context): RefusedResult {
  const seen = { outcome: 'refused' as const, refusal: refused, before, after: before, passes: [] }
  return { refused, trace: traceOf(command, context, () => seen) }
}

interface Settled {
  readonly draft: Draft
  readonly passes: readonly PassTrace[]
}

interface Queued {
  readonly trigger: Trigger
  /** The chat before the command, of a cascade before the pass that caused it. */
  readonly before: ChatView | null
  /** Passes that led to it, 0 for what the command itself did. */
  readonly depth: number
}

/** Passes until quiet; `caused`: by what workflows did. */
async function settle(
  start: Draft,
  first: readonly Trigger[],
  caused: readonly Trigger[],
  command: Command,
  before: ChatView | null,
  context: Context,
): Promise<Settled> {
  const queue = [
    ...first.map((trigger): Queued => ({ trigger, before, depth: 0 })),
    ...caused.map((trigger): Queued => ({ trigger, before, depth: 1 })),
  ]
  const done = new Set<string>()
  const passes: PassTrace[] = []
  let draft = start
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { trigger, depth } = next
    if (depth > MAX_CASCADES) {
      passes.push(cutShort(draft, trigger, context))
      continue
    }
    const told = draft.events.length
    const viewed = chatOf(draft.thread, trigger.chat)
    const pass = await runPass(draft, trigger, command, next.before, context, done)
    if (pass.draft.events.length > told) {
      const seen = viewed === null ? null : chatView(draft.thread, viewed, context.channel)
      const caused = triggersOf(pass.draft.events.slice(told), true)
      queue.push(...caused.map((one) => ({ trigger: one, before: seen, depth: depth + 1 })))
    }
    draft = pass.draft
    passes.push(passTrace(trigger, pass.verdicts, pass.facts, pass.unlisted))
  }
  return { draft, passes }
}

/** The triggers of a message that a workflow took as the answer to its question say so. */
function answering(triggers: readonly Trigger[], chat: number | null): readonly Trigger[] {
  if (chat === null) return triggers
  return triggers.map((one) => (one.chat === chat && one.kind === 'event' ? { ...one, answersWorkflow: true } : one))
}

/** Too many passes: the rules that would have been judged are named as stopped, never silently dropped; of many the number. */
function cutShort(draft: Draft, trigger: Trigger, context: Context): PassTrace {
  const rules = trigger.kind === 'event' ? (context.rules?.rulesFor(trigger.type) ?? []) : []
  const isListed = rules.length <= (context.listedRules ?? LISTED_RULES)
  const verdicts = isListed ? rules.map(({ rule }): Verdict => ({ kind: 'stopped', rule: rule.id, by: 'limit' })) : []
  const chat = chatOf(draft.thread, trigger.chat)?.number ?? trigger.chat
  return passTrace({ ...trigger, chat }, verdicts, null, isListed ? {} : { stopped: rules.length })
}

/** The chat that the command is about, as it was. */
function viewBefore(thread: Thread, command: Command, context: Context): ChatView | null {
  const chat = 'chat' in command ? chatOf(thread, command.chat) : currentChat(thread)
  return chat === null ? null : chatView(thread, chat, context.channel)
}

function hasChanged(before: Thread, after: Thread): boolean {
  return before !== after
}

/** A timer that only looked or warned changes nothing that an editor could have seen otherwise. */
function hasHappened(events: readonly DomainEvent[]): boolean {
  return events.some((event) => event.type !== 'chat.finish-soon')
}

/** The thread at its next version; chats to which something happened carry it. */
function stamped(before: Thread, after: Thread, version: number, happened: boolean): Thread {
  if (!happened) return { ...after, version }
  const chats = after.chats.map((chat) => (before.chats.includes(chat) ? chat : { ...chat, version }))
  return { ...after, version, chats }
}

type Seen = Pick<Trace, 'outcome' | 'before' | 'after' | 'passes' | 'workflows'> & { readonly refusal?: Refusal }

/** What a trace shows is only looked at when one is kept. */
function traceOf(command: Command, context: Context, look: () => Seen): Trace | null {
  if (context.trace === 'off') return null
  const what = look()
  const from = what.before?.number === what.after?.number ? (what.before?.state ?? null) : null
  const trace: Trace = {
    command: { id: command.id, type: command.type, at: command.at },
    ruleSet: context.rules === null ? null : { name: context.rules.name, version: context.rules.version },
    outcome: what.outcome,
    ...(what.refusal === undefined ? {} : { refusal: what.refusal }),
    counts: sumCounts(what.passes.map((pass) => pass.counts)),
    before: what.before,
    after: what.after,
    transition: what.after === null ? null : { from, to: what.after.state },
    passes: what.passes,
    ...(what.workflows === undefined ? {} : { workflows: what.workflows }),
  }
  return atDepth(trace, context.trace)
}

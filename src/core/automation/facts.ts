// The facts of spec 2.3, as conditions see them (`schedule` and `agents` take params) and as templates do (by name).
import type { ChatView } from '../chat/view.js'
import { computedFact } from '../rules/fact-source.js'
import { MISSING } from '../rules/missing.js'
import type { TimeTrigger } from '../rules/rule-set.js'
import type { FactSource, FactValue } from '../rules/snapshot.js'
import { momentOf } from '../schedule/moment-of.js'
import type { TemplateFacts } from '../template/template.js'
import { chatView } from '../thread/chat-view.js'
import type { Command } from '../thread/command.js'
import type { Contact } from '../thread/contact.js'
import type { Draft } from '../thread/draft.js'
import type { Actor, DomainEvent } from '../thread/event.js'
import type { Message } from '../thread/message.js'
import { chatOf } from '../thread/thread.js'
import type { Context } from './context.js'
import type { Trigger } from './trigger.js'

/** The `event` of a time rule. */
export interface TimeEvent extends TimeTrigger {
  readonly type: 'time'
  readonly by: 'timer'
  readonly at: string
  readonly chat: number
  /** When the event happened that it counts from. */
  readonly anchor: string
}

/** The facts of one pass: plain values; kept in the trace, so that any rule can be judged again later. */
export interface PassFacts {
  readonly event: (DomainEvent & { readonly by: Actor | 'split' }) | TimeEvent
  readonly message: { readonly [name: string]: unknown } | null
  readonly chat: ChatView
  readonly before: ChatView | null
  readonly customer: { readonly [name: string]: unknown }
  readonly channel: { readonly id: string; readonly kind: string; readonly name: string }
  readonly agents: { readonly online: number; readonly statuses: { readonly [agent: string]: string } }
  readonly now: string
}

export function passFacts(
  draft: Draft,
  trigger: Trigger,
  command: Command,
  before: ChatView | null,
  context: Context,
): PassFacts | null {
  const chat = chatOf(draft.thread, trigger.chat)
  if (chat === null) return null
  const { channel, agents } = context
  return {
    event:
      trigger.kind === 'event'
        ? { by: actorOf(trigger.event), ...trigger.event }
        : { type: 'time', by: 'timer', at: command.at, chat: trigger.chat, ...trigger.time, anchor: trigger.anchor },
    message: messageFact(messageOf(draft, trigger), draft.contact),
    chat: chatView(draft.thread, chat, channel),
    before,
    customer: customerFact(draft.contact),
    channel: { id: channel.id, kind: channel.kind, name: channel.name },
    agents: { online: agents.online, statuses: agents.statuses },
    now: command.at,
  }
}

/** The same after something was done: chat and customer as they are now. */
export function refreshedFacts(facts: PassFacts, draft: Draft, { channel }: Pick<Context, 'channel'>): PassFacts {
  const chat = chatOf(draft.thread, facts.chat.number)
  if (chat === null) return facts
  return { ...facts, chat: chatView(draft.thread, chat, channel), customer: customerFact(draft.contact) }
}

/** Who caused an event that doesn't say so itself. */
function actorOf(event: DomainEvent): Actor | 'split' {
  if ('by' in event) return event.by
  if ('agent' in event && event.agent !== undefined) return 'agent'
  return event.type === 'message.received' ? 'customer' : 'automation'
}

/** The message that the command brought; none for timers and changes. */
function messageOf(draft: Draft, trigger: Trigger): Message | null {
  if (trigger.kind === 'event' && 'message' in trigger.event) {
    const id = trigger.event.message
    return draft.messages.find((one) => one.id === id) ?? null
  }
  return draft.messages.find((one) => one.kind === 'message' && one.author !== 'automation') ?? null
}

function messageFact(message: Message | null, contact: Contact): PassFacts['message'] {
  if (message === null) return null
  return {
    id: message.id,
    text: message.text,
    author: message.author,
    kind: message.kind,
    agent: message.agent ?? null,
    attachments: sentAlong(message.attachments),
    at: message.at,
    late: message.late ?? false,
    automated: message.automated ?? false,
    language: message.language ?? contact.language,
  }
}

/** A letter's original is no file that the customer sent. */
function sentAlong(attachments: Message['attachments']): Message['attachments'] {
  return attachments.some(({ original }) => original) ? attachments.filter(({ original }) => !original) : attachments
}

function customerFact(contact: Contact): PassFacts['customer'] {
  const { marks: _, everStarted: __, version: ___, ...fact } = contact
  return fact
}

/** The same, for json-rules-engine. */
export function conditionFacts(facts: PassFacts, context: Pick<Context, 'rules' | 'facts'>): FactSource {
  const { agents, message, before, ...plain } = facts
  const schedules = context.rules?.schedules
  const own: { [fact: string]: FactValue } = {
    ...plain,
    message: message ?? MISSING,
    before: before ?? MISSING,
    agents: computedFact(({ id }) => ({
      online: agents.online,
      status: typeof id === 'string' ? statusOf(agents.statuses, id) : null,
    })),
    schedule: computedFact(({ name }) => {
      const schedule = typeof name === 'string' ? schedules?.get(name) : undefined
      return schedule === undefined ? MISSING : momentOf(schedule, facts.now)
    }),
  }
  return { ...context.facts, ...own }
}

function statusOf(statuses: { readonly [agent: string]: string }, agent: string): string {
  return Object.hasOwn(statuses, agent) ? (statuses[agent] ?? 'offline') : 'offline'
}

/** The same, for templates; `variables` says which of the embedder's facts have to be loaded. */
export async function templateFacts(
  facts: PassFacts,
  context: Context,
  variables: readonly string[],
): Promise<TemplateFacts> {
  const roots = new Set(variables.map((path) => path.split('.')[0] ?? path))
  const loaded: { [name: string]: unknown } = { ...facts }
  if (roots.has('schedule')) {
    const schedules = context.rules?.schedules ?? new Map()
    loaded.schedule = Object.fromEntries(
      [...schedules].map(([name, schedule]) => [name, momentOf(schedule, facts.now)]),
    )
  }
  for (const root of roots) {
    if (root in loaded || !Object.hasOwn(context.facts, root)) continue
    const value = await loadedFact(context.facts[root])
    if (value !== MISSING) loaded[root] = value
  }
  return loaded
}

async function loadedFact(fact: FactValue | undefined): Promise<unknown> {
  try {
    return typeof fact === 'function' ? await Promise.resolve(fact({})) : fact
  } catch {
    return MISSING
  }
}

// Read, decide, write with the version checked; whoever comes second decides again on what is there now. No lock is held
// while rules run; within this process the commands of one customer queue, so they don't conflict with each other.
import type { Context } from '../core/automation/context.js'
import type { Effect } from '../core/effect/effect.js'
import { type Handled, handle } from '../core/handle.js'
import type { CompiledRules } from '../core/rules/compiled-rules.js'
import { chatView } from '../core/thread/chat-view.js'
import type { Command } from '../core/thread/command.js'
import type { Contact } from '../core/thread/contact.js'
import { learned, newContact } from '../core/thread/learn.js'
import type { Message } from '../core/thread/message.js'
import type { ChannelSetting } from '../core/thread/setting.js'
import { needsNumber } from '../core/thread/speak.js'
import { chatOf, currentChat, emptyThread, type Thread } from '../core/thread/thread.js'
import type { Commit, Store, ThreadRef } from '../ports/store.js'
import type { Answer } from './answer.js'
import type { Numbers } from './numbers.js'
import { RefusedError, refuse } from './refused-error.js'
import type { Serial } from './serial.js'

/** Decisions on one command before the desk gives up; each loses only to a command that succeeded. */
const MAX_ATTEMPTS = 50

export interface Dispatching {
  readonly store: Store
  readonly workspace: string
  readonly numbers: Numbers
  readonly serial: Serial
  readonly rules: () => CompiledRules | null
  readonly channelOf: (id: string) => ChannelSetting
  readonly contextOf: (
    channel: ChannelSetting,
    contact: Contact,
    now: string,
  ) => Omit<Context, 'contact' | 'nextNumber' | 'messages' | 'channel' | 'rules'>
  /** Whether the desk itself delivers an effect. */
  readonly isDelivered: (effect: Effect) => boolean
  readonly tell: (answer: Answer) => void
}

export function dispatch(desk: Dispatching, ref: ThreadRef, command: Command): Promise<Answer> {
  return desk.serial.run(JSON.stringify([ref.channel, ref.customer]), () => decideAndCommit(desk, ref, command))
}

async function decideAndCommit(desk: Dispatching, ref: ThreadRef, command: Command): Promise<Answer> {
  const { store, workspace, numbers } = desk
  const channel = desk.channelOf(ref.channel)
  const rules = desk.rules()
  const messageId = bornId(command)
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const loaded = await store.load(workspace, {
      ...ref,
      ...('chat' in command ? { chat: command.chat } : {}),
      ...(command.type === 'edit' || command.type === 'delivery' ? { namedMessage: command.messageId } : {}),
      ...(messageId === undefined ? {} : { messageId }),
    })
    if (loaded.duplicateSeq !== null && messageId !== undefined) return duplicate(desk, ref, messageId)
    const thread = loaded.thread ?? emptyThread(ref.channel, ref.customer, ref.root)
    const contact = loaded.contact ?? newContact(ref.channel, ref.customer, command.at)
    const nextNumber = needsNumber(currentChat(thread), command) ? await numbers.take() : null
    let isUsed = false
    try {
      const messages = await namedMessages(desk, thread, command)
      const context: Context = {
        // The embedder's facts are asked about the customer as this very message tells of him.
        ...desk.contextOf(channel, 'customer' in command ? learned(contact, command.customer) : contact, command.at),
        contact,
        channel,
        rules,
        nextNumber,
        messages,
      }
      const handled = await handle(thread, command, context)
      if (handled.refused !== null) throw new RefusedError(handled.refused, handled.trace)
      // Should the write fail without an answer, the number may be in use: better a gap than a number twice.
      isUsed = nextNumber !== null && chatOf(handled.thread, nextNumber) !== null
      const written = await write(desk, thread, contact, command, handled, rules)
      if (written !== 'committed') isUsed = false
      if (written === 'conflict') continue
      if (written === 'duplicate') return await duplicate(desk, ref, messageId ?? '')
      const answer = answerOf(handled, channel)
      desk.tell(answer)
      return answer
    } finally {
      if (nextNumber !== null && !isUsed) numbers.giveBack(nextNumber)
    }
  }
  return refuse('conflict', `The thread changed ${MAX_ATTEMPTS} times while the command was being decided; try again`)
}

async function write(
  desk: Dispatching,
  thread: Thread,
  contact: Contact,
  command: Command,
  handled: Handled,
  rules: CompiledRules | null,
): Promise<'committed' | 'conflict' | 'duplicate'> {
  const { timers } = handled
  const isQuiet = handled.thread === thread && handled.contact === contact && handled.messages.length === 0
  if (isQuiet && handled.events.length === 0 && timers.set.length === 0 && timers.cancelled.length === 0)
    return 'committed'
  const commit: Commit = {
    thread: handled.thread,
    expectedVersion: thread.version,
    contact: handled.contact,
    expectedContactVersion: contact.version,
    messages: handled.messages,
    timers,
    outbox: handled.effects.filter(desk.isDelivered),
    journal:
      handled.outcome === 'looked' &&
      handled.events.length + handled.effects.length + (handled.trace?.passes.length ?? 0) === 0
        ? null
        : {
            command,
            ruleSetVersion: rules?.version ?? null,
            outcome: handled.outcome,
            chat: handled.chat,
            events: handled.events,
            effects: handled.effects.map((effect) => effect.id),
            trace: handled.trace,
          },
  }
  return desk.store.commit(desk.workspace, commit)
}

/** The provider's or caller's id of a message that the command brings. */
function bornId(command: Command): string | undefined {
  switch (command.type) {
    case 'customer.message':
    case 'agent.message':
    case 'start':
      return command.messageId
    default:
      return undefined
  }
}

async function namedMessages(desk: Dispatching, thread: Thread, command: Command): Promise<readonly Message[]> {
  const { store, workspace } = desk
  if (command.type === 'edit' || command.type === 'delivery') {
    const message = await store.message(workspace, thread.key, command.messageId)
    return message === null ? [] : [message]
  }
  const chat = command.type === 'split' && command.from !== undefined ? chatOf(thread, command.chat) : null
  if (chat === null) return []
  return store.messages(workspace, thread.key, {
    fromSeq: chat.firstSeq,
    toSeq: thread.lastSeq + 1,
    chats: [chat.number],
  })
}

async function duplicate(desk: Dispatching, ref: ThreadRef, messageId: string): Promise<Answer> {
  const [holder = ref] = await desk.store.threadsOfMessage(desk.workspace, messageId, ref.channel)
  const thread = await desk.store.chain(desk.workspace, holder.key)
  const message = await desk.store.message(desk.workspace, holder.key, messageId)
  const alive = thread?.chats.filter((chat) => chat.merge === null) ?? []
  const chat = alive.findLast((one) => one.firstSeq <= (message?.seq ?? 0)) ?? alive[0]
  if (thread === null || chat === undefined)
    return refuse('unavailable', 'The message is known but its chat is not readable')
  return {
    chat: chatView(thread, chat, desk.channelOf(holder.channel)),
    outcome: 'duplicate',
    events: [],
    effects: [],
    warnings: [],
  }
}

function answerOf(handled: Handled, channel: ChannelSetting): Answer {
  const chat = chatOf(handled.thread, handled.chat)
  if (chat === null) return refuse('not-found', `There is no chat ${handled.chat}`)
  const { outcome, events, effects, warnings, trace } = handled
  return {
    chat: trace?.after ?? chatView(handled.thread, chat, channel),
    outcome,
    events,
    effects,
    warnings,
    ...(trace === null ? {} : { trace }),
  }
}

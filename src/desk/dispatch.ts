// Read, decide, write with the version checked; whoever comes second decides again on what is there now. No lock is held
// while rules run; within this process the commands of one customer queue, so they don't conflict with each other.
import type { Context } from '../core/automation/context.js'
import type { Effect } from '../core/effect/effect.js'
import { type Handled, handle, type RefusedResult } from '../core/handle.js'
import type { CompiledRules } from '../core/rules/compiled-rules.js'
import { chatView } from '../core/thread/chat-view.js'
import type { Command } from '../core/thread/command.js'
import type { Contact } from '../core/thread/contact.js'
import { learned, newContact } from '../core/thread/learn.js'
import type { Message } from '../core/thread/message.js'
import type { ChannelSetting } from '../core/thread/setting.js'
import { needsNumber } from '../core/thread/speak.js'
import { chatOf, currentChat, emptyThread, type Thread } from '../core/thread/thread.js'
import type { Commit, CommitResult, Loaded, LoadRequest, NumberHold, Store, ThreadRef } from '../ports/store.js'
import { StoreError } from '../ports/store-error.js'
import type { Answer } from './answer.js'
import { later } from './later.js'
import type { Numbers } from './numbers.js'
import { recalled } from './recall.js'
import { RefusedError, refuse } from './refused-error.js'
import type { Serial } from './serial.js'

/** Decisions on one command before the desk gives up; each loses only to a command that succeeded. */
const MAX_ATTEMPTS = 50

/** A worker sleeps no longer than this. */
const PRESSING_MS = 1_000

export interface Dispatching {
  readonly store: Store
  readonly workspace: string
  readonly numbers: Numbers
  readonly serial: Serial
  /** What decides for a thread now. */
  readonly rulesOf: (thread: string) => CompiledRules | null
  readonly channelOf: (id: string) => ChannelSetting
  readonly contextOf: (
    channel: ChannelSetting,
    contact: Contact,
    now: string,
  ) => Omit<Context, 'contact' | 'nextNumber' | 'messages' | 'channel' | 'rules'>
  /** Whether the desk itself delivers an effect. */
  readonly isDelivered: (effect: Effect) => boolean
  /** `isPressing`: something is to be done before a sleeping worker would look again. */
  readonly tell: (answer: Answer, isPressing: boolean) => void
  /** Told how long each decision took. */
  readonly onDecided?: ((ms: number) => void) | undefined
}

/** `isNamed`: the caller chose the command's id, and may give it again: before each decision it is looked up in the journal. */
export function dispatch(desk: Dispatching, ref: ThreadRef, command: Command, isNamed = false): Promise<Answer> {
  const one = JSON.stringify([ref.channel, ref.customer])
  return desk.serial.run(one, () => decideAndCommit(desk, ref, command, isNamed))
}

async function decideAndCommit(desk: Dispatching, ref: ThreadRef, command: Command, isNamed: boolean): Promise<Answer> {
  const { store, workspace, numbers } = desk
  const deciding: Deciding = { channel: desk.channelOf(ref.channel), rules: desk.rulesOf(ref.key), surroundings: null }
  const { channel } = deciding
  const messageId = bornId(command)
  let unanswered: Unanswered | null = null
  const read = (request: LoadRequest): Promise<Loaded> =>
    store.load(workspace, request).catch((error: unknown) => {
      // A store that is down now says nothing of the write that it didn't answer.
      throw unanswered?.error ?? error
    })
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const loaded: Loaded = await read({
      ...ref,
      ...('chat' in command ? { chat: command.chat } : {}),
      ...(command.type === 'edit' || command.type === 'delivery' ? { namedMessage: command.messageId } : {}),
      ...(messageId === undefined ? {} : { messageId }),
      ...(attempt === 0 ? {} : { isFresh: true }),
    })
    if (unanswered !== null && loaded.lastCommand === command.id && holdsChat(loaded, unanswered.begun))
      return told(desk, command, unanswered.handled, channel)
    // After the load: what is committed from here on makes our commit conflict.
    const done = isNamed ? await recalled(desk, ref, command.id) : null
    if (done !== null) return done
    if (loaded.duplicateSeq !== null && messageId !== undefined) return duplicate(desk, ref, messageId)
    const thread = loaded.thread ?? emptyThread(ref.channel, ref.customer, ref.root)
    // Others went on in the meantime: whether this command was done before theirs can't be seen any more.
    if (unanswered !== null && thread.version !== unanswered.version) throw unanswered.error
    const contact = loaded.contact ?? newContact(ref.channel, ref.customer, command.at)
    const hold = needsNumber(currentChat(thread), command) ? await numbers.take(command.at) : null
    let isUsed = false
    try {
      const handled = await decide(desk, deciding, { thread, contact, command, number: hold?.number ?? null })
      if (handled.refused !== null) {
        if (loaded.isRemembered) continue
        throw new RefusedError(handled.refused, handled.trace)
      }
      // Should the write fail without an answer, the number may be in use; when it isn't, it comes back by itself.
      isUsed = hold !== null && chatOf(handled.thread, hold.number) !== null
      const commit = commitOf(desk, deciding, { thread, contact, command, handled, hold: isUsed ? hold : null })
      if (commit === null && loaded.isRemembered) continue
      const written = commit === null ? 'committed' : await writtenOf(store, workspace, commit)
      if (written instanceof StoreError) {
        if (unanswered !== null) throw written
        unanswered = { handled, begun: isUsed ? (hold?.number ?? null) : null, version: thread.version, error: written }
        continue
      }
      if (written === 'conflict') {
        // Perhaps the number isn't ours any more: then the same one would lose again and again.
        if (isUsed && hold !== null) await numbers.handBack(hold)
        continue
      }
      if (written !== 'committed') isUsed = false
      if (written === 'duplicate') return await duplicate(desk, ref, messageId ?? '')
      return told(desk, command, handled, channel)
    } catch (error) {
      // The store says that nothing was written.
      if (error instanceof StoreError && !error.isOutcomeUnknown) isUsed = false
      throw error
    } finally {
      if (hold !== null && !isUsed) numbers.giveBack(hold)
    }
  }
  return refuse('conflict', `The thread changed ${MAX_ATTEMPTS} times while the command was being decided; try again`)
}

/** What stays the same over all decisions on one command. */
interface Deciding {
  readonly channel: ChannelSetting
  readonly rules: CompiledRules | null
  surroundings: ReturnType<Dispatching['contextOf']> | null
}

/** A commit that was sent and got no answer: the next look tells whether it is there. */
interface Unanswered {
  readonly handled: Handled
  /** The chat that it began. */
  readonly begun: number | null
  readonly version: number
  readonly error: StoreError
}

/** Another node that was handed the same message wrote the same command, but gave its chat another number. */
function holdsChat({ thread }: Loaded, begun: number | null): boolean {
  return begun === null || (thread !== null && chatOf(thread, begun) !== null)
}

interface Given {
  readonly thread: Thread
  readonly contact: Contact
  readonly command: Command
}

async function decide(
  desk: Dispatching,
  deciding: Deciding,
  { thread, contact, command, number }: Given & { readonly number: number | null },
): Promise<Handled | RefusedResult> {
  const { channel, rules } = deciding
  const messages = await namedMessages(desk, thread, command)
  // The embedder's facts are asked once per message, about the customer as this very message tells of him.
  deciding.surroundings ??= desk.contextOf(
    channel,
    'customer' in command ? learned(contact, command.customer) : contact,
    command.at,
  )
  const began = desk.onDecided === undefined ? 0 : performance.now()
  const context = { ...deciding.surroundings, contact, channel, rules, nextNumber: number, messages }
  const handled = await handle(thread, command, context)
  desk.onDecided?.(performance.now() - began)
  return handled
}

/** The commit of a decision; `null` when there is nothing to write. */
function commitOf(
  desk: Dispatching,
  { rules }: Deciding,
  { thread, contact, command, handled, hold }: Given & { readonly handled: Handled; readonly hold: NumberHold | null },
): Commit | null {
  const { timers } = handled
  const isQuiet = handled.thread === thread && handled.contact === contact && handled.messages.length === 0
  if (isQuiet && handled.events.length === 0 && timers.set.length === 0 && timers.cancelled.length === 0) return null
  return {
    before: thread,
    thread: handled.thread,
    contactBefore: contact,
    contact: handled.contact,
    messages: handled.messages,
    timers,
    outbox: handled.effects.filter(desk.isDelivered),
    command: command.id,
    hold,
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
}

/** A write that got no answer is an answer too; every other trouble is thrown. */
async function writtenOf(store: Store, workspace: string, commit: Commit): Promise<CommitResult | StoreError> {
  try {
    return await store.commit(workspace, commit)
  } catch (error) {
    if (error instanceof StoreError && error.isOutcomeUnknown) return error
    throw error
  }
}

function told(desk: Dispatching, command: Command, handled: Handled, channel: ChannelSetting): Answer {
  const answer = answerOf(handled, channel)
  const soon = later(command.at, PRESSING_MS)
  desk.tell(answer, handled.effects.some(desk.isDelivered) || handled.timers.set.some((timer) => timer.due < soon))
  return answer
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
